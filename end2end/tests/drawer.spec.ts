// An order over the list on wide screens: opened by mouse and keyboard, walked through, closed by Back and Escape; its forms
// are sent in place, and the list below follows. A page everywhere else.
import type { Locator, Page } from '@playwright/test';
import { expectAccessible } from '../fixtures/axe';
import { expect, hydrated, isHydrated, isPhone, test } from '../fixtures/desk';
import { importOrders, type Imported } from '../fixtures/imports';
import type { RunningDesk } from '../fixtures/process';
import { card, cards, lane } from '../pages/board';
import type { OrdersPage } from '../pages/orders';

const over = (project: { name: string }) => isHydrated(project) && !isPhone(project);

test('an order opens over the list, its neighbours follow, and Back leads to the list as it was', async ({ orders, page }, { project }) => {
  test.skip(!over(project), 'wide screens with the client');
  await orders.open('stage_kind=done&cols=number,client,total');
  const list = page.url();
  const [first, second, third] = await orders.shownNumbers();
  const drawer = page.locator('.drawer');
  await orders.numbers.nth(1).click();
  await expect(drawer.getByRole('heading', { level: 1 })).toHaveText(`Commande ${second}`);
  await expect(page).toHaveURL(new RegExp(`/orders/${second}\\?`));
  await expect(page).toHaveTitle(new RegExp(`Commande ${second}`));
  await expect(drawer).toBeFocused();
  await expect(page.locator('.orders')).toHaveAttribute('inert', '');
  await expectAccessible(page);

  await page.keyboard.press('ArrowDown');
  await expect(drawer.getByRole('heading', { level: 1 })).toHaveText(`Commande ${third}`);
  await drawer.getByRole('button', { name: 'Commande précédente de la liste' }).click();
  await expect(drawer.getByRole('heading', { level: 1 })).toHaveText(`Commande ${second}`);
  await page.keyboard.press('ArrowUp');
  await expect(drawer.getByRole('heading', { level: 1 })).toHaveText(`Commande ${first}`);

  await page.goBack();
  await expect(drawer).toBeHidden();
  await expect(page).toHaveURL(list);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Commandes');
  await expect(orders.numbers.first()).toBeFocused();

  await page.keyboard.press('Enter');
  await expect(drawer.getByRole('heading', { level: 1 })).toHaveText(`Commande ${first}`);
  await page.keyboard.press('Escape');
  await expect(drawer).toBeHidden();
  await orders.numbers.first().click();
  await expect(drawer).toBeVisible();
  await page.reload();
  await hydrated(page);
  await expect(drawer).toHaveCount(0);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Commande ${first}`);
});

test('a card of the board opens over the board', async ({ open, page }, { project }) => {
  test.skip(!over(project), 'wide screens with the client');
  await open('/orders?view=board&fold=error');
  const link = cards(lane(page, 'new')).first().locator('a.number');
  const number = (await link.textContent()) ?? '';
  await link.click();
  await expect(page.locator('.drawer').getByRole('heading', { level: 1 })).toHaveText(`Commande ${number.trim()}`);
  await page.locator('.drawer').getByRole('link', { name: 'Retour aux commandes' }).click();
  await expect(page.locator('.drawer')).toBeHidden();
  await expect(page).toHaveURL(/view=board/);
});

test.describe('forms', () => {
  test.beforeEach(({}, { project }) => {
    test.skip(!over(project), 'wide screens with the client; the same forms of the page are those of sale.spec.ts');
  });

  let made = 0;
  const drawer = (page: Page) => page.locator('.drawer');
  const row = (page: Page, number: string) => page.locator('.table > tbody > tr:not([hidden])', { has: page.locator('a.number', { hasText: number }) });
  const said = (page: Page, text: string) => expect(drawer(page).locator('.drawer__said')).toContainText(text);
  const form = (within: Locator, button: string) => within.locator('form').filter({ has: within.page().getByRole('button', { name: button, exact: true }) });

  /** New orders that nothing is paid of. */
  function make(desk: RunningDesk, count = 1, more: Partial<Imported> = {}): { name: string; numbers: string[] } {
    made += 1;
    const name = `Tiroir Essai${process.pid}x${made}`;
    const numbers = Array.from({ length: count }, (_, n) => `T${process.pid}-${made}-${n}`);
    importOrders(desk, numbers.map((number) => ({ number, name, status: 'new', total: '300.00', ...more })));
    return { name, numbers };
  }

  /** Opens the first of new orders over the list that holds nothing else. */
  async function openOne(desk: RunningDesk, orders: OrdersPage, page: Page): Promise<string> {
    const { name, numbers } = make(desk);
    await orders.open(`q=${encodeURIComponent(name)}&cols=number,status,payment,due,comments`);
    await orders.numbers.first().click();
    await expect(drawer(page)).toBeVisible();
    return numbers[0]!;
  }

  /** Counts the pages that are loaded whole from now on. */
  function loads(page: Page): () => number {
    let count = 0;
    page.on('request', (request) => void (count += request.isNavigationRequest() ? 1 : 0));
    return () => count;
  }

  async function fillPayment(page: Page, amount: string): Promise<Locator> {
    const fold = drawer(page).locator('#ledger details.fold', { has: page.locator('summary', { hasText: 'Enregistrer un paiement' }) });
    if ((await fold.getAttribute('open')) === null) await fold.locator('summary').click();
    await fold.getByLabel('Montant', { exact: true }).fill(amount);
    return fold;
  }

  /** Somebody else moves an order, on its own page. */
  async function elsewhere(page: Page, number: string, status: string): Promise<void> {
    const other = await page.context().newPage();
    await other.goto(`/orders/${number}`);
    await form(other.locator('#edit'), 'Changer le statut').locator('select').selectOption({ label: status });
    await other.getByRole('button', { name: 'Changer le statut' }).click();
    await expect(other.locator('.notice--change')).toContainText('1 commande modifiée.');
    await other.close();
    await page.bringToFront();
  }

  test('a payment, a comment and a status are written in place, and the row below follows', async ({ desk, orders, page }) => {
    const number = await openOne(desk, orders, page);
    const [address, loaded] = [page.url(), loads(page)];
    await drawer(page).getByRole('link', { name: 'Enregistrer un paiement' }).click();
    await expect(drawer(page).locator('#ledger')).toBeFocused();

    const fold = await fillPayment(page, '120');
    await fold.getByRole('button', { name: 'Continuer' }).click();
    const confirm = drawer(page).getByRole('button', { name: 'Enregistrer le paiement' });
    await expect(confirm).toBeFocused();
    await expect(drawer(page).locator('#ledger .notice--change table')).toContainText('180,00');
    await expectAccessible(page);
    await confirm.dblclick();
    await said(page, 'Paiement enregistré');
    await expect(drawer(page).locator('#ledger .entry-row', { hasText: 'Encaissé' })).toHaveCount(1);
    await expect(drawer(page).locator('#ledger')).toBeFocused();
    await expect(row(page, number).locator('.col--payment')).toContainText('Partiellement payé');
    await expect(page.locator('.orders')).toHaveAttribute('inert', '');

    const text = drawer(page).getByLabel('Nouveau commentaire');
    await text.fill('Rappeler lundi');
    await drawer(page).getByText('Épingler dans le tableau à l’envoi').click();
    await drawer(page).getByRole('button', { name: 'Commenter' }).dblclick();
    await said(page, 'Commentaire');
    await expect(drawer(page).locator('.comment__body', { hasText: 'Rappeler lundi' })).toHaveCount(1);
    await expect(text).toHaveValue('');
    await expect(row(page, number).locator('.col--comments')).toContainText('Rappeler lundi');

    const status = form(drawer(page).locator('#edit'), 'Changer le statut');
    await status.locator('select').selectOption({ label: 'En cours' });
    await status.getByRole('button').click();
    await said(page, '1 commande modifiée.');
    await expect(drawer(page).locator('#edit')).toBeFocused();
    await expect(row(page, number).locator('.col--status')).toContainText('En cours');
    await expectAccessible(page);
    await drawer(page).locator('.drawer__said').getByRole('button', { name: 'Défaire' }).click();
    await expect(row(page, number).locator('.col--status')).toContainText('Nouveau');
    await expect(drawer(page).locator('.card__head')).toContainText('Nouveau');

    await drawer(page).locator('.timeline').getByLabel('Argent', { exact: true }).check();
    await expect(drawer(page).locator('.event:visible')).toHaveCount(1);
    expect(page.url()).toBe(address);
    expect(loaded()).toBe(0);
    await page.goBack();
    await expect(drawer(page)).toBeHidden();
    await expect(orders.numbers.first()).toBeFocused();
    await expect(row(page, number).locator('.col--payment')).toContainText('Partiellement payé');
    expect(loaded()).toBe(0);
  });

  test('a refused form keeps what was typed, and a review can be left', async ({ desk, orders, page }) => {
    await openOne(desk, orders, page);
    const loaded = loads(page);
    const fold = await fillPayment(page, '-5');
    await fold.getByLabel('Référence (facultative)').fill('VIR-77');
    await fold.getByRole('button', { name: 'Continuer' }).click();
    const amount = drawer(page).locator('#ledger details[open]').getByLabel('Montant', { exact: true });
    await expect(amount).toHaveAttribute('aria-invalid', 'true');
    await expect(amount).toBeFocused();
    await expect(amount).toHaveValue('-5');
    await expect(drawer(page).locator('#ledger details[open]').getByLabel('Référence (facultative)')).toHaveValue('VIR-77');
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await expect(drawer(page)).toBeFocused();
    await amount.fill('5');
    await drawer(page).locator('#ledger details[open]').getByRole('button', { name: 'Continuer' }).click();
    await drawer(page).locator('#ledger .notice--change').getByRole('link', { name: 'Retour' }).click();
    await expect(drawer(page).locator('#ledger .notice--change')).toHaveCount(0);
    await expect(drawer(page)).toBeFocused();
    expect(loaded()).toBe(0);
  });

  test('a lost connection says so and keeps what was typed; who is signed out signs in again', async ({ desk, orders, page, problems }) => {
    await openOne(desk, orders, page);
    const text = drawer(page).getByLabel('Nouveau commentaire');
    const send = drawer(page).getByRole('button', { name: 'Commenter' });
    problems.allow(/ERR_FAILED/);
    await page.route('**/orders/comment', (route) => route.abort());
    await text.fill('Hors ligne');
    await send.click();
    await expect(drawer(page).locator('.drawer__aside')).toContainText('Le serveur n’a pas répondu.');
    await expect(text).toHaveValue('Hors ligne');
    await expect(send).not.toHaveAttribute('aria-busy', 'true');
    await expectAccessible(page);
    await page.unroute('**/orders/comment');
    await send.click();
    await expect(drawer(page).locator('.comment__body', { hasText: 'Hors ligne' })).toHaveCount(1);
    await expect(drawer(page).locator('.drawer__aside')).toBeEmpty();

    problems.allow(/status 401|401 \(Unauthorized\)/);
    await page.context().clearCookies();
    await text.fill('Trop tard');
    await send.click();
    await expect(page).toHaveURL(/\/sign-in\?next=%2Forders%2FT/);
  });

  test('what others do shows by itself, unless something is being typed', async ({ desk, orders, page }) => {
    const number = await openOne(desk, orders, page);
    await elsewhere(page, number, 'En cours');
    await expect(drawer(page).locator('.card__head')).toContainText('En cours');
    await expect(drawer(page).locator('.drawer__aside')).toBeEmpty();
    await expect(drawer(page)).toBeFocused();

    const text = drawer(page).getByLabel('Nouveau commentaire');
    await text.fill('En train d’écrire');
    await elsewhere(page, number, 'Nouveau');
    await expect(drawer(page).locator('.drawer__aside')).toContainText('modifiée par ailleurs');
    await expect(drawer(page).locator('.card__head')).toContainText('En cours');
    await expect(text).toHaveValue('En train d’écrire');
    await expectAccessible(page);

    const manager = form(drawer(page).locator('#edit'), 'Changer le responsable');
    await manager.locator('select').selectOption({ index: 1 });
    await manager.getByRole('button').click();
    const asked = drawer(page).locator('.drawer__said section');
    await expect(asked.getByRole('button').first()).toBeFocused();
    await expect(drawer(page).locator('.card__head')).toContainText('Nouveau');
    await expect(drawer(page).locator('.drawer__aside')).toBeEmpty();
    await expect(text).toHaveValue('En train d’écrire');
    await asked.getByRole('button').first().click();
    await said(page, '1 commande modifiée.');
    await expect(text).toHaveValue('En train d’écrire');

    await elsewhere(page, number, 'En cours');
    await drawer(page).locator('.drawer__aside').getByRole('link').click();
    await expect(drawer(page).locator('.card__head')).toContainText('En cours');
    await expect(drawer(page).locator('.drawer__aside')).toBeEmpty();
    await expect(text).toHaveValue('En train d’écrire');
    await expect(page).toHaveURL(new RegExp(`/orders/${number}\\?q=`));
    await page.keyboard.press('Escape');
    await expect(drawer(page)).toBeHidden();
    await orders.numbers.first().click();
    await expect(text).toHaveValue('En train d’écrire');
  });

  test('on the board a card moves below the drawer, and Back leads to it', async ({ desk, open, page }) => {
    const { name, numbers: [number] } = make(desk);
    await open(`/orders?view=board&q=${encodeURIComponent(name)}`);
    const loaded = loads(page);
    await card(page, number!).locator('a.number').click();
    const status = form(drawer(page).locator('#edit'), 'Changer le statut');
    await status.locator('select').selectOption({ label: 'En cours' });
    await status.getByRole('button').click();
    await said(page, '1 commande modifiée.');
    await expect(lane(page, 'in_progress').locator('a.number', { hasText: number! })).toHaveCount(1);
    await page.keyboard.press('Escape');
    await expect(drawer(page)).toBeHidden();
    await expect(card(page, number!).locator('a.number')).toBeFocused();
    expect(loaded()).toBe(0);
  });
});

test('elsewhere an order is a page', async ({ orders, page }, { project }) => {
  test.skip(over(project), 'opens over the list there');
  await orders.open('stage_kind=done');
  const [first] = await orders.shownNumbers();
  await orders.numbers.first().click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Commande ${first}`);
  await expect(page.locator('.drawer')).toHaveCount(0);
  await page.getByRole('link', { name: 'Retour aux commandes' }).click();
  await expect(page).toHaveURL(/stage_kind=done/);
});
