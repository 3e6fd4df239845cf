// The endless list: a desk of fifteen hundred orders, scrolled, restored, walked by keyboard, chosen and copied. Hydrated
// only: without the client the pages of list.spec.ts lead through the same orders.
import type { Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, hydrated, isHydrated, isPhone, test } from '../fixtures/desk';
import { startDesk, type RunningDesk } from '../fixtures/process';

const ORDERS = 900;
const MOST = 60;

let desk: RunningDesk;

test.beforeAll(async ({}, { project }) => {
  test.skip(!isHydrated(project), 'rows are drawn as they are scrolled to by the client');
  desk = await startDesk({ args: ['--demo'] });
  const seeded = desk.run('seed', '--orders', String(ORDERS), '--seed', '7');
  if (seeded.code !== 0) throw new Error(seeded.stderr);
});

test.afterAll(async () => desk?.stop());

test.use({ signedIn: false });

/** Signs in and opens a list of the seeded desk. */
async function open(page: Page, query = 'view=table'): Promise<void> {
  await page.goto(desk.signIn);
  await page.goto(`${desk.address}/orders?${query}`);
  await hydrated(page);
  await expect(page.locator('.table[data-live]')).toBeVisible();
}

/** Every number of the desk, newest first, as a file has them. */
function numbersOfTheDesk(): string[] {
  const file = join(tmpdir(), `rows-${process.pid}.csv`);
  const ran = desk.run('export', '--format', 'csv', '--query', 'cols=number', '--out', file);
  if (ran.code !== 0) throw new Error(ran.stderr);
  const lines = readFileSync(file, 'utf8').split(/\r?\n/).slice(1);
  return lines.filter(Boolean).map((line) => line.replace(/^"|"$/g, ''));
}

const shown = (page: Page) => page.locator('tbody tr:not([hidden]) a.number').allTextContents();

/** The numbers of the rows that are wholly in sight. */
const inSight = (page: Page) =>
  page.evaluate(() => {
    const region = document.querySelector('.table-region');
    if (!region) return [];
    const paged = getComputedStyle(region).overflowY === 'visible';
    const box = region.getBoundingClientRect();
    const head = document.querySelector('thead tr')!.getBoundingClientRect().height;
    const [top, bottom] = paged ? [0, innerHeight] : [box.top + head, box.bottom];
    return [...document.querySelectorAll('tbody tr:not([hidden])')]
      .filter((row) => row.getBoundingClientRect().top >= top - 1 && row.getBoundingClientRect().bottom <= bottom + 1)
      .map((row) => row.querySelector('a.number')?.textContent ?? '…');
  });

const total = async (page: Page) => Number((await page.locator('.table').getAttribute('aria-rowcount')) ?? '0') - 1;

/** Puts the scrollbar at a share of its way. */
const drag = (page: Page, share: number) =>
  page.evaluate((share) => {
    const region = document.querySelector('.table-region')!;
    const paged = getComputedStyle(region).overflowY === 'visible';
    const scroller = paged ? document.scrollingElement! : region;
    scroller.scrollTop = (scroller.scrollHeight - scroller.clientHeight) * share;
  }, share);

/** Waits until every row in sight is loaded and nothing moves any more. */
async function settled(page: Page): Promise<string[]> {
  let before = '';
  await expect
    .poll(async () => {
      const now = await inSight(page);
      const same = now.join() === before && now.length > 0 && !now.includes('…');
      before = now.join();
      return same;
    })
    .toBe(true);
  return before.split(',');
}

/** Where the list is scrolled to, where its end is, and whether every row in sight is loaded. */
const place = (page: Page) =>
  page.evaluate(() => {
    const region = document.querySelector('.table-region')!;
    const paged = getComputedStyle(region).overflowY === 'visible';
    const scroller = paged ? document.scrollingElement! : region;
    return { at: Math.round(scroller.scrollTop), end: scroller.scrollHeight - scroller.clientHeight };
  });

