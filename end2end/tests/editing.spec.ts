// Orders changed from the table and from their own page: status, manager and tags, one and many, and taken back. By
// mouse, by keyboard alone, and without the client by plain forms. Each test leaves the desk as it found it.
import type { Locator, Page } from '@playwright/test';
import { blockWasm, expectAccessible } from '../fixtures/axe';
import { expect, isHydrated, isPhone, silent, test } from '../fixtures/desk';
import { enter, invite } from '../fixtures/people';
import { plain } from '../pages/orders';

const COLUMNS = 'cols=number,status,manager,tags,client';

/** The control of a cell of the n-th row. */
function cell(page: Page, row: number, column: string): Locator {
  return page.locator('tbody tr:visible').nth(row).locator(`.col--${column === 'status' ? 'status' : 'text'} a[id^="edit-${column}-"]`);
}

function toast(page: Page, text: RegExp): Locator {
  return page.locator('.toast').filter({ hasText: text });
}

const said = async (locator: Locator) => plain((await locator.textContent()) ?? '');

test.describe('on the page of an order, by forms', () => {
  test('status, manager and tags are changed, told in the timeline, and taken back', async ({ page, orders }) => {
    await orders.open('stage_kind=new');
    await orders.numbers.first().click();
    const card = page.locator('.card');
    await expect(card.getByRole('heading', { level: 1 })).toHaveText(/^Commande /);
    const pill = card.locator('.card__head .pill').first();
    await expect(pill).toHaveText('Nouveau');

    const form = (button: string) => page.locator('form.edit__form').filter({ has: page.getByRole('button', { name: button }) });
    await form('Changer le statut').locator('select').selectOption({ label: 'En cours' });
    await form('Changer le statut').getByRole('button').click();
    await expect(page.locator('.notice--change')).toContainText('1 commande modifiée.');
    await expect(pill).toHaveText('En cours');
    await expect(card.locator('.event').first()).toContainText('de « Nouveau » à « En cours »');

    await form('Changer les étiquettes').getByLabel('Nouvelle étiquette').fill('à rappeler demain');
    await form('Changer les étiquettes').getByRole('button').click();
    await expect(card.locator('.facts .tag', { hasText: 'à rappeler demain' })).toBeVisible();
    await page.locator('.notice--change').getByRole('button', { name: 'Défaire' }).click();
    await expect(card.locator('.facts .tag', { hasText: 'à rappeler demain' })).toHaveCount(0);

    await form('Changer le statut').locator('select').selectOption({ label: 'Nouveau' });
    await form('Changer le statut').getByRole('button').click();
    await expect(pill).toHaveText('Nouveau');
    // The last change can be taken back from the timeline too; and once more, so that it is as it was.
    await card.locator('.event').first().getByRole('button', { name: 'Défaire' }).click();
    await expect(pill).toHaveText('En cours');
    await page.locator('.notice--change').getByRole('button', { name: 'Défaire' }).click();
    await expect(pill).toHaveText('Nouveau');
  });

  test('an order is put away and taken out again', async ({ page, orders }) => {
    await orders.open('stage_kind=done');
    await orders.numbers.first().click();
    await page.getByRole('button', { name: 'Archiver' }).click();
    await expect(page.locator('.card__head')).toContainText('Archivée');
    await page.getByRole('button', { name: 'Sortir des archives' }).click();
    await expect(page.locator('.card__head')).not.toContainText('Archivée');
  });
});

