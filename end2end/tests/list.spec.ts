// The table: its columns, its order, its pages, and the way to an order and back. Everything is in the address, so a
// reload, the browser's Back and a shared link show the same rows.
import { expect, isHydrated, isPhone, test } from '../fixtures/desk';

const DEFAULT = [
  'Date de création',
  'Type de commande',
  'N° de commande',
  'Statut',
  'Paiement',
  'Données client',
  'Produits',
  'Informations de paiement',
  'Commentaires',
];

test('the default columns stand in their order, fifty rows a page, newest first', async ({ orders, page }, { project }) => {
  await orders.open();
  expect(await orders.heads()).toEqual(DEFAULT);
  if (isHydrated(project)) expect(await orders.rows.count()).toBeLessThanOrEqual(60);
  else await expect(orders.rows).toHaveCount(50);
  const created = await orders.rows.locator('.col--created time').evaluateAll((all) => all.map((t) => t.getAttribute('datetime')));
  expect(created).toEqual([...created].sort().reverse());
  await expect(page.getByRole('button', { name: 'Créer une commande' })).toHaveCount(0);
});

test('a head sorts, and sorts the other way round when used again', async ({ orders, page }, { project }) => {
  await orders.open('payment=unpaid');
  const sort = async (name: string) => {
    if (isPhone(project)) {
      const menu = await orders.menu('Trier');
      await orders.follow(() => menu.getByRole('link', { name }).click());
    } else {
      await orders.follow(() => page.getByRole('columnheader', { name }).getByRole('link').click());
    }
  };
  const numeric = new Intl.Collator('fr', { numeric: true });
  const head = page.locator('th.head.col--number');

  await sort('N° de commande');
  expect(orders.query()).toBe('payment=unpaid&sort=number');
  await expect(head).toHaveAttribute('aria-sort', 'ascending');
  const ascending = await orders.shownNumbers();
  expect(ascending).toEqual([...ascending].sort(numeric.compare));

  await sort('N° de commande');
  expect(orders.query()).toBe('payment=unpaid&sort=-number');
  await expect(head).toHaveAttribute('aria-sort', 'descending');
  const descending = await orders.shownNumbers();
  expect(descending).toEqual([...descending].sort(numeric.compare).reverse());

  await sort('Date de création');
  expect(orders.query(), 'the default order is not written').toBe('payment=unpaid');
  await expect(head).not.toHaveAttribute('aria-sort');
  await expect(page.locator('th[aria-sort]')).toHaveCount(1);
});

test('pages follow one another without a gap, and lead back to the same rows', async ({ orders, page }, { project }) => {
  test.skip(isHydrated(project), 'the client scrolls instead of turning pages: rows.spec.ts');
  await orders.open('kind=standard');
  const total = await orders.count();
  const pager = page.getByRole('navigation', { name: 'Pages' });
  const seen = [await orders.shownNumbers()];
  await expect(pager.getByRole('link')).toHaveText(['Page suivante']);
  while ((await pager.getByRole('link', { name: 'Page suivante' }).count()) > 0) {
    await orders.follow(() => pager.getByRole('link', { name: 'Page suivante' }).click());
    seen.push(await orders.shownNumbers());
  }
  expect(seen.flat()).toHaveLength(total);
  expect(new Set(seen.flat()).size).toBe(total);
  expect(orders.query()).toMatch(/^after=\d+&kind=standard$/);

  await orders.follow(() => pager.getByRole('link', { name: 'Page précédente' }).click());
  expect(await orders.shownNumbers()).toEqual(seen.at(-2));
  await orders.follow(() => pager.getByRole('link', { name: 'Première page' }).click());
  expect(orders.query()).toBe('kind=standard');
  expect(await orders.shownNumbers()).toEqual(seen[0]);
});

test('the number leads to the order, and the way back to the same list', async ({ orders, page }, { project }) => {
  test.skip(isHydrated(project), 'the client scrolls instead of turning pages: rows.spec.ts');
  await orders.open('kind=standard&sort=client');
  await orders.follow(() => page.getByRole('link', { name: 'Page suivante' }).click());
  const [query, rows] = [orders.query(), await orders.shownNumbers()];
  const number = rows[3];
  await orders.numbers.nth(3).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Commande ${number}`);
  expect(new URL(page.url()).pathname).toBe(`/orders/${number}`);
  await page.getByRole('link', { name: 'Retour aux commandes' }).click();
  await expect(orders.rows.first()).toBeVisible();
  await orders.settled();
  expect(orders.query()).toBe(query);
  expect(await orders.shownNumbers()).toEqual(rows);
});

test('a reload and the browser’s Back show the same rows', async ({ orders, page }, { project }) => {
  test.skip(isHydrated(project), 'the client scrolls instead of turning pages: rows.spec.ts');
  await orders.open('payment=paid');
  const first = await orders.shownNumbers();
  await orders.follow(() => page.getByRole('link', { name: 'Page suivante' }).click());
  const second = await orders.shownNumbers();
  expect(second).not.toEqual(first);
  await page.reload();
  await orders.settled();
  expect(await orders.shownNumbers()).toEqual(second);
  await orders.follow(() => page.goBack());
  expect(orders.query()).toBe('payment=paid');
  expect(await orders.shownNumbers()).toEqual(first);
  await orders.follow(() => page.goForward());
  expect(await orders.shownNumbers()).toEqual(second);
});

test('the desk’s first address leads to the orders', async ({ open, page, orders }) => {
  await open('/');
  await expect(page).toHaveURL(/\/orders$/);
  await orders.settled();
  await expect(page.getByRole('navigation', { name: 'Rubriques' }).getByRole('link', { name: 'Commandes' })).toHaveAttribute(
    'aria-current',
    'page',
  );
});