/** Turns the wheel and waits until the list has moved and every row in sight is drawn and loaded. */
async function wheel(page: Page, step: number): Promise<void> {
  const [before, full] = [await place(page), (await inSight(page)).length - 1];
  await page.mouse.wheel(0, step);
  if (before.at < before.end - 4) await expect.poll(async () => (await place(page)).at, { intervals: [10, 20, 40] }).not.toBe(before.at);
  const missing = async () => {
    const now = await inSight(page);
    return now.includes('…') || now.length < full;
  };
  await expect.poll(missing, { intervals: [10, 20, 40] }).toBe(false);
}

/** Waits until the history's entry knows where the list is. */
async function remembered(page: Page): Promise<void> {
  await expect
    .poll(() =>
      page.evaluate(() => {
        const region = document.querySelector('.table-region')!;
        const paged = getComputedStyle(region).overflowY === 'visible';
        const at = paged ? -region.querySelector('div')!.getBoundingClientRect().top : region.scrollTop;
        const left = (history.state as { orders?: string } | null)?.orders;
        return left === undefined ? -1 : Math.abs((JSON.parse(left) as { top: number }).top - at);
      }),
    )
    .toBeLessThanOrEqual(1);
}

test('the wheel leads through every order once, with few rows drawn', async ({ page }, { project }) => {
  test.setTimeout(180_000);
  await open(page);
  await expect.poll(() => total(page)).toBeGreaterThanOrEqual(ORDERS);
  const count = await total(page);
  await page.locator('tbody tr').first().hover();
  // Looks at each frame, as a person does: which rows are wholly in sight, and how many are drawn.
  await page.evaluate(() => {
    const seen = new Set<string>();
    const watched = { seen, most: 0 };
    Object.assign(window, { watched });
    const region = document.querySelector('.table-region')!;
    const paged = getComputedStyle(region).overflowY === 'visible';
    const look = () => {
      const box = region.getBoundingClientRect();
      const head = document.querySelector('thead tr')!.getBoundingClientRect().height;
      const [top, bottom] = paged ? [0, innerHeight] : [box.top + head, box.bottom];
      for (const row of document.querySelectorAll('tbody tr:not([hidden])')) {
        const place = row.getBoundingClientRect();
        const number = row.querySelector('a.number')?.textContent;
        if (number && place.top >= top - 1 && place.bottom <= bottom + 1) seen.add(number);
      }
      watched.most = Math.max(watched.most, document.querySelectorAll('tr').length);
      requestAnimationFrame(look);
    };
    look();
  });
  const watched = () =>
    page.evaluate(() => {
      const { seen, most } = (window as unknown as { watched: { seen: Set<string>; most: number } }).watched;
      return { seen: [...seen], most };
    });
  const step = isPhone(project) ? 600 : 400;
  for (let now = await place(page); now.at < now.end - 4; now = await place(page)) await wheel(page, step);
  await expect.poll(async () => (await watched()).seen.length).toBe(count);
  const { seen, most } = await watched();
  expect(most).toBeLessThanOrEqual(MOST);
  expect(seen).toHaveLength(count);
  expect(seen).toEqual(numbersOfTheDesk());
});

test('the scrollbar is proportional: its middle is the middle of the list, its end the end', async ({ page }) => {
  await open(page);
  await expect.poll(() => total(page)).toBeGreaterThanOrEqual(ORDERS);
  const count = await total(page);
  const numbers = numbersOfTheDesk();
  await drag(page, 0.5);
  const middle = await settled(page);
  const place = numbers.indexOf(middle[0]!);
  expect(Math.abs(place - count / 2)).toBeLessThan(count / 20);
  const told = Number(await page.locator('tr', { has: page.getByRole('link', { name: middle[0]!, exact: true }) }).getAttribute('aria-rowindex'));
  if (told > 0) expect(told).toBe(place + 2);
  await drag(page, 1);
  await expect.poll(async () => (await inSight(page)).at(-1)).toBe(numbers.at(-1));
  await drag(page, 0);
  await expect.poll(async () => (await inSight(page))[0]).toBe(numbers[0]);
});