test.describe('without the client', () => {
  test.beforeEach(({}, { project }) => test.skip(isHydrated(project), 'the client has a bar for this'));

  test('ticked orders are changed by one form and taken back', async ({ page, orders }) => {
    await orders.open(COLUMNS);
    const boxes = page.locator('tbody input[name="order"]');
    await boxes.nth(0).check();
    await boxes.nth(2).check();
    await page.locator('#bulk select').selectOption('manager:none');
    await page.locator('#bulk').getByLabel('Nouvelle étiquette').fill('');
    await page.getByRole('button', { name: 'Appliquer à la sélection' }).click();
    const notice = page.locator('.notice--change');
    await expect(notice).toContainText(/modifiée|déjà/);
    const undo = notice.getByRole('button', { name: 'Défaire' });
    if (await undo.isVisible()) {
      await undo.click();
      await expect(page.locator('.notice--change')).toContainText(/modifiée/);
    }
  });

  test('all of a filter are looked over first, on every page', async ({ page, orders }) => {
    await orders.open('payment=paid');
    const count = await orders.count();
    expect(count).toBeGreaterThan(50);
    await page.locator('#bulk').getByLabel(/toutes pages comprises/).check();
    await page.locator('#bulk').getByLabel('Nouvelle étiquette').fill('essai sans client');
    await page.getByRole('button', { name: 'Appliquer à la sélection' }).click();
    const notice = page.locator('.notice--change');
    expect(plain(await notice.getByRole('heading').innerText()).replace(/\D/g, '')).toBe(String(count));
    await notice.getByRole('button', { name: 'Modifier' }).click();
    expect((await said(page.locator('.notice--change p').first())).replace(/\D/g, '')).toBe(String(count));
    await page.locator('.notice--change').getByRole('button', { name: 'Défaire' }).click();
    expect((await said(page.locator('.notice--change p').first())).replace(/\D/g, '')).toBe(String(count));
  });

  test('a form that says nothing says so', async ({ page, orders }) => {
    await orders.open();
    await page.getByRole('button', { name: 'Appliquer à la sélection' }).click();
    await expect(page.getByRole('alert')).toHaveText('Sélectionnez au moins une commande.');
  });
});

