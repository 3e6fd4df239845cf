// The page of an order, read only: client, lines, access, money, payments, comments, history. Any number that an import
// brings has an address.
import { expect, test } from '../fixtures/desk';
import { importOrders } from '../fixtures/imports';

const NOT_FOUND = [/status 404: GET /, /console error: Failed to load resource: .* 404 /];

test('an order shows everything that belongs to it', async ({ orders, page }) => {
  await orders.open('kind=instalments&payment=partially_paid&cols=number,client,total,due,products');
  const row = orders.rows.first();
  const number = (await orders.shownNumbers())[0];
  const client = (await row.locator('.col--client .stack__line').textContent()) ?? '';
  const [total, due] = await row.locator('.col--amount').allTextContents();
  const product = (await row.locator('.col--products .stack__line').textContent()) ?? '';
  await orders.numbers.first().click();

  const main = page.getByRole('main');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Commande ${number}`);
  await expect(page).toHaveTitle(new RegExp(`Commande ${number}`));
  const panel = (title: string) => main.locator('section', { has: page.getByRole('heading', { name: title, exact: true }) });
  await expect(panel('Client')).toContainText(client);
  await expect(panel('Client').locator('a[href^="/contacts/"]')).toHaveText(client);
  await expect(panel('Client').locator('a[href^="mailto:"], a[href^="tel:"]').first()).toBeVisible();
  await expect(panel('Produits et prix')).toContainText(product);
  await expect(panel('Produits et prix')).toContainText('Accès à partir du');
  await expect(panel('Informations de paiement')).toContainText(total);
  await expect(panel('Informations de paiement')).toContainText(due);
  await expect(panel('Paiements').getByRole('listitem').filter({ hasText: 'Encaissé' }).first()).toBeVisible();
  await expect(panel('Paiements').getByRole('listitem').filter({ hasText: 'Prévu' }).first()).toBeVisible();
  await expect(panel('Commentaires')).toBeVisible();
  await expect(panel('Historique').getByRole('listitem').last()).toContainText('Commande créée');
  await expect(main.locator('time[datetime]').first()).toBeVisible();
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Commande ${number}`);
});

test('comments are shown with who wrote them and when', async ({ open, page, orders }) => {
  await orders.open('cols=number,comments&comment=yes');
  const commented = orders.rows.filter({ has: page.locator('.col--comments .stack__detail') });
  const pinned = await commented.first().locator('.col--comments .stack__line').allTextContents();
  const number = (await commented.first().locator('a.number').textContent()) ?? '';
  await open(`/orders/${number}`);
  for (const text of pinned) await expect(page.getByRole('main').getByText(text).first()).toBeVisible();
  const comment = page.getByRole('main').locator('.comment').first();
  await expect(comment.locator('strong')).not.toBeEmpty();
  await expect(comment.locator('time')).not.toBeEmpty();
  await expect(comment.locator('.comment__body')).not.toBeEmpty();
});

test('a number that does not exist is a page that says so', async ({ open, page, problems }) => {
  problems.allow(...NOT_FOUND);
  for (const number of ['999999999', '%20', '%E2%82%AC', '..%2f..%2fetc']) {
    const answer = await open(`/orders/${number}`);
    expect(answer?.status(), number).toBe(404);
    await expect(page.getByRole('heading', { name: 'Page introuvable' }).first()).toBeVisible();
  }
  await page.getByRole('link', { name: 'Retour aux commandes' }).first().click();
  await expect(page).toHaveURL(/\/orders$/);
});

test('an address that leads nowhere is a page of the desk', async ({ open, page, problems }) => {
  problems.allow(...NOT_FOUND);
  const answer = await open('/nulle-part');
  expect(answer?.status()).toBe(404);
  await expect(page.getByRole('heading', { name: 'Page introuvable' }).first()).toBeVisible();
  await expect(page.getByRole('navigation', { name: 'Rubriques' })).toBeVisible();
});

test('numbers with a slash, a hash and a question mark have a page', async ({ orders, page, desk }) => {
  const numbers = ['CA/2012/7', '#1001', 'Q?1&a=b', '50% off', 'Ж-12'];
  importOrders(desk, numbers.map((number) => ({ number, name: 'Numéros Étranges', total: '12.30', paid: '2.30' })));
  await orders.open('q=numéros étranges');
  await expect(orders.rows).toHaveCount(numbers.length);
  expect((await orders.shownNumbers()).sort()).toEqual([...numbers].sort());
  for (const number of numbers) {
    await orders.numbers.filter({ hasText: number }).first().click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Commande ${number}`);
    await expect(page.getByRole('main')).toContainText('12,30');
    await page.reload();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Commande ${number}`);
    await page.getByRole('link', { name: 'Retour aux commandes' }).click();
    await expect(orders.rows).toHaveCount(numbers.length);
  }
});
