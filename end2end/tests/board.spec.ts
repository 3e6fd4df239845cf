// The board: the same orders as cards. Looked at, scrolled, folded; cards moved by mouse, finger, keys, their menu and by
// form; what is refused goes back and says why. Each test leaves the desk as it found it.
import type { Locator, Page } from '@playwright/test';
import { blockWasm, expectAccessible } from '../fixtures/axe';
import { expect, isHydrated, isPhone, silent, test } from '../fixtures/desk';
import { dragTo, Finger, pointOf } from '../fixtures/hand';
import { enter, invite } from '../fixtures/people';
import { minor, plain } from '../pages/orders';

const lane = (page: Page, code: string) => page.locator(`.lane[data-lane="${code}"]`);
const cards = (within: Locator) => within.locator('.slot');
const card = (page: Page, number: string) => page.locator('.slot', { has: page.getByRole('link', { name: number, exact: true }) });
const numberOf = async (one: Locator) => ((await one.locator('a.number').textContent()) ?? '').trim();
const toast = (page: Page, text: RegExp) => page.locator('.toast').filter({ hasText: text });

/** How many orders the head of a column states. */
async function count(page: Page, code: string): Promise<number> {
  return minor((await lane(page, code).locator('.lane__count [aria-hidden]').textContent()) ?? '');
}

/** What every head states. */
async function heads(page: Page): Promise<Record<string, number>> {
  const codes = await page.locator('.lane').evaluateAll((lanes) => lanes.map((one) => one.getAttribute('data-lane') ?? ''));
  return Object.fromEntries(await Promise.all(codes.map(async (code) => [code, await count(page, code)] as const)));
}

async function show(page: Page, open: (path: string) => Promise<unknown>, query = ''): Promise<void> {
  await open(`/orders?view=board${query && `&${query}`}`);
  await expect(page.locator('.lane').first()).toBeVisible();
}

test('the heads say what the bar says, for all of the filter', async ({ page, open, orders }, { project }) => {
  await show(page, open, 'funnel=standard&kind=standard');
  const total = await orders.count();
  const said = await heads(page);
  const names = await page.locator('.lane__title .lane__name').allTextContents();
  // On a phone the columns' own strip takes the place of the bar's counts.
  if (!isPhone(project)) expect(Object.fromEntries(Object.values(said).map((n, at) => [names[at], n]))).toEqual(await orders.statuses());
  expect(Object.values(said).reduce((a, b) => a + b, 0)).toBe(total);
  // Sums per currency: those of the columns are those of the bar.
  const sums: Record<string, number> = {};
  for (const text of await page.locator('.lane__sum').allTextContents()) {
    const sign = plain(text).split(' ').at(-1)!;
    sums[sign] = (sums[sign] ?? 0) + minor(text);
  }
  const bar = await orders.totals();
  const signs: Record<string, string> = { EUR: '€', UAH: '₴', USD: '$', PLN: 'zł', JPY: '¥' };
  expect(sums).toEqual(Object.fromEntries(Object.entries(bar).map(([code, amounts]) => [signs[code], amounts.ordered])));
});

test('table and board are one list in two shapes: a link leads from one to the other', async ({ page, orders }) => {
  await orders.open('kind=subscription');
  const total = await orders.count();
  await page.getByRole('navigation', { name: 'Affichage' }).getByRole('link', { name: 'Kanban' }).click();
  await expect(page.locator('.lane').first()).toBeVisible();
  await expect(page).toHaveURL(/kind=subscription/);
  await expect(page).toHaveURL(/view=board/);
  expect(await orders.count()).toBe(total);
  await page.getByRole('navigation', { name: 'Affichage' }).getByRole('link', { name: 'Tableau' }).click();
  await expect(orders.rows.first()).toBeVisible();
  await expect(page).not.toHaveURL(/view=board/);
  expect(await orders.count()).toBe(total);
});

test('a column is folded and unfolded, by a link', async ({ page, open }) => {
  await show(page, open);
  await page.getByRole('link', { name: 'Replier « Nouveau »' }).click();
  await expect(lane(page, 'new')).toHaveClass(/lane--folded/);
  await expect(page).toHaveURL(/fold=new/);
  expect(await count(page, 'new')).toBeGreaterThan(0);
  await page.getByRole('link', { name: 'Déplier « Nouveau »' }).click();
  await expect(cards(lane(page, 'new')).first()).toBeVisible();
});