test.describe('in the row', () => {
  test.beforeEach(({}, { project }) => {
    test.skip(!isHydrated(project) || isPhone(project), 'a phone shows the status only; without the client it is a link');
  });

  test('a status is chosen with the mouse and taken back from the toast', async ({ page, orders }) => {
    await orders.open(`stage_kind=new&${COLUMNS}`);
    const status = cell(page, 0, 'status');
    const id = await status.getAttribute('id');
    await status.click();
    const list = page.getByRole('listbox');
    await expect(list.getByRole('option', { selected: true })).toHaveText('Nouveau');
    await list.getByRole('option', { name: 'En cours' }).click();
    await expect(list).toHaveCount(0);
    // It no longer fits the filter, and stays where it was.
    await expect(page.locator(`#${id}`)).toContainText('En cours');
    await expect(page.locator(`#${id}`)).toBeFocused();
    await toast(page, /statut «\sEn cours\s»/).getByRole('button', { name: 'Défaire' }).click();
    await expect(page.locator(`#${id}`)).toContainText('Nouveau');
    await expect(toast(page, /Modification défaite/)).toBeVisible();
  });

  test('a manager is chosen by keyboard alone and taken back with Ctrl+Z', async ({ page, orders }) => {
    await orders.open(COLUMNS);
    const manager = cell(page, 1, 'manager');
    const id = await manager.getAttribute('id');
    const before = await said(manager);
    await manager.focus();
    await page.keyboard.press('Enter');
    const field = page.getByRole('combobox', { name: /Changer le responsable/ }).or(page.getByRole('listbox'));
    await expect(field.first()).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(page.locator(`#${id}`)).toBeFocused();
    await page.keyboard.press('Space');
    await page.keyboard.press(before.startsWith('Ajouter') ? 'End' : 'Home');
    await page.keyboard.press('Enter');
    await expect(page.locator(`#${id}`)).not.toHaveText(before);
    await expect(page.locator(`#${id}`)).toBeFocused();
    await expect(page.locator('.toast')).toHaveCount(1);
    await page.keyboard.press('Control+z');
    await expect.poll(() => said(page.locator(`#${id}`))).toBe(before);
    await expect(page.locator(`#${id}`)).toBeFocused();
  });

  test('a tag is made by typing its name; Ctrl+Z while typing undoes nothing', async ({ page, orders }) => {
    await orders.open(COLUMNS);
    const tags = cell(page, 2, 'tags');
    const id = await tags.getAttribute('id');
    const before = await said(tags);
    await tags.click();
    await page.getByRole('combobox', { name: /étiquettes/ }).fill('Etiquette du test');
    await page.keyboard.press('Enter');
    await expect(page.locator(`#${id} .tag`, { hasText: 'Etiquette du test' })).toBeVisible();
    await expect(toast(page, /ajouter l’étiquette/)).toBeVisible();
    await orders.search.click();
    await page.keyboard.press('Control+z');
    await expect(page.locator(`#${id} .tag`, { hasText: 'Etiquette du test' })).toBeVisible();
    await page.locator(`#${id}`).focus();
    await page.keyboard.press('Control+z');
    await expect.poll(() => said(page.locator(`#${id}`))).toBe(before);
  });

  test('what somebody else has changed is told and shown as it is', async ({ page, orders, context, desk, problems }) => {
    await silent(page, problems);
    await orders.open(`stage_kind=new&${COLUMNS}`);
    const number = await orders.numbers.first().textContent();
    const other = await context.newPage();
    await other.goto(`${desk.address}/orders/${encodeURIComponent(number ?? '')}`);
    await other.getByLabel('Nouvelle étiquette').fill('entre-temps');
    await other.getByRole('button', { name: 'Changer les étiquettes' }).click();
    await expect(other.locator('.notice--change')).toContainText('1 commande modifiée.');
    await page.bringToFront();
    await cell(page, 0, 'status').click();
    await page.getByRole('option', { name: 'En attente de paiement' }).click();
    const dialog = page.getByRole('dialog', { name: /a modifié cette commande entre-temps$/ });
    await expect(dialog).toContainText('Étiquettes ajoutées : entre-temps');
    await expect(cell(page, 0, 'status')).toContainText('Nouveau');
    await expect(cell(page, 0, 'tags')).toContainText('entre-temps');
    await expectAccessible(page);
    // What was wanted is not lost: it can be done to the order as it is now.
    await dialog.getByRole('button', { name: 'Garder la mienne' }).click();
    await expect(cell(page, 0, 'status')).toContainText('En attente de paiement');
    await toast(page, /statut «\sEn attente de paiement\s»/).getByRole('button', { name: 'Défaire' }).click();
    await expect(cell(page, 0, 'status')).toContainText('Nouveau');
    await other.locator('.notice--change').getByRole('button', { name: 'Défaire' }).click();
    // A page that is left for another one does not close.
    await expect(other.locator('.facts .tag', { hasText: 'entre-temps' })).toHaveCount(0);
    await other.close();
  });

  test('what the server cannot do now is taken back, told, and done when tried again', async ({ page, orders, problems }) => {
    problems.allow(/status of 503/, /status 503: POST/);
    await orders.open(`stage_kind=new&${COLUMNS}`);
    await page.route('**/orders/change', (route) => route.fulfill({ status: 503, contentType: 'application/json', body: '"Unavailable"' }));
    await cell(page, 0, 'status').click();
    await page.getByRole('option', { name: 'En cours' }).click();
    const again = page.locator('.toast').getByRole('button', { name: 'Réessayer' });
    await expect(again).toBeVisible();
    await expect(cell(page, 0, 'status')).toContainText('Nouveau');
    await page.unroute('**/orders/change');
    await again.click();
    await expect(cell(page, 0, 'status')).toContainText('En cours');
    await expect(page.locator('tbody tr[data-stays]')).toHaveCount(1);
    await toast(page, /statut «\sEn cours\s»/).getByRole('button', { name: 'Défaire' }).click();
    await expect(cell(page, 0, 'status')).toContainText('Nouveau');
    await expect(page.locator('tbody tr[data-stays]')).toHaveCount(0);
  });

  test('who leaves while a change is on its way is asked, stays, and it arrives', async ({ page, orders }) => {
    await orders.open(`stage_kind=new&${COLUMNS}`);
    const number = said(orders.numbers.first());
    let asked = 0;
    page.on('dialog', (dialog) => (asked += Number(dialog.type() === 'beforeunload')));
    await page.route('**/orders/change', async (route) => {
      await page.waitForTimeout(1_000);
      await route.continue();
    });
    await cell(page, 0, 'status').click();
    await page.getByRole('option', { name: 'En cours' }).click();
    await expect(cell(page, 0, 'status')).toContainText('En cours');
    await orders.open(`q=${await number}&${COLUMNS}`);
    expect(asked).toBeGreaterThan(0);
    await expect(cell(page, 0, 'status')).toContainText('En cours');
    await page.unroute('**/orders/change');
    await cell(page, 0, 'status').click();
    await page.getByRole('option', { name: 'Nouveau' }).click();
    await expect(toast(page, /statut «\sNouveau\s»/)).toBeVisible();
  });

  test('a row is finished while money is due only after a word about it', async ({ page, orders }) => {
    await orders.open(`stage_kind=new&payment=unpaid&${COLUMNS}`);
    const number = (await orders.numbers.first().textContent()) ?? '';
    await cell(page, 0, 'status').click();
    await page.getByRole('option', { name: 'Terminé', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Terminer alors qu’il reste à payer ?' });
    await expect(dialog).toContainText(number);
    await dialog.getByRole('button', { name: 'Retour' }).click();
    await expect(cell(page, 0, 'status')).toContainText('Nouveau');
    await expect(cell(page, 0, 'status')).toBeFocused();
    await cell(page, 0, 'status').click();
    await page.getByRole('option', { name: 'Terminé', exact: true }).click();
    await dialog.getByRole('button', { name: 'Terminer quand même' }).click();
    await expect(cell(page, 0, 'status')).toContainText('Terminé');
    await toast(page, /statut «\sTerminé\s»/).getByRole('button', { name: 'Défaire' }).click();
    await expect(cell(page, 0, 'status')).toContainText('Nouveau');
  });

  test('the status of the row that is walked to is changed by E', async ({ page, orders }) => {
    await orders.open(COLUMNS);
    await page.keyboard.press('j');
    await expect(orders.numbers.first()).toBeFocused();
    await page.keyboard.press('e');
    await expect(page.getByRole('listbox')).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('listbox')).toHaveCount(0);
    await expect(cell(page, 0, 'status')).toBeFocused();
  });
});

test.describe('many at once', () => {
  test.beforeEach(({}, { project }) => {
    test.skip(!isHydrated(project) || isPhone(project), 'the form is for those without the client');
  });

  const bar = (page: Page) => page.getByRole('region', { name: 'Commandes sélectionnées' });

  test('a range chosen with Shift is changed and taken back', async ({ page, orders }) => {
    await orders.open(COLUMNS);
    const boxes = page.locator('tbody tr:visible input[name="order"]');
    await boxes.nth(0).click();
    await boxes.nth(4).click({ modifiers: ['Shift'] });
    await expect(bar(page)).toContainText(/5\scommandes sélectionnées/);
    await bar(page).getByRole('button', { name: 'Étiquettes' }).click();
    await page.getByRole('combobox', { name: /étiquettes/ }).fill('lot de cinq');
    await page.keyboard.press('Enter');
    await expect(toast(page, /5\s?commandes modifiées/)).toBeVisible();
    for (const row of [0, 4]) await expect(cell(page, row, 'tags')).toContainText('lot de cinq');
    await expect(cell(page, 5, 'tags')).not.toContainText('lot de cinq');
    await page.keyboard.press('Control+z');
    await expect(cell(page, 0, 'tags')).not.toContainText('lot de cinq');
    // The versions that are chosen have followed: the same can be done once more.
    await bar(page).getByRole('button', { name: 'Étiquettes' }).click();
    await page.getByRole('combobox', { name: /étiquettes/ }).fill('lot de cinq');
    await page.keyboard.press('Enter');
    await expect(toast(page, /5\s?commandes modifiées/)).toBeVisible();
    await page.keyboard.press('Control+z');
    await expect(toast(page, /Modification défaite/).first()).toBeVisible();
  });

  test('all of a filter are looked over, changed and taken back', async ({ page, orders }) => {
    await orders.open(`payment=partially_paid&${COLUMNS}`);
    const count = await orders.count();
    expect(count).toBeGreaterThan(20);
    await page.locator('tbody tr:visible input[name="order"]').first().click();
    await page.getByRole('button', { name: /de ce filtre|pour ce filtre/ }).first().click();
    await bar(page).getByRole('button', { name: 'Archiver' }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByRole('button', { name: 'Retour' })).toBeFocused();
    expect((await said(dialog.getByRole('heading'))).replace(/\D/g, '')).toBe(String(count));
    await dialog.getByRole('button', { name: 'Modifier' }).click();
    await expect(page.locator('.message')).toBeVisible();
    expect((await said(page.locator('.toast__text').last())).replace(/\D/g, '')).toBe(String(count));
    await page.locator('.toast').last().getByRole('button', { name: 'Défaire' }).click();
    await expect(orders.rows.first()).toBeVisible();
    await expect.poll(() => orders.count()).toBe(count);
  });

  test('what takes long tells how far it has come, and says before what is due', async ({ page, orders }) => {
    await orders.open(`funnel=standard&payment=partially_paid&stage_kind=!done&${COLUMNS}`);
    const count = await orders.count();
    expect(count).toBeGreaterThan(20);
    // The first answer says that it goes on, as that of a hundred thousand orders does.
    let asked = 0;
    await page.route('**/api/orders/change', async (route) => {
      const answer = await route.fetch();
      asked += 1;
      await (asked === 1 ? route.fulfill({ response: answer, json: { ...(await answer.json()), done: false } }) : route.fulfill({ response: answer }));
    });
    await page.locator('tbody tr:visible input[name="order"]').first().click();
    await page.getByRole('button', { name: /de ce filtre|pour ce filtre/ }).first().click();
    await bar(page).getByRole('button', { name: 'Statut' }).click();
    await page.getByRole('option', { name: 'Terminé', exact: true }).first().click();
    const dialog = page.getByRole('dialog');
    await expect(dialog).toContainText(/Il reste à payer sur ces commandes\s: .*\d/);
    await dialog.getByRole('button', { name: 'Modifier' }).click();
    await expect(toast(page, new RegExp(`En cours.*${count}.*commandes…`))).toBeVisible();
    await expect(toast(page, /En cours/)).toHaveCount(0);
    await expect(toast(page, /commandes modifiées/)).toContainText(String(count));
    expect(asked).toBe(2);
    await toast(page, /commandes modifiées/).getByRole('button', { name: 'Défaire' }).click();
    await expect.poll(() => orders.count()).toBe(count);
  });
});

test('who may only read sees nothing that changes', async ({ page, desk, browser, viewport }) => {
  const context = await browser.newContext({ viewport, locale: 'fr-FR', baseURL: desk.address });
  const reader = await context.newPage();
  await enter(reader, invite(desk, 'viewer'));
  await reader.goto(`/orders?${COLUMNS}`);
  await expect(reader.locator('tbody tr').first()).toBeVisible();
  await expect(reader.locator('.cell-edit, #bulk, #bulk-stage')).toHaveCount(0);
  await reader.locator('a.number').first().click();
  await expect(reader.locator('.card')).toBeVisible();
  await expect(reader.locator('#edit')).toHaveCount(0);
  await context.close();
  await page.close();
});

test.describe('accessibility', () => {
  test.use({ contextOptions: { reducedMotion: 'reduce' } });
  test.beforeEach(({}, { project }) => test.skip(!isHydrated(project), 'axe never ends without JavaScript'));

  test('the lists, the bar, the toast and the review are accessible', async ({ page, orders }, { project }) => {
    await orders.open(`payment=partially_paid&${COLUMNS}`);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await cell(page, 0, 'status').click();
      await expectAccessible(page);
      await page.keyboard.press('Escape');
    }
    if (isPhone(project)) return;
    await cell(page, 0, 'tags').click();
    await expectAccessible(page);
    await page.getByRole('combobox', { name: /étiquettes/ }).fill('axe');
    await page.keyboard.press('Enter');
    await expect(page.locator('.toast')).toBeVisible();
    await expectAccessible(page);
    await page.keyboard.press('Control+z');
    await page.locator('tbody tr:visible input[name="order"]').first().click();
    await expectAccessible(page);
    await page.getByRole('button', { name: /de ce filtre|pour ce filtre/ }).first().click();
    await page.getByRole('button', { name: 'Archiver' }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('dialog').getByRole('button', { name: 'Retour' }).click();
  });

  test('the form of those without the client is accessible', async ({ page, problems }) => {
    await blockWasm(page, problems);
    await page.goto('/orders?payment=overpaid,failed');
    await expect(page.locator('#bulk')).toBeVisible();
    await expectAccessible(page);
  });
});
