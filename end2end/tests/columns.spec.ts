// The columns: which are shown, and in which order; by a plain form everywhere, once the client is alive also by buttons,
// by Alt with the arrows, and by dragging a row with a mouse or a finger. The address says it.
import { expect, isHydrated, isPhone, test } from '../fixtures/desk';
import { dragTo, Finger, pointOf } from '../fixtures/hand';
import { plain } from '../pages/orders';

test.afterEach(async ({ orders }) => {
  await orders.resetColumns();
});

test('columns are shown, hidden and put in order by a form', async ({ orders, page }) => {
  await orders.open('kind=standard');
  const form = await orders.menu('Colonnes');
  await form.getByRole('checkbox', { name: 'Commentaires' }).uncheck();
  await form.getByRole('checkbox', { name: 'Type de commande' }).uncheck();
  await form.getByRole('checkbox', { name: 'Responsable' }).check();
  await form.getByRole('spinbutton', { name: /Responsable/ }).fill('1');
  await form.getByRole('spinbutton', { name: /Date de création/ }).fill('9');
  await orders.follow(() => form.getByRole('button', { name: 'Appliquer' }).click());
  expect(orders.query()).toBe('cols=manager,number,status,payment,client,products,payment_details,created&kind=standard');
  expect(await orders.heads()).toEqual([
    'Responsable',
    'N° de commande',
    'Statut',
    'Paiement',
    'Données client',
    'Produits',
    'Informations de paiement',
    'Date de création',
  ]);
  const cells = await orders.rows.first().locator('th, td').evaluateAll((all) => all.map((cell) => cell.className));
  expect(cells).toEqual(
    ['select', 'text', 'number', 'status', 'payment', 'client', 'products', 'details', 'created'].map((name) => `col--${name}`),
  );
  await page.reload();
  expect(await orders.heads()).toHaveLength(8);
});

test('the number is always there', async ({ orders }) => {
  await orders.open();
  const form = await orders.menu('Colonnes');
  await expect(form.getByRole('checkbox', { name: 'N° de commande' })).toBeDisabled();
  await expect(form.getByRole('checkbox', { name: 'N° de commande' })).toBeChecked();
  await orders.open('cols=client');
  expect(await orders.heads()).toEqual(['N° de commande', 'Données client']);
});

test('one button brings the default columns back', async ({ orders }) => {
  await orders.open('kind=standard&cols=number,total');
  expect(await orders.heads()).toEqual(['N° de commande', 'Total']);
  const form = await orders.menu('Colonnes');
  await orders.follow(() => form.getByRole('button', { name: 'Colonnes par défaut' }).click());
  expect(orders.query()).toBe('kind=standard');
  expect(await orders.heads()).toHaveLength(9);
});

test('buttons and Alt with the arrows move a column', async ({ orders, page }, { project }) => {
  await orders.open();
  const form = await orders.menu('Colonnes');
  const up = form.getByRole('button', { name: 'Monter « Statut »' });
  if (!isHydrated(project)) {
    await expect(up, 'without the client there is nothing to press').toBeHidden();
    return;
  }
  const names = async () => (await form.locator('.place__name').allTextContents()).map(plain);
  await up.click();
  expect((await names()).slice(0, 4)).toEqual(['Date de création', 'Type de commande', 'Statut', 'N° de commande']);
  await form.getByRole('button', { name: 'Descendre « Date de création »' }).click();
  expect((await names()).slice(0, 3)).toEqual(['Type de commande', 'Date de création', 'Statut']);

  await form.getByRole('checkbox', { name: 'Paiement', exact: true }).focus();
  await page.keyboard.press('Alt+ArrowUp');
  await page.keyboard.press('Alt+ArrowUp');
  await expect(form.getByRole('checkbox', { name: 'Paiement', exact: true }), 'the focus goes along').toBeFocused();
  expect((await names()).slice(0, 5)).toEqual(['Type de commande', 'Date de création', 'Paiement', 'Statut', 'N° de commande']);
  await expect(form.getByRole('spinbutton', { name: /Paiement$/ }).first()).toHaveValue('3');
  await page.keyboard.press('Alt+Shift+ArrowUp');
  expect((await names())[0]).toBe('Paiement');
  await page.keyboard.press('Alt+ArrowDown');
  await page.keyboard.press('Alt+ArrowDown');

  await orders.follow(() => form.getByRole('button', { name: 'Appliquer' }).click());
  expect(orders.query()).toBe('cols=kind,created,payment,status,number,client,products,payment_details,comments');
  expect((await orders.heads()).slice(0, 5)).toEqual([
    'Type de commande',
    'Date de création',
    'Paiement',
    'Statut',
    'N° de commande',
  ]);
});

test('buttons put a column first and last', async ({ orders }, { project }) => {
  test.skip(!isHydrated(project) || isPhone(project), 'only where there is room for them');
  await orders.open();
  const form = await orders.menu('Colonnes');
  const names = async () => (await form.locator('.place__name').allTextContents()).map(plain);
  await form.getByRole('button', { name: 'Placer « Commentaires » en premier' }).click();
  expect((await names())[0]).toBe('Commentaires');
  await form.getByRole('button', { name: 'Placer « Commentaires » en dernier' }).click();
  expect((await names()).at(-1)).toBe('Commentaires');
});

test('a row is dragged to another place', async ({ orders, page }, { project }) => {
  test.skip(!isHydrated(project), 'only with the client');
  await orders.open();
  const form = await orders.menu('Colonnes');
  const row = (code: string) => form.locator(`li[data-drag-item=${code}]`);
  const [from, to] = [await pointOf(row('payment').locator('.place__name'), 12), await pointOf(row('created'), 40, 4)];
  const names = async () => (await form.locator('.place__name').allTextContents()).map(plain);
  if (isPhone(project)) {
    const finger = await Finger.on(page);
    await finger.drag(from, to);
    await expect(page.locator('.drag-mark')).toBeVisible();
    await finger.up();
  } else {
    await dragTo(page, from, to);
    await expect(page.locator('.drag-mark')).toBeVisible();
    await page.mouse.up();
  }
  await expect.poll(async () => (await names())[0]).toBe('Paiement');
  await expect(form.getByRole('checkbox', { name: 'Paiement', exact: true }), 'no click ticks the box').toBeChecked();
  await orders.follow(() => form.getByRole('button', { name: 'Appliquer' }).click());
  expect((await orders.heads())[0]).toBe('Paiement');
});

test('Escape gives the drag of a row up, and leaves the form open', async ({ orders, page }, { project }) => {
  test.skip(!isHydrated(project) || isPhone(project), 'only with the client and a keyboard');
  await orders.open();
  const form = await orders.menu('Colonnes');
  const row = (code: string) => form.locator(`li[data-drag-item=${code}]`);
  await dragTo(page, await pointOf(row('payment').locator('.place__name'), 12), await pointOf(row('created'), 40, 4));
  await expect(page.locator('.drag-mark')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.locator('.drag-mark')).toHaveCount(0);
  await page.mouse.up();
  await expect(form).toBeVisible();
  expect(plain((await form.locator('.place__name').first().textContent()) ?? '')).toBe('Date de création');
});
