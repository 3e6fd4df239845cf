// What holds when a hand is fast, an answer is late, or the connection goes: cards stay where they were put, everything can
// be taken back, heads come right by themselves. Each test leaves the desk as it found it.
import type { Page } from '@playwright/test';
import { expect, isHydrated, isPhone, test } from '../fixtures/desk';
import { dragTo, pointOf } from '../fixtures/hand';
import { card, cards, chooseTwo, colleague, give, heads, lane, numberOf, show, stands, taggedElsewhere, toast } from '../pages/board';

const link = (page: Page, number: string) => page.getByRole('link', { name: number, exact: true });

test.describe('once the client is alive', () => {
  test.beforeEach(({}, { project }) => {
    test.skip(!isHydrated(project), 'needs the client');
  });

  test('keys that are faster than answers count from where the card is shown', async ({ page, open }, { project }) => {
    test.skip(isPhone(project), 'a phone has no keyboard');
    await show(page, open, 'funnel=standard');
    const before = await heads(page);
    await page.route('**/orders/change', async (route) => {
      await new Promise((done) => setTimeout(done, 1_500));
      await route.continue();
    });
    const number = await numberOf(cards(lane(page, 'awaiting_payment')).first());
    await link(page, number).focus();
    for (let step = 0; step < 4; step += 1) {
      const there = step % 2 === 0;
      await page.keyboard.press(there ? 'Shift+ArrowRight' : 'Shift+ArrowLeft');
      await expect(card(page, number).and(lane(page, there ? 'in_progress' : 'awaiting_payment').locator('.slot'))).toBeVisible({ timeout: 1_200 });
    }
    // While answers come, it stays where it was put last.
    const stray = page.locator('.lane:not([data-lane="awaiting_payment"])').getByRole('link', { name: number, exact: true });
    for (let look = 0; look < 70; look += 1) {
      expect(await stray.count()).toBe(0);
      await page.waitForTimeout(100);
    }
    await stands(page, number, 'awaiting_payment');
    await expect(link(page, number)).toBeFocused();
    await expect.poll(() => heads(page)).toEqual(before);
    await page.unroute('**/orders/change');
    await show(page, open, 'funnel=standard');
    expect(await heads(page)).toEqual(before);
    await stands(page, number, 'awaiting_payment');
  });

  test('five moves in a row are taken back by five presses, though three messages are shown', async ({ page, open }, { project }) => {
    test.skip(isPhone(project), 'a phone has no keyboard');
    await show(page, open, 'funnel=standard');
    const before = await heads(page);
    for (let n = 0; n < 5; n += 1) {
      const number = await numberOf(cards(lane(page, 'new')).first());
      await link(page, number).focus();
      await page.keyboard.press('Shift+ArrowRight');
      await stands(page, number, 'awaiting_payment');
    }
    await expect(page.locator('.toast')).toHaveCount(5);
    await expect(page.locator('.toast:visible')).toHaveCount(3);
    await expect.poll(() => heads(page)).toEqual({ ...before, new: before.new! - 5, awaiting_payment: before.awaiting_payment! + 5 });
    for (let n = 0; n < 5; n += 1) await page.keyboard.press('Control+z');
    await expect.poll(() => heads(page)).toEqual(before);
  });

  test('a card that goes into a folded column is no news of others, and the focus knows where it went', async ({ page, open }) => {
    await show(page, open, 'funnel=standard&fold=in_progress');
    const before = await heads(page);
    const number = await numberOf(cards(lane(page, 'new')).first());
    await give(page, number, 'En cours');
    await expect.poll(() => heads(page)).toEqual({ ...before, new: before.new! - 1, in_progress: before.in_progress! + 1 });
    await expect(lane(page, 'in_progress').locator('.lane__fold')).toBeFocused();
    // The news of it has come by now.
    await page.waitForTimeout(1_000);
    await expect(page.locator('.updates__show')).toHaveCount(0);
    await toast(page, new RegExp(number)).getByRole('button', { name: 'Défaire' }).click();
    await stands(page, number, 'new');
    await expect.poll(() => heads(page)).toEqual(before);
    await expect(page.locator('.updates__show')).toHaveCount(0);
  });

  test('a column that is folded for being empty unfolds with the card that is put there', async ({ page, open }) => {
    await show(page, open, 'funnel=standard&stage=new');
    const number = await numberOf(cards(lane(page, 'new')).first());
    await show(page, open, `funnel=standard&fold=_empty&q=${number}`);
    await expect(lane(page, 'in_progress')).toHaveClass(/lane--folded/);
    await give(page, number, 'En cours');
    await stands(page, number, 'in_progress');
    await expect(link(page, number)).toBeFocused();
    await expect(page.locator('.updates__show')).toHaveCount(0);
    await toast(page, new RegExp(number)).getByRole('button', { name: 'Défaire' }).click();
    await stands(page, number, 'new');
  });

  test('the card under the hand keeps the focus when several are dragged', async ({ page, open }, { project }) => {
    test.skip(isPhone(project), 'a phone has no mouse');
    await show(page, open, 'funnel=standard');
    const before = await heads(page);
    const numbers = await chooseTwo(page);
    await dragTo(page, await pointOf(card(page, numbers[1]).locator('.tile__what')), await pointOf(lane(page, 'awaiting_payment'), undefined, 120));
    await page.mouse.up();
    await expect(toast(page, /2\s?commandes modifiées/)).toBeVisible();
    await expect(link(page, numbers[1])).toBeFocused();
    await page.keyboard.press('Control+z');
    await expect.poll(() => heads(page)).toEqual(before);
  });

  test('what was taken back elsewhere is said to be so', async ({ page, open, desk }) => {
    await show(page, open, 'funnel=standard');
    const before = await heads(page);
    const number = await numberOf(cards(lane(page, 'new')).first());
    await give(page, number, 'En cours');
    const message = toast(page, new RegExp(number));
    await expect(message).toBeVisible();
    const other = await page.context().newPage();
    await other.goto(`${desk.address}/orders/${encodeURIComponent(number)}`);
    await other.locator('.event').filter({ hasText: 'Statut changé' }).first().getByRole('button', { name: 'Défaire' }).click();
    await expect(other.locator('.notice--change')).toContainText('1 commande modifiée.');
    await other.close();
    await page.bringToFront();
    await stands(page, number, 'new');
    await message.getByRole('button', { name: 'Défaire' }).click();
    await expect(toast(page, /déjà défaite/)).toBeVisible();
    await expect.poll(() => heads(page)).toEqual(before);
  });

  test('heads come right by themselves after a request for the totals has failed', async ({ page, open, problems }) => {
    problems.allow(/ERR_FAILED|ERR_CONNECTION|Failed to fetch/);
    await show(page, open, 'funnel=standard');
    const before = await heads(page);
    let failed = 0;
    await page.route('**/orders/totals', (route) => {
      failed += 1;
      return failed < 3 ? route.abort() : route.continue();
    });
    const number = await numberOf(cards(lane(page, 'new')).first());
    await give(page, number, 'En cours');
    await expect(toast(page, /totaux n’ont pas pu/)).toBeVisible();
    // What was known stays meanwhile.
    await expect(page.locator('.totals .amounts').first()).toBeVisible();
    await expect.poll(() => heads(page), { timeout: 15_000 }).toEqual({ ...before, new: before.new! - 1, in_progress: before.in_progress! + 1 });
    await expect(toast(page, /totaux n’ont pas pu/)).toHaveCount(0);
    await page.unroute('**/orders/totals');
    await give(page, number, 'Nouveau');
    await expect.poll(() => heads(page)).toEqual(before);
  });

  test('a connection that is lost is said, until it is back and what was missed is shown', async ({ page, open, browser, desk, problems }) => {
    problems.allow(/ERR_INTERNET_DISCONNECTED|Failed to fetch/);
    await show(page, open, 'funnel=standard');
    const before = await heads(page);
    const other = await colleague(browser, desk, 'funnel=standard');
    await page.context().setOffline(true);
    await expect(toast(page, /Connexion perdue/)).toBeVisible({ timeout: 10_000 });
    const number = await numberOf(cards(lane(other, 'new')).first());
    await give(other, number, 'En cours');
    await expect(toast(other, new RegExp(number))).toBeVisible();
    await page.context().setOffline(false);
    await expect(toast(page, /Connexion perdue/)).toHaveCount(0, { timeout: 15_000 });
    await expect.poll(() => heads(page)).toEqual({ ...before, new: before.new! - 1, in_progress: before.in_progress! + 1 });
    await toast(other, new RegExp(number)).getByRole('button', { name: 'Défaire' }).click();
    await expect.poll(() => heads(page)).toEqual(before);
    await other.context().close();
  });

  test('a session that ended is said when a card is moved, with the way back in', async ({ page, open, desk, browser, problems }) => {
    problems.allow(/401/);
    const other = await colleague(browser, desk, 'funnel=standard');
    const number = await numberOf(cards(lane(other, 'new')).first());
    await other.context().clearCookies();
    await give(other, number, 'En cours');
    const said = toast(other, /Votre session est terminée/).first();
    await expect(said).toBeVisible();
    await stands(other, number, 'new');
    await said.getByRole('button', { name: 'Se connecter' }).click();
    await expect(other.locator('#password')).toBeVisible();
    await other.context().close();
    await show(page, open, 'funnel=standard');
    await stands(page, number, 'new');
  });

  test('an order that is read follows what others do; whoever writes is told', async ({ page, open, desk }) => {
    await show(page, open, 'funnel=standard');
    const number = await numberOf(cards(lane(page, 'new')).first());
    await open(`/orders/${encodeURIComponent(number)}`);
    const tags = page.locator('.card .tag', { hasText: 'suivi en direct' });
    await expect(tags).toHaveCount(0);
    const other = await taggedElsewhere(page, desk, number, 'suivi en direct');
    await expect(tags.first()).toBeVisible();
    // What is typed is not taken away.
    const field = page.getByLabel('Nouvelle étiquette');
    await page.evaluate(() => window.scrollTo(0, 0));
    await field.fill('à moi');
    await other.locator('.notice--change').getByRole('button', { name: 'Défaire' }).click();
    await expect(page.locator('.card__aside .notice')).toBeVisible();
    await expect(field).toHaveValue('à moi');
    await expect(tags.first()).toBeVisible();
    await page.locator('.card__aside .button').click();
    await expect(tags).toHaveCount(0);
    await other.close();
  });

  test('table and board of what is all here ask nobody', async ({ page, orders }) => {
    await orders.open('funnel=standard&stage=error');
    const [count, numbers] = [await orders.count(), (await orders.numbers.allTextContents()).map((one) => one.trim())];
    test.skip(count > 50 || count === 0 || count !== numbers.length, 'more than a page');
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    const option = (name: string) => page.getByRole('navigation', { name: 'Affichage' }).getByRole('link', { name });
    await option('Kanban').click();
    await expect(page.locator('.slot').first()).toBeVisible();
    const shown = Object.values(await heads(page)).reduce((a, b) => a + b, 0);
    expect(shown).toBe(count);
    await option('Tableau').click();
    await expect(orders.rows.first()).toBeVisible();
    expect((await orders.numbers.allTextContents()).map((one) => one.trim())).toEqual(numbers);
    expect(asked.filter((path) => path.endsWith('orders/list'))).toEqual([]);
  });
});
