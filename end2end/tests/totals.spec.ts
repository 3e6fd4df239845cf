// The totals bar: the sums of the whole filtered set, per currency and never mixed; a count for each status that ignores
// the status filter itself. The same numbers from the rows of all pages and from the command line.
import { expect, isHydrated, test } from '../fixtures/desk';
import type { RunningDesk } from '../fixtures/process';
import { minor, type Amounts, type OrdersPage } from '../pages/orders';

interface Printed {
  orders: number;
  currencies: { currency: string; orders: number; ordered: string; received: string; due: string }[];
  stages: { funnel: string; stage: string; kind: string; orders: number }[];
}

function printed(desk: RunningDesk, query: string): Printed {
  const { stdout, stderr, code } = desk.run('--lang', 'fr', 'totals', '--json', '--query', query);
  expect(code, stderr).toBe(0);
  return JSON.parse(stdout) as Printed;
}

async function expectBar(orders: OrdersPage, desk: RunningDesk, query: string): Promise<void> {
  const told = printed(desk, query);
  expect(await orders.count()).toBe(told.orders);
  const currencies: Record<string, Amounts> = {};
  for (const { currency, ordered, received, due } of told.currencies) {
    currencies[currency] = { ordered: minor(ordered), received: minor(received), due: minor(due) };
  }
  expect(await orders.totals()).toEqual(currencies);
  const statuses: Record<string, number> = {};
  for (const { stage, orders: count } of told.stages) statuses[stage] = (statuses[stage] ?? 0) + count;
  const shown = await orders.statuses();
  // Statuses of two funnels that share a name in links are one in the bar.
  const single = new Set(told.stages.map((stage) => stage.funnel)).size === 1;
  if (single) expect(shown).toEqual(statuses);
  const sum = (counts: Record<string, number>) => Object.values(counts).reduce((a, b) => a + b, 0);
  expect(sum(shown)).toBe(sum(statuses));
}

test('the bar says what the command line says, whatever the filter', async ({ orders, desk }) => {
  for (const query of [
    '',
    'payment=partially_paid,unpaid',
    'stage=done&created=2026-01-01..2026-06-30',
    'total=EUR:100..200',
    'kind=!standard&tag=vip',
  ]) {
    await orders.open(query);
    await expectBar(orders, desk, query);
  }
});

test('the bar is the sum of the rows of all pages, per currency', async ({ orders, page }, { project }) => {
  test.skip(isHydrated(project), 'the client scrolls instead of turning pages: rows.spec.ts');
  const query = 'payment=partially_paid,unpaid,overpaid&cols=number,total,paid,due';
  await orders.open(query);
  const [bar, count] = [await orders.totals(), await orders.count()];
  expect(Object.keys(bar).length).toBeGreaterThan(2);
  const sums: Record<string, Amounts> = {};
  let rows = 0;
  for (;;) {
    // The columns share a class: total, paid and due follow one another in each row.
    const cells = await orders.column('amount');
    rows += await orders.rows.count();
    const codes: Record<string, string> = { '€': 'EUR', '₴': 'UAH', $: 'USD', zł: 'PLN', '¥': 'JPY' };
    for (let i = 0; i < cells.length; i += 3) {
      const [total, paid, due] = cells.slice(i, i + 3).map(minor);
      const code = codes[cells[i].trim().split(/\s/).at(-1) ?? ''];
      const sum = (sums[code] ??= { ordered: 0, received: 0, due: 0 });
      sums[code] = { ordered: sum.ordered + total, received: sum.received + paid, due: sum.due + due };
    }
    const next = page.getByRole('link', { name: 'Page suivante' });
    if ((await next.count()) === 0) break;
    await orders.follow(() => next.click());
    expect(await orders.totals(), 'the bar is the same on every page').toEqual(bar);
  }
  expect(rows).toBe(count);
  expect(sums).toEqual(bar);
});

test('a status filters by a click, and its counts stay', async ({ orders }) => {
  await orders.open('kind=standard');
  const before = await orders.statuses();
  const all = await orders.count();
  expect(Object.values(before).reduce((a, b) => a + b, 0)).toBe(all);

  await orders.follow(() => orders.status('Terminé').click());
  expect(orders.query()).toBe('kind=standard&stage=done');
  await expect(orders.status('Terminé')).toHaveAttribute('aria-current', 'true');
  expect(await orders.statuses()).toEqual(before);
  expect(await orders.count()).toBe(before['Terminé']);
  expect(new Set((await orders.column('status')).map((t) => t.trim()))).toEqual(new Set(['Terminé']));

  await orders.follow(() => orders.status('Annulé').click());
  expect(await orders.count()).toBe(before['Terminé'] + before['Annulé']);
  await orders.follow(() => orders.status('Terminé').click());
  expect(orders.query()).toBe('kind=standard&stage=cancelled');
  await orders.follow(() => orders.status('Annulé').click());
  expect(orders.query()).toBe('kind=standard');
  expect(await orders.count()).toBe(all);
});

test('currencies are never one number, and the rest waits behind a button', async ({ orders, page }) => {
  await orders.open();
  const all = await orders.totals();
  expect(Object.keys(all).sort()).toEqual(['EUR', 'JPY', 'PLN', 'UAH', 'USD']);
  const more = page.getByRole('region', { name: 'Totaux' }).locator('details summary');
  const hidden = page.locator('.totals__more dl').first();
  await expect(hidden).toBeHidden();
  await more.scrollIntoViewIfNeeded();
  await more.click();
  await expect(hidden).toBeVisible();
});

test('the funnel selector counts and leads to one funnel', async ({ orders, page, desk }) => {
  await orders.open();
  const all = await orders.count();
  const menu = await orders.menu('Tous les entonnoirs');
  const counts = (await menu.locator('.option__count').allTextContents()).map(minor);
  expect(counts[0]).toBe(all);
  expect(counts.slice(1).reduce((a, b) => a + b, 0)).toBe(all);
  await orders.follow(() => menu.getByRole('link', { name: 'Abonnements' }).click());
  expect(orders.query()).toBe('funnel=subscriptions');
  await expect(page.locator('summary', { hasText: 'Abonnements' })).toBeVisible();
  expect(counts).toContain(await orders.count());
  await expectBar(orders, desk, 'funnel=subscriptions');
  expect(Object.keys(await orders.statuses())).toContain('Résilié');
});