test('Back, the way back and a reload lead to the rows that were left', async ({ page }, { project }) => {
  await open(page, 'kind=standard');
  await page.locator('tbody tr').first().hover();
  for (let i = 0; i < 12; i += 1) await wheel(page, 400);
  const left = await settled(page);
  await remembered(page);
  await page.locator('tbody').getByRole('link', { name: left[3]!, exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(left[3]!);
  await page.goBack();
  expect(await settled(page)).toEqual(left);
  await remembered(page);
  await page.reload();
  await hydrated(page);
  await expect.poll(() => inSight(page)).toEqual(left);
  if (isPhone(project)) return;
  await page.locator('tbody').getByRole('link', { name: left[3]!, exact: true }).click();
  await page.getByRole('link', { name: 'Retour aux commandes' }).click();
  expect(await settled(page)).toEqual(left);
});

test('a list in another order begins where somebody jumps to', async ({ page }, { project }) => {
  test.skip(isPhone(project), 'on a phone the field is in the menu');
  await open(page, 'sort=client');
  await page.locator('#jump').fill('m');
  await page.locator('#jump').press('Enter');
  await expect(page).toHaveURL(/after=/);
  await expect(page.locator('tbody tr:not([hidden]) .col--client').first()).toBeVisible();
  await expect.poll(async () => {
    const first = (await settled(page))[0]!;
    const row = page.locator('tbody tr', { has: page.getByRole('link', { name: first, exact: true }) });
    return ((await row.locator('.col--client').innerText()).normalize('NFD')[0] ?? '').toLowerCase();
  }).toBe('m');
  await page.locator('#jump').fill('');
  await open(page, 'sort=-total');
  await page.locator('#jump').fill('beaucoup');
  await page.locator('#jump').press('Enter');
  await expect(page.getByText('Cette valeur n’est pas comprise')).toBeVisible();
});

test('rows are walked, chosen and copied by keyboard', async ({ page, context }, { project }) => {
  test.skip(isPhone(project), 'a phone has no keyboard');
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: desk.address });
  await open(page);
  const numbers = await settled(page);
  await page.keyboard.press('j');
  await expect(page.getByRole('link', { name: numbers[0]!, exact: true })).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('j');
  await expect(page.getByRole('link', { name: numbers[2]!, exact: true })).toBeFocused();
  await page.keyboard.press('x');
  for (let i = 0; i < 3; i += 1) await page.keyboard.press('j');
  await page.keyboard.press('Shift+X');
  await expect(page.getByText('4 commandes sélectionnées')).toBeVisible();
  await expect(page.locator('tr[data-chosen]')).toHaveCount(4);
  await page.keyboard.press('Control+C');
  await expect(page.getByText('4 lignes copiées')).toBeAttached();
  const text = await page.evaluate(() => navigator.clipboard.readText());
  const lines = text.trimEnd().split(/\r?\n/).map((line) => line.split('\t'));
  expect(lines).toHaveLength(5);
  expect(lines[0]!.slice(0, 4)).toEqual(['Date de création', 'Type de commande', 'N° de commande', 'Statut'].map((name) => name.replace('° ', '°\u00a0')));
  expect(lines.slice(1).map((cells) => cells[2])).toEqual(numbers.slice(2, 6));
  expect(lines[1]![0]).toMatch(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}$/);
  await page.keyboard.press('Escape');
  await expect(page.locator('tr[data-chosen]')).toHaveCount(0);
  await page.keyboard.press('End');
  // The last row has to come first: until then the focus is on the list itself.
  const elsewhere = (was: string) => {
    const at = document.activeElement;
    return at?.matches('a.number') && at.textContent !== was ? at.textContent : '';
  };
  await expect.poll(async () => page.evaluate(elsewhere, numbers[5]!)).toMatch(/\S/);
  await page.keyboard.press('Home');
  await expect(page.getByRole('link', { name: numbers[0]!, exact: true })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toContainText(numbers[0]!);
});

