// What other order desks fail at, one test each: totals of the loaded cards only, cards that jump back, updates that are
// lost, boards for the mouse only. Each test leaves the desk as it found it.
import type { Page } from '@playwright/test';
import { expect, hydrated, isHydrated, isPhone, silent, test } from '../fixtures/desk';
import { dragTo, pointOf } from '../fixtures/hand';
import { card, cards, colleague, give, heads, lane, numberOf, show, stands, toast } from '../pages/board';

test.describe('elsewhere', () => {
  test.beforeEach(({}, { project }) => {
    test.skip(!isHydrated(project) || isPhone(project), 'needs the client; a phone does the same');
  });

  test('3: totals are those of all orders, however much of them is loaded', async ({ page, open, orders, desk }) => {
    const told = () => JSON.parse(desk.run('totals', '--query', 'kind=standard', '--json').stdout) as { orders: number };
    await show(page, open, 'kind=standard');
    const [before, sums, total] = [await heads(page), await page.locator('.lane__sum').allTextContents(), told().orders];
    const all = (counts: Record<string, number>) => Object.values(counts).reduce((a, b) => a + b, 0);
    expect(all(before)).toBe(total);
    const column = lane(page, 'done').locator('.lane__scroll');
    const loaded = await cards(lane(page, 'done')).count();
    expect(loaded, 'not all are loaded').toBeLessThan(before.done!);
    for (let step = 0; step < 6; step += 1) {
      await column.evaluate((scroll) => scroll.scrollBy(0, 3_000));
      await expect(cards(lane(page, 'done')).first()).toBeVisible();
      expect(await heads(page)).toEqual(before);
    }
    expect(await page.locator('.lane__sum').allTextContents()).toEqual(sums);
    const bar = await orders.totals();
    await page.getByRole('navigation', { name: 'Affichage' }).getByRole('link', { name: 'Tableau' }).click();
    await expect(orders.rows.first()).toBeVisible();
    await page.mouse.wheel(0, 4_000);
    expect(await orders.count()).toBe(total);
    expect(await orders.totals()).toEqual(bar);
  });

  test('4: a card that is dropped never jumps back, and is there after a reload', async ({ page, open }) => {
    await show(page, open);
    const before = await heads(page);
    const first = cards(lane(page, 'new')).first();
    const number = await numberOf(first);
    // The server takes its time, and each frame until after its answer is looked at.
    await page.route('**/orders/change', async (route) => {
      await new Promise((done) => setTimeout(done, 600));
      await route.continue();
    });
    await dragTo(page, await pointOf(first.locator('.tile__what')), await pointOf(lane(page, 'in_progress'), undefined, 120));
    await expect(lane(page, 'in_progress')).toHaveAttribute('data-over', 'yes');
    const answered = page.waitForResponse('**/orders/change');
    await page.mouse.up();
    await stands(page, number, 'in_progress');
    const seen = page.evaluate(async (wanted) => {
      const places = new Set<string>();
      const ends = performance.now() + 1_200;
      while (performance.now() < ends) {
        await new Promise(requestAnimationFrame);
        const found = [...document.querySelectorAll('.lane .slot')].filter((slot) => slot.querySelector('a.number')?.textContent?.trim() === wanted);
        places.add(found.map((slot) => slot.closest('.lane')?.getAttribute('data-lane')).join('+'));
      }
      return [...places];
    }, number);
    expect((await answered).ok()).toBe(true);
    expect(await seen, 'where it was drawn, frame by frame').toEqual(['in_progress']);
    await page.unroute('**/orders/change');
    await page.reload();
    await hydrated(page);
    await stands(page, number, 'in_progress');
    expect(await heads(page)).toEqual({ ...before, new: before.new! - 1, in_progress: before.in_progress! + 1 });
    await give(page, number, 'Nouveau');
    await expect.poll(() => heads(page)).toEqual(before);
  });

  test('4: a card that is dropped twice ends where it was dropped last, and both are told', async ({ page, open }) => {
    await show(page, open, 'stage_kind=new,awaiting_payment,in_progress');
    const before = await heads(page);
    const number = await numberOf(cards(lane(page, 'new')).first());
    const answers: Array<() => void> = [];
    await page.route('**/orders/change', async (route) => {
      await new Promise<void>((go) => answers.push(go));
      await route.continue();
    });
    for (const code of ['awaiting_payment', 'in_progress']) {
      await dragTo(page, await pointOf(card(page, number).locator('.tile__what')), await pointOf(lane(page, code), undefined, 120));
      await page.mouse.up();
      await stands(page, number, code);
    }
    expect(answers, 'the second waits for the first').toHaveLength(1);
    answers.pop()!();
    await expect.poll(() => answers.length, { message: 'the second is sent' }).toBe(1);
    answers.pop()!();
    await expect(toast(page, new RegExp(`${number}.*En attente de paiement`))).toBeVisible();
    await expect(toast(page, new RegExp(`${number}.*En cours`))).toBeVisible();
    await page.unroute('**/orders/change');
    await page.reload();
    await hydrated(page);
    await stands(page, number, 'in_progress');
    await give(page, number, 'Nouveau');
    await expect.poll(() => heads(page)).toEqual(before);
  });

  test('4: a card that is dropped while there is no connection arrives when it is back', async ({ page, open, context, browser, desk, problems }) => {
    problems.allow(/ERR_INTERNET_DISCONNECTED|Failed to fetch|ERR_FAILED/);
    const query = 'stage_kind=new,awaiting_payment,in_progress';
    await show(page, open, query);
    const before = await heads(page);
    const other = await colleague(browser, desk, query);
    const number = await numberOf(cards(lane(page, 'new')).first());
    await context.setOffline(true);
    await give(page, number, 'En cours');
    await stands(page, number, 'in_progress');
    await expect(toast(page, /Connexion perdue/)).toBeVisible();
    await stands(other, number, 'new');
    await context.setOffline(false);
    await expect(toast(page, new RegExp(`${number}.*En cours`))).toBeVisible({ timeout: 15_000 });
    await expect(toast(page, /Connexion perdue/)).toHaveCount(0);
    await stands(other, number, 'in_progress');
    await stands(page, number, 'in_progress');
    await give(page, number, 'Nouveau');
    await stands(other, number, 'new');
    await expect.poll(() => heads(page)).toEqual(before);
    await other.context().close();
  });

  test('8: a card that two people drop ends in one place, and each is told', async ({ page, open, browser, desk, problems }) => {
    await silent(page, problems);
    const query = 'stage_kind=new,awaiting_payment,in_progress';
    await show(page, open, query);
    const before = await heads(page);
    const other = await colleague(browser, desk, query);
    const number = await numberOf(cards(lane(page, 'new')).first());
    await give(other, number, 'En cours');
    await expect(toast(other, new RegExp(`${number}.*En cours`))).toBeVisible();
    // Here nothing was heard of it.
    await give(page, number, 'En attente de paiement');
    const dialog = page.getByRole('dialog', { name: /a modifié cette commande entre-temps$/ });
    await expect(dialog).toContainText(/Nouveau.*En cours/);
    await dialog.getByRole('button', { name: 'Garder la mienne' }).click();
    await stands(page, number, 'awaiting_payment');
    await expect(toast(page, new RegExp(`${number}.*En attente de paiement`))).toBeVisible();
    await stands(other, number, 'awaiting_payment');
    await expect.poll(() => heads(other)).toEqual({ ...before, new: before.new! - 1, awaiting_payment: before.awaiting_payment! + 1 });
    await give(page, number, 'Nouveau');
    await stands(other, number, 'new');
    await expect.poll(() => heads(page)).toEqual(before);
    await page.unroute('**/live?*');
    await other.context().close();
  });

  test('8: two cards that others have moved are asked about one after the other', async ({ page, open, browser, desk, problems }) => {
    await silent(page, problems);
    const query = 'stage_kind=new,awaiting_payment,in_progress';
    await show(page, open, query);
    const before = await heads(page);
    const other = await colleague(browser, desk, query);
    const numbers = [await numberOf(cards(lane(page, 'new')).nth(0)), await numberOf(cards(lane(page, 'new')).nth(1))];
    for (const number of numbers) {
      await give(other, number, 'En cours');
      await expect(toast(other, new RegExp(number))).toBeVisible();
    }
    // Both are under way before the server answers.
    const answers: Array<() => void> = [];
    await page.route('**/orders/change', async (route) => {
      await new Promise<void>((go) => answers.push(go));
      await route.continue();
    });
    for (const number of numbers) {
      await page.getByRole('link', { name: number, exact: true }).focus();
      await page.keyboard.press('Shift+ArrowRight');
      await stands(page, number, 'awaiting_payment');
    }
    await expect.poll(() => answers.length).toBe(2);
    answers.forEach((go) => go());
    const dialog = page.getByRole('dialog', { name: /a modifié cette commande entre-temps$/ });
    const asked: string[] = [];
    for (const answer of ['Garder la leur', 'Garder la mienne']) {
      await expect(dialog.getByRole('button', { name: 'Garder la leur' })).toBeFocused();
      const text = (await dialog.textContent())!;
      asked.push(numbers.find((number) => text.includes(number))!);
      if (answer === 'Garder la mienne') await page.unroute('**/orders/change');
      await dialog.getByRole('button', { name: answer }).click();
      if (asked.length === 1) await expect(dialog).not.toContainText(asked[0]!);
    }
    await expect(dialog).toBeHidden();
    expect([...asked].sort()).toEqual([...numbers].sort());
    await stands(page, asked[0]!, 'in_progress');
    await stands(page, asked[1]!, 'awaiting_payment');
    for (const number of numbers) {
      await give(page, number, 'Nouveau');
      await stands(other, number, 'new');
    }
    await expect.poll(() => heads(page)).toEqual(before);
    await page.unroute('**/live?*');
    await other.context().close();
  });

  test('9: the board is worked by keys alone, and says what was done', async ({ page, open }) => {
    await show(page, open, 'stage_kind=new,awaiting_payment');
    const before = await heads(page);
    // From the top of the page, by Tab: the skip link, and from the main part to the first card.
    const number = await numberOf(cards(lane(page, 'new')).first());
    const link = page.getByRole('link', { name: number, exact: true });
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    for (let stop = 0; stop < 60 && !(await link.evaluate((one) => one === document.activeElement)); stop += 1) await page.keyboard.press('Tab');
    await expect(link).toBeFocused();
    const said = page.getByRole('status').filter({ hasText: number });
    await page.keyboard.press('Shift+ArrowRight');
    await stands(page, number, 'awaiting_payment');
    await expect(said, 'one announcement').toHaveCount(1);
    await expect(said).toContainText('En attente de paiement');
    await expect(link).toBeFocused();
    await expect(page.getByRole('group', { name: /En attente de paiement/ }).or(page.getByRole('region', { name: /En attente de paiement/ })).first()).toContainText(number);
    await page.keyboard.press('Control+z');
    await stands(page, number, 'new');
    await expect.poll(() => heads(page)).toEqual(before);
    await expect(link).toBeFocused();
  });
});