test('without the client a card is moved by its box and the form', async ({ page, open }, { project }) => {
  test.skip(isHydrated(project), 'whoever has the client has other ways');
  await show(page, open, 'stage_kind=new,in_progress');
  const before = await heads(page);
  const number = await numberOf(cards(lane(page, 'new')).first());
  await card(page, number).getByRole('checkbox').check();
  await page.locator('#bulk select[name=action]').selectOption({ label: 'En cours' });
  await page.getByRole('button', { name: 'Appliquer à la sélection' }).click();
  await expect(page.locator('.notice--change')).toContainText('1 commande modifiée.');
  const after = await heads(page);
  expect(after).toEqual({ new: before.new - 1, in_progress: before.in_progress + 1 });
  await page.locator('.notice--change').getByRole('button', { name: 'Défaire' }).click();
  await expect.poll(() => heads(page)).toEqual(before);
});

test('a column that goes on leads to all of it in the table', async ({ page, open, orders }, { project }) => {
  test.skip(isHydrated(project), 'whoever has the client scrolls');
  await show(page, open);
  const column = page.locator('.lane', { has: page.getByRole('link', { name: 'Voir toute la colonne' }) }).first();
  const code = (await column.getAttribute('data-lane'))!;
  const all = await count(page, code);
  await column.getByRole('link', { name: 'Voir toute la colonne' }).click();
  await expect(orders.rows.first()).toBeVisible();
  expect(await orders.count()).toBe(all);
});

