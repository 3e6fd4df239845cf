// Saved views: what is looked at, kept under a name, with plain forms everywhere. On a phone they stand in a menu.
import { expect, isPhone, test } from '../fixtures/desk';
import { enter, invite } from '../fixtures/people';
import type { OrdersPage } from '../pages/orders';

const LOOKED_AT = 'cols=number,total,client&kind=standard&sort=total';

/** Where the views stand: tabs, or the list in the menu. */
async function listed(orders: OrdersPage) {
  if (!orders.isPhone) return orders.page.locator('.tabs .tab');
  const menu = await orders.menu('Vues');
  return menu.locator('.views__list .option');
}

async function keep(orders: OrdersPage, name: string, ...checks: string[]): Promise<void> {
  const menu = await orders.menu('Vues');
  await menu.getByLabel('Nom de la vue').fill(name);
  for (const check of checks) await menu.getByLabel(check, { exact: true }).check();
  await orders.follow(() => menu.getByRole('button', { name: 'Enregistrer la vue' }).click());
}

async function openView(orders: OrdersPage, name: string): Promise<void> {
  const link = (await listed(orders)).filter({ hasText: name });
  await orders.follow(() => link.click());
}

async function remove(orders: OrdersPage): Promise<void> {
  const menu = await orders.menu('Vues');
  await orders.follow(() => menu.getByRole('button', { name: 'Supprimer la vue' }).click());
}

/** The address without the view's own key. */
const shown = (orders: OrdersPage) => orders.query().replace(/&?saved=\d+/, '');

test('a view keeps filter, order and columns, and comes back', async ({ orders, page }) => {
  await orders.open(LOOKED_AT);
  // Those in sight: how many are drawn beside them is nobody’s matter.
  const inSight = async () => (await orders.shownNumbers()).slice(0, 12);
  const numbers = await inSight();
  await keep(orders, 'Les grosses');
  expect(orders.query()).toContain('saved=');
  expect(shown(orders)).toBe(LOOKED_AT);
  const current = (await listed(orders)).and(page.locator('[aria-current="page"]'));
  await expect(current).toHaveText('Les grosses');
  await orders.open('kind=subscription');
  await openView(orders, 'Les grosses');
  expect(shown(orders)).toBe(LOOKED_AT);
  expect(await inSight()).toEqual(numbers);
  expect(await orders.heads()).toEqual(['N° de commande', 'Total', 'Données client']);
  await remove(orders);
  await expect((await listed(orders)).filter({ hasText: 'Les grosses' })).toHaveCount(0);
});

test('a view that is looked at otherwise says so: it is kept or given back', async ({ orders, page }) => {
  await orders.open(LOOKED_AT);
  await keep(orders, 'À relire');
  const saved = new URL(page.url()).searchParams.get('saved');
  const other = LOOKED_AT.replace('standard', 'subscription');
  await orders.open(`${other}&saved=${saved}`);
  await expect(page.getByText('Vue modifiée')).toBeVisible();
  await orders.follow(() => page.getByRole('link', { name: 'Rétablir' }).click());
  expect(shown(orders)).toBe(LOOKED_AT);
  await expect(page.getByText('Vue modifiée')).toBeHidden();
  await orders.open(`${other}&saved=${saved}`);
  await page.locator('.views__changed').getByRole('button', { name: 'Enregistrer' }).click();
  await expect(page.getByText('Vue modifiée')).toBeHidden();
  await orders.open(`saved=${saved}`);
  expect(shown(orders)).toBe(other);
  await remove(orders);
});

test('one name is one view, and a refused name loses nothing', async ({ orders, page }) => {
  await orders.open(LOOKED_AT);
  await keep(orders, 'Unique');
  await orders.open('kind=subscription');
  const menu = await orders.menu('Vues');
  await menu.getByLabel('Nom de la vue').fill('Unique');
  await menu.getByRole('button', { name: 'Enregistrer la vue' }).click();
  await expect(page.getByText('Vous avez déjà une vue de ce nom.')).toBeAttached();
  expect(orders.query()).toBe('kind=subscription');
  await expect(page.getByLabel('Nom de la vue')).toHaveValue('Unique');
  await openView(orders, 'Unique');
  await remove(orders);
});

test('a desk opens with the view that one begins with, and a link to a removed one still filters', async ({ orders, page }) => {
  await orders.open(LOOKED_AT);
  await keep(orders, 'Pour commencer', 'Commencer par cette vue');
  const link = orders.query();
  await orders.open();
  expect(shown(orders)).toBe(LOOKED_AT);
  await remove(orders);
  await orders.open(link);
  await expect(page.getByText('Cette vue n’existe plus. Les filtres du lien restent appliqués.')).toBeVisible();
  expect(await orders.heads()).toEqual(['N° de commande', 'Total', 'Données client']);
});

test('a shared view is there for the whole team', async ({ orders, page, browser, desk }, { project }) => {
  await orders.open(LOOKED_AT);
  await keep(orders, 'Pour tous', 'Partager avec l’équipe');
  await expect((await listed(orders)).filter({ hasText: 'Pour tous' })).toContainText('vue partagée');
  const other = await browser.newPage({ javaScriptEnabled: false, viewport: page.viewportSize(), storageState: undefined });
  await enter(other, invite(desk, 'viewer'));
  if (isPhone(project)) await other.locator('summary', { hasText: 'Vues' }).click();
  const link = other.getByRole('link', { name: /Pour tous/ }).filter({ visible: true });
  await link.click();
  await expect(other.getByRole('row').filter({ has: other.locator('.number') }).first()).toBeVisible();
  await expect(other.getByRole('button', { name: 'Supprimer la vue' })).toHaveCount(0);
  await other.close();
  await remove(orders);
});
