// Random states of the list: what the client shows on its way there, after Back and after a reload is what the server
// writes for the same address without the client.
import type { Page } from '@playwright/test';
import { expect, isHydrated, isPhone, test } from '../fixtures/desk';

/** Numbers by chance, the same each time (mulberry32). */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % sides;
  };
}

const PARTS: Record<string, string[]> = {
  kind: ['standard', '!subscription', 'instalments,subscription'],
  payment: ['paid', '!paid,!free', 'unpaid,partially_paid', 'refunded'],
  stage_kind: ['new,in_progress', '!done', 'awaiting_payment'],
  created: ['year', 'last_month', '!30d', '..2026-10-31', '2026-09-01..'],
  paid: ['30d', '!year'],
  due: ['next_30d', '!week'],
  total: ['EUR', 'EUR:100..', '!USD:..50', 'UAH:..5000,EUR:..200'],
  owed: ['EUR:1..'],
  manager: ['me', 'none', '!none'],
  attention: ['yes', 'no'],
  overdue: ['no'],
  empty: ['manager', '!tag', 'paid,!source'],
  q: ['an', '10', 'ко'],
};
const SORTS = ['created', '-total', 'client', '-updated', 'status', 'products', '-paid', 'number'];

function state(roll: (sides: number) => number): string {
  const pick = <T>(from: T[]): T => from[roll(from.length)]!;
  const query = new URLSearchParams();
  for (const key of Object.keys(PARTS)) if (roll(5) === 0) query.set(key, pick(PARTS[key]!));
  if (roll(2) === 0) query.set('sort', pick(SORTS));
  if (roll(3) === 0) query.set('cols', pick(['number,client,total,status', 'number,created,manager,tags,due', 'client,number,paid']));
  return query.toString();
}

/** What the server writes for the address that the page is at. */
const written = (page: Page) =>
  page.evaluate(async () => {
    const answer = await fetch(location.href, { headers: { accept: 'text/html' } });
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const texts = (selector: string) => [...page.querySelectorAll(selector)].map((one) => one.textContent!.trim());
    return { numbers: texts('.table > tbody a.number').slice(0, 15), problems: texts('[role=alert]').length };
  });

test('random states are the same on the way there, after Back, after a reload and without the client', async ({ page, orders }, { project }) => {
  test.skip(!isHydrated(project) || isPhone(project), 'compares the client with what the server writes');
  test.setTimeout(120_000);
  const roll = dice(20_261_129);
  const shown = async () => (await orders.shownNumbers()).map((number) => number.trim()).slice(0, 15);
  let found = 0;
  for (let round = 0; round < 14; round += 1) {
    const query = state(roll);
    await test.step(query || 'the default state', async () => {
      await orders.open(query);
      const [before, address, count] = [await shown(), orders.query(), await orders.count()];
      expect(await written(page)).toMatchObject({ numbers: before, problems: 0 });
      found += before.length;
      // On the way: one thing less, or another order.
      const [head, remove] = [page.locator('thead a').first(), orders.chips.locator('.chip__remove').first()];
      const removes = (await remove.count()) > 0 && (round % 2 === 0 || before.length === 0);
      await orders.follow(() => (removes ? remove : head).click());
      expect((await written(page)).numbers).toEqual(await shown());
      await orders.follow(() => page.goBack());
      expect(orders.query()).toBe(address);
      await expect.poll(shown).toEqual(before);
      expect(await orders.count()).toBe(count);
      await page.reload();
      await orders.settled();
      expect([orders.query(), await shown(), await orders.count()]).toEqual([address, before, count]);
    });
  }
  expect(found, 'most states show orders').toBeGreaterThan(80);
});