test.describe('moved', () => {
  test.beforeEach(({}, { project }) => {
    test.skip(!isHydrated(project), 'needs the client');
  });

  /** The first card of a column, once it stands in another one; then as it was. */
  async function movedAndBack(page: Page, number: string, from: string, to: string, before: Record<string, number>): Promise<void> {
    await expect(card(page, number).and(lane(page, to).locator('.slot'))).toBeVisible();
    await expect(toast(page, new RegExp(number))).toBeVisible();
    await expect.poll(() => heads(page)).toEqual({ ...before, [from]: before[from]! - 1, [to]: before[to]! + 1 });
    await toast(page, new RegExp(number)).getByRole('button', { name: 'Défaire' }).click();
    await expect(card(page, number).and(lane(page, from).locator('.slot'))).toBeVisible();
    await expect.poll(() => heads(page)).toEqual(before);
  }

  test('by the mouse: the card follows, the column is outlined, the heads follow', async ({ page, open }, { project }) => {
    test.skip(isPhone(project), 'a phone has no mouse');
    await show(page, open);
    const before = await heads(page);
    const first = cards(lane(page, 'new')).first();
    const number = await numberOf(first);
    await dragTo(page, await pointOf(first.locator('.tile__what')), await pointOf(lane(page, 'in_progress'), undefined, 120));
    await expect(page.locator('.drag-ghost')).toBeVisible();
    await expect(lane(page, 'in_progress')).toHaveAttribute('data-over', 'yes');
    await page.mouse.up();
    await movedAndBack(page, number, 'new', 'in_progress', before);
  });

  test('a drag that is given up moves nothing', async ({ page, open }, { project }) => {
    test.skip(isPhone(project), 'a phone has no mouse');
    await show(page, open);
    const before = await heads(page);
    const first = cards(lane(page, 'new')).first();
    const number = await numberOf(first);
    let asked = 0;
    page.on('request', (request) => (asked += request.url().endsWith('/api/orders/change') ? 1 : 0));
    await dragTo(page, await pointOf(first.locator('.tile__what')), await pointOf(lane(page, 'in_progress'), undefined, 120));
    await expect(page.locator('.drag-ghost')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.locator('.drag-ghost')).toHaveCount(0);
    await page.mouse.up();
    await expect(card(page, number).and(lane(page, 'new').locator('.slot'))).toBeVisible();
    expect(await heads(page)).toEqual(before);
    expect(asked).toBe(0);
  });

  test('by the menu of the card', async ({ page, open }) => {
    await show(page, open);
    const before = await heads(page);
    const number = await numberOf(cards(lane(page, 'new')).first());
    await page.getByRole('button', { name: `Changer le statut de la commande ${number}`, exact: true }).click();
    await page.getByRole('option', { name: 'En cours' }).click();
    await movedAndBack(page, number, 'new', 'in_progress', before);
  });

  test('by keys: the focus stays on the card, and it is said once', async ({ page, open }, { project }) => {
    test.skip(isPhone(project), 'a phone has no keyboard');
    await show(page, open);
    const before = await heads(page);
    const number = await numberOf(cards(lane(page, 'new')).first());
    const link = page.getByRole('link', { name: number, exact: true });
    await link.focus();
    await page.keyboard.press('ArrowDown');
    await expect(link).not.toBeFocused();
    await page.keyboard.press('ArrowUp');
    await expect(link).toBeFocused();
    await page.keyboard.press('Shift+ArrowRight');
    await expect(card(page, number).and(lane(page, 'awaiting_payment').locator('.slot'))).toBeVisible();
    await expect(link).toBeFocused();
    await expect(toast(page, new RegExp(number))).toHaveCount(1);
    // The next move waits for the one before, and neither is lost.
    await page.keyboard.press('Shift+ArrowRight');
    await expect(card(page, number).and(lane(page, 'in_progress').locator('.slot'))).toBeVisible();
    await expect(link).toBeFocused();
    await expect(toast(page, /En cours/)).toBeVisible();
    await expect.poll(() => heads(page)).toEqual({ ...before, new: before.new! - 1, in_progress: before.in_progress! + 1 });
    await page.keyboard.press('Control+z');
    await expect(card(page, number).and(lane(page, 'awaiting_payment').locator('.slot'))).toBeVisible();
    await expect(link).toBeFocused();
    await page.keyboard.press('Shift+ArrowLeft');
    await expect(card(page, number).and(lane(page, 'new').locator('.slot'))).toBeVisible();
    await expect.poll(() => heads(page)).toEqual(before);
  });

  test('by a finger that is held down', async ({ page, open }, { project }) => {
    test.skip(!isPhone(project), 'a desktop has no finger');
    await show(page, open, 'stage_kind=new,awaiting_payment&fold=awaiting_payment');
    const before = await heads(page);
    const finger = await Finger.on(page);
    const first = cards(lane(page, 'new')).first();
    const number = await numberOf(first);
    await finger.drag(await pointOf(first.locator('.tile__what')), await pointOf(lane(page, 'awaiting_payment'), 8));
    await expect(lane(page, 'awaiting_payment')).toHaveAttribute('data-over', 'yes');
    await finger.up();
    await expect(toast(page, new RegExp(number))).toBeVisible();
    await expect.poll(() => heads(page)).toEqual({ new: before.new! - 1, awaiting_payment: before.awaiting_payment! + 1 });
    await toast(page, new RegExp(number)).getByRole('button', { name: 'Défaire' }).click();
    await expect.poll(() => heads(page)).toEqual(before);
  });

  test('not by a finger that moves at once: it scrolls', async ({ page, open }, { project }) => {
    test.skip(!isPhone(project), 'a desktop has no finger');
    await show(page, open, 'stage_kind=new');
    const before = await heads(page);
    const column = lane(page, 'new');
    const finger = await Finger.on(page);
    const at = await pointOf(cards(column).nth(2).locator('.tile__what'));
    await finger.down(at);
    await finger.move(at, { x: at.x, y: at.y - 200 });
    await finger.up();
    await expect.poll(() => column.locator('.lane__scroll').evaluate((scroll) => scroll.scrollTop)).toBeGreaterThan(50);
    await expect(page.locator('.drag-ghost')).toHaveCount(0);
    expect(await heads(page)).toEqual(before);
  });

  test('several at once, and back at once', async ({ page, open }, { project }) => {
    test.skip(isPhone(project), 'a phone has no mouse');
    await show(page, open);
    const before = await heads(page);
    const chosen = cards(lane(page, 'new'));
    const numbers = [await numberOf(chosen.nth(0)), await numberOf(chosen.nth(2))];
    for (const number of numbers) await card(page, number).getByRole('checkbox').click();
    await expect(page.getByText('2 commandes sélectionnées')).toBeVisible();
    await dragTo(page, await pointOf(card(page, numbers[0]!).locator('.tile__what')), await pointOf(lane(page, 'awaiting_payment'), undefined, 120));
    await page.mouse.up();
    await expect(toast(page, /2\s?commandes modifiées/)).toBeVisible();
    await expect.poll(() => heads(page)).toEqual({ ...before, new: before.new! - 2, awaiting_payment: before.awaiting_payment! + 2 });
    // What is still chosen is moved on as it is now, not as it was when it was chosen.
    await page.getByRole('link', { name: numbers[0]!, exact: true }).focus();
    await page.keyboard.press('Shift+ArrowRight');
    await expect.poll(() => heads(page)).toEqual({ ...before, new: before.new! - 2, in_progress: before.in_progress! + 2 });
    await page.keyboard.press('Shift+ArrowLeft');
    await expect.poll(() => heads(page)).toEqual({ ...before, new: before.new! - 2, awaiting_payment: before.awaiting_payment! + 2 });
    await page.keyboard.press('Shift+ArrowLeft');
    await expect.poll(() => heads(page)).toEqual(before);
    for (const number of numbers) await expect(card(page, number).and(lane(page, 'new').locator('.slot'))).toBeVisible();
  });

  test('among the finished ones only after a word about what is due', async ({ page, open }) => {
    await show(page, open, 'payment=unpaid&stage_kind=new,done');
    const before = await heads(page);
    const number = await numberOf(cards(lane(page, 'new')).first());
    const menu = page.getByRole('button', { name: `Changer le statut de la commande ${number}`, exact: true });
    await menu.click();
    await page.getByRole('option', { name: 'Terminé' }).click();
    const dialog = page.getByRole('dialog', { name: 'Terminer alors qu’il reste à payer ?' });
    await expect(dialog).toContainText(number);
    await expect(dialog.getByRole('button', { name: 'Retour' })).toBeFocused();
    await dialog.getByRole('button', { name: 'Retour' }).click();
    await expect(card(page, number).and(lane(page, 'new').locator('.slot'))).toBeVisible();
    expect(await heads(page)).toEqual(before);
    await menu.click();
    await page.getByRole('option', { name: 'Terminé' }).click();
    await dialog.getByRole('button', { name: 'Terminer quand même' }).click();
    await movedAndBack(page, number, 'new', 'done', before);
  });

  test('what somebody else has changed meanwhile is shown, and theirs or one’s own is kept', async ({ page, open, context, desk, problems }) => {
    await silent(page, problems);
    await show(page, open);
    const before = await heads(page);
    const number = await numberOf(cards(lane(page, 'new')).first());
    const other = await context.newPage();
    await other.goto(`${desk.address}/orders/${encodeURIComponent(number)}`);
    await other.getByLabel('Nouvelle étiquette').fill('vu ailleurs');
    await other.getByRole('button', { name: 'Changer les étiquettes' }).click();
    await expect(other.locator('.notice--change')).toContainText('1 commande modifiée.');
    await page.bringToFront();
    await page.getByRole('button', { name: `Changer le statut de la commande ${number}`, exact: true }).click();
    await page.getByRole('option', { name: 'En cours' }).click();
    const dialog = page.getByRole('dialog', { name: /a modifié cette commande entre-temps$/ });
    await expect(dialog).toContainText('Étiquettes ajoutées : vu-ailleurs');
    await expect(dialog).toContainText(/Votre modification\s: Commande .*\s: statut «\sEn cours\s»/);
    await expect(dialog.getByRole('button', { name: 'Garder la leur' })).toBeFocused();
    await dialog.getByRole('button', { name: 'Garder la leur' }).click();
    await expect(card(page, number).and(lane(page, 'new').locator('.slot'))).toBeVisible();
    await expect(page.getByRole('link', { name: number, exact: true })).toBeFocused();
    expect(await heads(page)).toEqual(before);
    await page.unroute('**/live?*');
    await other.locator('.notice--change').getByRole('button', { name: 'Défaire' }).click();
    await other.close();
  });

  test('what does not reach the server is sent again until it does', async ({ page, open, problems }) => {
    problems.allow(/net::ERR_FAILED/, /Failed to fetch/);
    await show(page, open);
    const before = await heads(page);
    const number = await numberOf(cards(lane(page, 'new')).first());
    await page.route('**/orders/change', (route) => route.abort());
    await page.getByRole('button', { name: `Changer le statut de la commande ${number}`, exact: true }).click();
    await page.getByRole('option', { name: 'En cours' }).click();
    await expect(toast(page, /Connexion perdue/)).toBeVisible();
    await expect(card(page, number).and(lane(page, 'in_progress').locator('.slot')), 'nothing is lost').toBeVisible();
    await page.unroute('**/orders/change');
    await expect(toast(page, /Connexion perdue/)).toHaveCount(0);
    await movedAndBack(page, number, 'new', 'in_progress', before);
  });

  test('what the server cannot do now goes back, and is done when tried again', async ({ page, open, problems }) => {
    problems.allow(/status of 503/, /status 503: POST/);
    await show(page, open);
    const before = await heads(page);
    const number = await numberOf(cards(lane(page, 'new')).first());
    await page.route('**/orders/change', (route) => route.fulfill({ status: 503, contentType: 'application/json', body: '"Unavailable"' }));
    await page.getByRole('button', { name: `Changer le statut de la commande ${number}`, exact: true }).click();
    await page.getByRole('option', { name: 'En cours' }).click();
    const again = page.locator('.toast').getByRole('button', { name: 'Réessayer' });
    await expect(again).toBeVisible();
    await expect(card(page, number).and(lane(page, 'new').locator('.slot'))).toBeVisible();
    await page.unroute('**/orders/change');
    await again.click();
    await movedAndBack(page, number, 'new', 'in_progress', before);
  });

  test('two moves of one card are taken back one after the other', async ({ page, open }) => {
    await show(page, open, 'stage_kind=new,awaiting_payment,in_progress');
    const before = await heads(page);
    const number = await numberOf(cards(lane(page, 'new')).first());
    const link = page.getByRole('link', { name: number, exact: true });
    await link.focus();
    for (const stage of ['awaiting_payment', 'in_progress']) {
      await page.keyboard.press('Shift+ArrowRight');
      await expect(card(page, number).and(lane(page, stage).locator('.slot'))).toBeVisible();
      await expect(toast(page, new RegExp(number)).last()).toBeVisible();
    }
    await expect(toast(page, new RegExp(`${number}.*En cours`))).toBeVisible();
    await page.keyboard.press('Control+z');
    await expect(card(page, number).and(lane(page, 'awaiting_payment').locator('.slot'))).toBeVisible();
    await expect(toast(page, /Modification défaite/)).toBeVisible();
    await page.keyboard.press('Control+z');
    await expect(card(page, number).and(lane(page, 'new').locator('.slot'))).toBeVisible();
    await expect.poll(() => heads(page)).toEqual(before);
    // And again, by the button that the key leaves alone.
    await toast(page, /Modification défaite/).last().getByRole('button', { name: 'Rétablir' }).click();
    await expect(card(page, number).and(lane(page, 'awaiting_payment').locator('.slot'))).toBeVisible();
    await page.keyboard.press('Control+z');
    await expect.poll(() => heads(page)).toEqual(before);
  });

  test('to another funnel by the menu, which names its statuses', async ({ page, open }, { project }) => {
    test.skip(isPhone(project), 'the list is the same');
    await show(page, open);
    const number = await numberOf(cards(lane(page, 'new')).first());
    await page.getByRole('button', { name: `Changer le statut de la commande ${number}`, exact: true }).click();
    const elsewhere = page.getByRole('option', { name: / · / }).nth(1);
    const name = (await elsewhere.textContent())!.trim();
    await elsewhere.click();
    await expect(toast(page, new RegExp(number))).toContainText(name);
    await expect(card(page, number).and(lane(page, 'new').locator('.slot'))).toHaveCount(0);
    await expect(card(page, number), 'in the column of the kind that its status there has').toHaveCount(1);
    await toast(page, new RegExp(number)).getByRole('button', { name: 'Défaire' }).click();
    await expect(card(page, number).and(lane(page, 'new').locator('.slot'))).toBeVisible();
  });

  test('shows in the table as well, and the way back shows the board as it is now', async ({ page, open, orders }) => {
    await show(page, open, 'stage_kind=new,in_progress');
    const before = await heads(page);
    const number = await numberOf(cards(lane(page, 'new')).first());
    await page.getByRole('button', { name: `Changer le statut de la commande ${number}`, exact: true }).click();
    await page.getByRole('option', { name: 'En cours' }).click();
    await expect(toast(page, new RegExp(number))).toBeVisible();
    await page.getByRole('navigation', { name: 'Affichage' }).getByRole('link', { name: 'Tableau' }).click();
    const row = orders.rows.filter({ has: page.getByRole('link', { name: number, exact: true }) });
    await expect(row.locator('.col--status')).toContainText('En cours');
    await page.getByRole('navigation', { name: 'Affichage' }).getByRole('link', { name: 'Kanban' }).click();
    await expect(card(page, number).and(lane(page, 'in_progress').locator('.slot'))).toBeVisible();
    expect(await heads(page)).toEqual({ new: before.new! - 1, in_progress: before.in_progress! + 1 });
    await toast(page, new RegExp(number)).getByRole('button', { name: 'Défaire' }).click();
    await expect.poll(() => heads(page)).toEqual(before);
  });
});

