// JavaScript is there, but the client never comes, or comes late: links and forms work all the same, and nothing that was
// typed or ticked in the meantime is lost.
import { blockWasm } from '../fixtures/axe';
import { expect, hydrated, isHydrated, isPhone, test } from '../fixtures/desk';
import { importOrders } from '../fixtures/imports';

test.beforeEach(({}, { project }) => {
  test.skip(!isHydrated(project), 'without JavaScript there is no client to block');
});

test.afterEach(async ({ orders }) => {
  await orders.resetColumns();
});

test('everything works while the client is blocked', async ({ page, orders, problems }, { project }) => {
  await blockWasm(page, problems);
  await page.goto('/orders');
  await orders.settled();
  await expect(page.locator('html')).not.toHaveAttribute('data-hydrated');

  const next = page.getByRole('link', { name: 'Page suivante' });
  await orders.follow(() => next.click());
  await orders.follow(() => page.getByRole('link', { name: 'Première page' }).click());
  if (isPhone(project)) {
    const menu = await orders.menu('Trier');
    await orders.follow(() => menu.getByRole('link', { name: 'Données client' }).click());
  } else {
    await orders.follow(() => page.getByRole('columnheader', { name: 'Données client' }).getByRole('link').click());
  }
  await (await orders.filter('Type de commande')).getByRole('checkbox', { name: 'Abonnement' }).check();
  await orders.applyFilter();
  const columns = await orders.menu('Colonnes');
  await columns.getByRole('checkbox', { name: 'Commentaires' }).uncheck();
  await orders.follow(() => columns.getByRole('button', { name: 'Appliquer' }).click());
  await orders.follow(async () => {
    await orders.search.fill('a');
    await orders.search.press('Enter');
  });
  expect(orders.query()).toBe(
    'cols=created,kind,number,status,payment,client,products,payment_details&kind=subscription&q=a&sort=client',
  );
  const number = (await orders.shownNumbers())[0];
  await orders.numbers.first().click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Commande ${number}`);
  await page.getByRole('link', { name: 'Retour aux commandes' }).click();
  await orders.settled();
  expect((await orders.shownNumbers())[0]).toBe(number);
});

test('what is typed and ticked before the client comes is kept', async ({ page, orders, desk }) => {
  importOrders(desk, [{ number: 'TARD-1', name: 'Arrivée Tardive' }]);
  let release = () => {};
  const late = new Promise<void>((go) => (release = go));
  await page.route(/\.wasm$/, async (route) => {
    await late;
    await route.continue();
  });
  await page.goto('/orders');
  const group = await orders.filter('Type de commande');
  await group.getByRole('checkbox', { name: 'Standard', exact: true }).check();
  await page.locator('summary', { hasText: 'Filtrer' }).click();
  await orders.search.pressSequentially('arrivée tardive');
  release();
  await hydrated(page);
  await expect(orders.search).toHaveValue('arrivée tardive');
  await expect(orders.search).toBeFocused();
  await orders.follow(() => orders.search.press('Enter'));
  expect(orders.query()).toBe('q=arrivée tardive');
  expect(await orders.shownNumbers()).toEqual(['TARD-1']);
});

test('a ticked box of the filter outlives the client’s arrival', async ({ page, orders }) => {
  let release = () => {};
  const late = new Promise<void>((go) => (release = go));
  await page.route(/\.wasm$/, async (route) => {
    await late;
    await route.continue();
  });
  await page.goto('/orders');
  const box = (await orders.filter('Type de commande')).getByRole('checkbox', { name: 'Abonnement' });
  await box.check();
  release();
  await hydrated(page);
  await expect(box).toBeChecked();
  await orders.applyFilter();
  expect(orders.query()).toBe('kind=subscription');
});

test('rows ticked before the client comes are chosen', async ({ page }) => {
  let release = () => {};
  const late = new Promise<void>((go) => (release = go));
  await page.route(/\.wasm$/, async (route) => {
    await late;
    await route.continue();
  });
  await page.goto('/orders');
  const boxes = page.locator('tbody input[name=order]');
  await boxes.nth(0).check();
  await boxes.nth(2).check();
  release();
  await hydrated(page);
  await expect(page.getByText('2 commandes sélectionnées')).toBeVisible();
  await expect(page.locator('tbody input[name=order]:checked')).toHaveCount(2);
});
