// The board: the same orders as cards. Looked at, scrolled, folded, chosen what they say; moved by form without the
// client. Each test leaves the desk as it found it.
import type { Locator } from '@playwright/test';
import { expectAccessible } from '../fixtures/axe';
import { expect, isHydrated, isPhone, test } from '../fixtures/desk';
import { enter, invite } from '../fixtures/people';
import { card, cards, count, heads, lane, numberOf, show } from '../pages/board';
import { minor, plain } from '../pages/orders';

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
  const [column, said] = [(await lane(page, 'new').boundingBox())!, (await lane(page, 'new').locator('.lane__count').boundingBox())!];
  expect(said.x).toBeGreaterThanOrEqual(column.x);
  expect(said.x + said.width).toBeLessThanOrEqual(column.x + column.width);
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

test('what is empty takes no line of a card, and cards stay of one height', async ({ page, open }) => {
  const card = 'created,payment,client,products,manager,total';
  const heights = async (query: string) => {
    await show(page, open, `funnel=standard&card=${card}${query}`);
    return [...new Set(await page.locator('.tile').evaluateAll((tiles) => tiles.map((tile) => (tile as HTMLElement).offsetHeight)))];
  };
  const usual = await heights('');
  expect(usual).toHaveLength(1);
  const more = await heights(',comments,tags,discount,next_due,promo_code,country');
  expect(more).toHaveLength(1);
  // Three rows for six.
  expect(more[0]).toBeLessThan(usual[0]! + 80);
  const said = await page.locator('.tile__line > *').evaluateAll((parts) => parts.map((part) => part.textContent?.trim() ?? ''));
  expect(said.length).toBeGreaterThan(0);
  expect(said.filter((text) => !text)).toEqual([]);
});

for (const locale of ['fr', 'en', 'uk']) {
  test(`how far an order is paid is read in full on its card, in ${locale}`, async ({ page, open, context, baseURL }) => {
    await context.addCookies([{ name: 'locale', value: locale, url: baseURL! }]);
    await show(page, open, 'funnel=standard');
    const texts = page.locator('.tile__marks .pill:not(.pill--icon) .pill__text');
    expect(await texts.count()).toBeGreaterThan(0);
    const cut = (all: Element[]) => {
      const range = document.createRange();
      const isCut = (text: Element) => {
        range.selectNodeContents(text);
        return range.getBoundingClientRect().width > text.getBoundingClientRect().width + 0.05;
      };
      return all.filter(isCut).map((text) => text.textContent);
    };
    expect(await texts.evaluateAll(cut)).toEqual([]);
    // Nor is the text pushed out that an amount stands beside.
    const below = (all: Element[]) => all.map((text) => text.getBoundingClientRect().top - text.parentElement!.getBoundingClientRect().top);
    expect(Math.min(...(await page.locator('.tile__foot > p').evaluateAll(below)))).toBeGreaterThan(-0.5);
  });
}

test('the strip of a phone says how many orders each column has', async ({ page, open }, { project }) => {
  test.skip(!isPhone(project), 'a wide screen shows the columns themselves');
  await show(page, open, 'funnel=standard');
  const said = Object.values(await heads(page));
  expect((await page.locator('.board__jump .lane__count [aria-hidden]').allTextContents()).map(minor)).toEqual(said);
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
  // What passes too fast for the machine is drawn when the wheel rests.
  const inSight = () =>
    column.locator('.lane__scroll').evaluate((scroll) => {
      const { left, top, height } = scroll.getBoundingClientRect();
      return [0.1, 0.5, 0.9].every((share) => document.elementFromPoint(left + 40, top + height * share)?.closest('.slot:has(a.number)'));
    });
  await expect(async () => {
    await page.mouse.wheel(0, 300);
    await expect.poll(inSight, { intervals: [20, 40] }).toBe(true);
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

test('the menu of a card is accessible', async ({ page, open }, { project }) => {
  test.skip(!isHydrated(project), 'axe never ends without JavaScript');
  await open('/orders?view=board&fold=error');
  await page.getByRole('button', { name: /^Changer le statut de la commande/ }).first().click();
  await expect(page.getByRole('listbox')).toBeVisible();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await expectAccessible(page);
  }
});

test('no page is wider than the window on the board', async ({ page, open }) => {
  for (const width of [320, 390, 768, 1024, 1360]) {
    await page.setViewportSize({ width, height: 800 });
    await show(page, open);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  }
});
