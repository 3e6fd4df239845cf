// The chart of the filtered orders: opened and closed by links, drawn per day, week or month, each currency for itself.
// Its table says the same as its drawings, and adds up to what the bar says.
import { expectAccessible } from '../fixtures/axe';
import { expect, isHydrated, test } from '../fixtures/desk';
import { minor, type OrdersPage } from '../pages/orders';

const PERIODS = { Jours: 'day', Semaines: 'week', Mois: 'month' };

const chart = (orders: OrdersPage) => orders.page.locator('figure.chart');

/** The numbers of the table, in minor units: a row for each period, then the sums. */
async function numbers(orders: OrdersPage): Promise<{ currencies: string[]; rows: number[][]; sums: number[] }> {
  const details = chart(orders).locator('details.chart__numbers');
  if ((await details.getAttribute('open')) === null) await details.locator('summary').click();
  const table = chart(orders).getByRole('table');
  await expect(table).toBeVisible();
  const read = async (rows: string) =>
    Promise.all((await table.locator(rows).all()).map(async (row) => (await row.locator('td').allTextContents()).map(minor)));
  const currencies = await table.locator('th[scope="colgroup"]').allTextContents();
  return { currencies, rows: await read('tbody tr'), sums: (await read('tfoot tr'))[0] };
}

test('its numbers add up to the bar, whatever the period', async ({ orders }) => {
  for (const period of Object.values(PERIODS)) {
    await orders.open(`created=30d&kind=standard,instalments&chart=${period}`);
    const { currencies, rows, sums } = await numbers(orders);
    const [count, totals] = [await orders.count(), await orders.totals()];
    expect(currencies.length).toBeGreaterThan(2);
    expect(sums[0]).toBe(count);
    expect(currencies.map((code, at) => [code, sums[1 + 2 * at], sums[2 + 2 * at]])).toEqual(
      Object.entries(totals).sort(([a], [b]) => (a < b ? -1 : 1)).map(([code, { ordered, received }]) => [code, ordered, received]),
    );
    expect(sums).toEqual(sums.map((_, at) => rows.reduce((sum, row) => sum + row[at], 0)));
    if (period === 'day') expect(rows.length, 'days without orders are there as well').toBe(30);
  }
});

test('links open it, change its period and close it', async ({ orders, page }) => {
  await orders.open('kind=standard');
  await expect(chart(orders)).toHaveCount(0);
  const bar = page.getByRole('region', { name: 'Totaux' });
  await orders.follow(() => bar.getByRole('link', { name: 'Graphique' }).click());
  expect(orders.query()).toBe('chart=week&kind=standard');
  await expect(bar.getByRole('link', { name: 'Graphique' })).toHaveAttribute('aria-expanded', 'true');
  const periods = chart(orders).getByRole('navigation', { name: 'Période' });
  for (const [name, code] of [...Object.entries(PERIODS).slice(2), ...Object.entries(PERIODS).slice(0, 1)]) {
    await orders.follow(() => periods.getByRole('link', { name }).click());
    expect(orders.query()).toBe(`chart=${code}&kind=standard`);
    await expect(periods.getByRole('link', { name })).toHaveAttribute('aria-current', 'true');
    await expect(chart(orders)).toHaveAttribute('aria-busy', 'false');
  }
  await orders.follow(() => chart(orders).getByRole('link', { name: 'Fermer le graphique' }).click());
  expect(orders.query()).toBe('kind=standard');
  await expect(chart(orders)).toHaveCount(0);
});

test('every period is drawn, and each drawing says in words what it shows', async ({ orders, page }) => {
  await orders.open('created=year&chart=month');
  const { currencies, rows } = await numbers(orders);
  const drawings = chart(orders).getByRole('img');
  await expect(drawings.first()).toHaveAccessibleName(/^Commandes\s:\s[\d\s]+;\sle plus\s:\s[\d\s]+\(\S+\s\d{4}\)$/u);
  const more = chart(orders).locator('.chart__more > summary');
  if ((await more.count()) > 0) await more.click();
  await expect(drawings).toHaveCount(1 + currencies.length);
  for (const drawing of await drawings.all()) await expect(drawing.locator('.plot__column')).toHaveCount(rows.length);
  const width = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(width, 'nothing is wider than the screen').toBeLessThanOrEqual(0);
});

test('a filter that nothing passes has nothing to draw, and says so', async ({ orders }) => {
  await orders.open('q=introuvable&chart=week');
  await expect(chart(orders)).toContainText('il n’y a rien à dessiner');
  await expect(chart(orders).getByRole('img')).toHaveCount(0);
});

test('the list is not asked for again when the chart is opened', async ({ orders, page }, { project }) => {
  test.skip(!isHydrated(project), 'without JavaScript every link is a page');
  await orders.open();
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  const bar = page.getByRole('region', { name: 'Totaux' });
  await orders.follow(() => bar.getByRole('link', { name: 'Graphique' }).click());
  await expect(chart(orders).getByRole('img').first()).toBeVisible();
  expect(asked).toContain('/api/orders/chart');
  expect(asked).not.toContain('/api/orders/list');
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`it is accessible, ${colorScheme}`, async ({ orders, page }, { project }) => {
    test.skip(!isHydrated(project), 'axe cannot run without JavaScript');
    await page.emulateMedia({ colorScheme });
    await orders.open('payment=overpaid,failed&chart=week');
    await numbers(orders);
    await expectAccessible(page);
    await page.setViewportSize({ width: 320, height: 800 });
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBe(320);
  });
}