test('Shift chooses a range by mouse, and all of the filter can be chosen', async ({ page }, { project }) => {
  test.skip(isPhone(project), 'a finger has no Shift');
  await open(page);
  await settled(page);
  const boxes = page.locator('tbody input[type=checkbox]');
  await boxes.nth(1).click();
  await boxes.nth(5).click({ modifiers: ['Shift'] });
  await expect(page.getByText('5 commandes sélectionnées')).toBeVisible();
  await boxes.nth(3).click();
  await expect(page.getByText('4 commandes sélectionnées')).toBeVisible();
  await expect.poll(() => total(page)).toBeGreaterThanOrEqual(ORDERS);
  await page.getByRole('button', { name: /^Sélectionner les .* de ce filtre$/ }).click();
  await expect(page.getByText(/commandes de ce filtre sont sélectionnées$/)).toBeVisible();
  await page.getByRole('button', { name: 'Tout désélectionner' }).click();
  await expect(page.locator('tr[data-chosen]')).toHaveCount(0);
  await expect(page.locator('.bulk')).toBeHidden();
});

test('a box chooses its row once, whatever the list showed before', async ({ page }, { project }) => {
  test.skip(isPhone(project), 'a phone has no heads to sort by');
  await open(page);
  // The table is drawn anew within the same region each time.
  for (let again = 0; again < 2; again += 1) {
    const before = page.url();
    await page.locator('.head.col--client .head__sort').click();
    await expect.poll(() => page.url()).not.toBe(before);
    await settled(page);
    await page.locator('tbody tr:not([hidden]) input[name=order]').first().click();
    await expect(page.getByText('1 commande sélectionnée')).toBeVisible();
    await page.getByRole('button', { name: 'Tout désélectionner' }).click();
    await expect(page.locator('.bulk')).toBeHidden();
  }
});

test('rows keep one height and nothing shifts while the list moves', async ({ page }, { project }) => {
  await page.addInitScript(() => {
    const shifts: string[] = [];
    Object.assign(window, { shifts });
    type Shift = { value: number; sources: { node: Node | null }[] };
    const place = (node: Node | null) => (node instanceof Element ? node : node?.parentElement)?.outerHTML.slice(0, 60);
    new PerformanceObserver((list) => {
      for (const { value, sources } of list.getEntries() as unknown as Shift[]) {
        shifts.push(`${value}: ${sources.map(({ node }) => place(node)).join(' and ')}`);
      }
    }).observe({ type: 'layout-shift', buffered: false });
  });
  await open(page);
  await settled(page);
  await page.evaluate(() => void ((window as unknown as { shifts: string[] }).shifts.length = 0));
  if (!isPhone(project)) await page.locator('tbody tr').first().hover();
  for (let i = 0; i < 30; i += 1) await wheel(page, 300);
  await settled(page);
  const heights = await page.locator('tbody tr:not([hidden])').evaluateAll((rows) => [...new Set(rows.map((row) => row.getBoundingClientRect().height))]);
  expect(heights).toHaveLength(1);
  expect(await page.evaluate(() => (window as unknown as { shifts: string[] }).shifts)).toEqual([]);
  expect(await shown(page)).not.toContain('');
});

test('what passes too fast for a slow machine is drawn when the hand rests', async ({ page }, { project }) => {
  test.skip(isPhone(project), 'phones have no wheel');
  await open(page);
  const [top, numbers] = [await settled(page), numbersOfTheDesk()];
  const slow = await page.context().newCDPSession(page);
  await slow.send('Emulation.setCPUThrottlingRate', { rate: 6 });
  await page.locator('tbody tr').first().hover();
  for (let round = 0; round < 3; round += 1) {
    for (let step = 0; step < 20; step += 1) await page.mouse.wheel(0, round === 2 ? -240 : 240);
    const now = await settled(page);
    expect(now.length).toBeGreaterThanOrEqual(top.length - 1);
    const first = numbers.indexOf(now[0]!);
    expect(now, 'the rows of that place, one after the other').toEqual(numbers.slice(first, first + now.length));
    expect(first).toBeGreaterThan(0);
    expect(await page.locator('tbody tr').count()).toBeLessThanOrEqual(MOST);
  }
});