test('each person chooses what cards say', async ({ page, open, orders }) => {
  await show(page, open, 'stage_kind=new');
  const first = cards(lane(page, 'new')).first();
  const apply = async (form: Locator) => {
    const kept = page.waitForResponse(/\/orders\/(arrange_)?cards$/);
    await form.getByRole('button', { name: 'Appliquer' }).click();
    await kept;
  };
  const form = await orders.menu('Cartes');
  await form.getByRole('checkbox', { name: 'Produits', exact: true }).uncheck();
  await form.getByRole('checkbox', { name: 'Reste à payer', exact: true }).check();
  await apply(form);
  await expect(page).toHaveURL(/card=created,payment,client,manager,total,due/);
  await expect(first.locator('.tile__line')).toContainText('Reste à payer');
  await expect(first.locator('.tile__what')).toHaveCount(0);
  // It is kept: the section begins with it the next time. A link says itself what is shown.
  await page.goto(new URL('/orders', page.url()).href);
  await expect(page).toHaveURL(/card=/);
  await show(page, open, 'stage_kind=new');
  await expect(first.locator('.tile__what')).toBeVisible();
  await apply(await orders.menu('Cartes'));
});

test('a viewer sees the board and moves nothing', async ({ browser, desk, viewport }) => {
  const context = await browser.newContext({ viewport, locale: 'fr-FR' });
  const page = await context.newPage();
  await enter(page, invite(desk, 'viewer'));
  await page.goto(`${desk.address}/orders?view=board`);
  await expect(cards(lane(page, 'new')).first()).toBeVisible();
  await expect(page.locator('.tile__more')).toHaveCount(0);
  await expect(page.locator('[data-drag-item]')).toHaveCount(0);
  await context.close();
});

test('a column is scrolled to its end with few cards drawn', async ({ page, open }, { project }) => {
  test.skip(!isHydrated(project) || isPhone(project), 'needs the client and a wheel');
  await show(page, open);
  const column = lane(page, 'done');
  test.setTimeout(90_000);
  const all = await count(page, 'done');
  expect(all).toBeGreaterThan(100);
  await column.locator('.lane__scroll').hover();
  const seen = new Set<string>();
  let most = 0;
  await expect(async () => {
    await page.mouse.wheel(0, 500);
    const numbers = await column.locator('.slot a.number').allTextContents();
    numbers.forEach((number) => seen.add(number));
    most = Math.max(most, await column.locator('.slot').count());
    expect(seen.size).toBe(all);
  }).toPass({ timeout: 75_000, intervals: [40] });
  expect(most).toBeLessThanOrEqual(40);
  expect(await count(page, 'done')).toBe(all);
});

test('keys lead from table to board and back', async ({ page, orders }, { project }) => {
  test.skip(!isHydrated(project) || isPhone(project), 'needs the client and a keyboard');
  await orders.open('kind=standard');
  await page.keyboard.press('g');
  await page.keyboard.press('k');
  await expect(page).toHaveURL(/view=board/);
  await expect(page.locator('.lane').first()).toBeVisible();
  await page.keyboard.press('g');
  await page.keyboard.press('t');
  await expect(orders.rows.first()).toBeVisible();
});

for (const blocked of [false, true]) {
  test(`the board is accessible ${blocked ? 'as the server rendered it' : 'hydrated'}`, async ({ page, problems, open, orders }, { project }) => {
    test.skip(!isHydrated(project), 'axe never ends without JavaScript');
    if (blocked) {
      await blockWasm(page, problems);
      await page.goto('/orders?view=board&fold=error');
    } else {
      await open('/orders?view=board&fold=error');
    }
    await expect(page.locator('.lane').first()).toBeVisible();
    // The same words and colours either way: once is enough for each theme.
    test.setTimeout(60_000);
    for (const colorScheme of blocked ? (['dark'] as const) : (['light', 'dark'] as const)) {
      await page.emulateMedia({ colorScheme });
      await expectAccessible(page);
    }
    if (blocked) return;
    await page.getByRole('button', { name: /^Changer le statut de la commande/ }).first().click();
    await expect(page.getByRole('listbox')).toBeVisible();
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await orders.menu('Cartes');
    await expectAccessible(page);
  });
}

test('no page is wider than the window on the board', async ({ page, open }) => {
  for (const width of [320, 390, 768, 1024, 1360]) {
    await page.setViewportSize({ width, height: 800 });
    await show(page, open);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  }
});
