// The filter: each field through its form, and what every row must then satisfy; chips that take a field away again;
// one canonical address, the same with and without the client; what is not understood is said and does not stop anybody.
import { expect, isHydrated, test } from '../fixtures/desk';
import { importOrders, type Imported } from '../fixtures/imports';
import { minor } from '../pages/orders';

/** A column's distinct texts. */
const distinct = (texts: string[]) => [...new Set(texts.map((text) => text.trim()))].sort();

for (const [field, values, query, column, texts] of [
  ['Statut', ['Terminé', 'Annulé'], 'stage=cancelled,done', 'status', ['Annulé', 'Terminé']],
  ['Paiement', ['Partiellement payé'], 'payment=partially_paid', 'payment .pill__text', ['En retard', 'Partiellement payé']],
  ['Type de commande', ['Abonnement'], 'kind=subscription', 'kind', ['Abonnement']],
] as const) {
  test(`filters by ${field}`, async ({ orders }) => {
    await orders.open();
    const group = await orders.filter(field);
    for (const value of values) await group.getByRole('checkbox', { name: value, exact: true }).check();
    await orders.applyFilter();
    expect(orders.query()).toBe(query);
    const found = distinct(await orders.column(column));
    expect(found.filter((text) => !(texts as readonly string[]).includes(text))).toEqual([]);
    expect(found).toContain(texts.at(-1));
    const again = await orders.filter(field);
    for (const value of values) await expect(again.getByRole('checkbox', { name: value, exact: true })).toBeChecked();
  });
}

test('filters by kind of status, manager, tag and product at once', async ({ orders }) => {
  await orders.open('cols=number,status,manager,tags,products');
  const tick = async (field: string, value: string) =>
    (await orders.filter(field)).getByRole('checkbox', { name: value, exact: true }).check();
  await tick('Nature du statut', 'Terminé');
  await tick('Responsable', 'Claire Fontaine');
  await tick('Étiquettes', 'Fidèle');
  await orders.applyFilter();
  expect(orders.query()).toMatch(/^cols=number,status,manager,tags,products&manager=[0-9a-f-]+&stage_kind=done&tag=fidele$/);
  expect(await orders.chipTexts()).toEqual(['Nature du statut : Terminé', 'Responsable : Claire Fontaine', 'Étiquettes : Fidèle']);
  const count = await orders.count();
  expect(count).toBeGreaterThan(0);
  for (const row of await orders.rows.allTextContents()) {
    expect(row).toContain('Claire Fontaine');
    expect(row).toContain('Fidèle');
  }
  await tick('Produits', 'Photographie : les bases');
  await orders.applyFilter();
  expect(await orders.count()).toBeLessThan(count);
});

test('what needs somebody is one link away: late, failed, overpaid, open for nothing, or standing still', async ({ orders, page }) => {
  await orders.open('archived=all');
  const all = await orders.count();
  if (orders.isPhone) {
    const menu = await orders.menu('Vues');
    await orders.follow(() => menu.getByRole('link', { name: 'À traiter' }).click());
  } else {
    await orders.follow(() => page.locator('.tabs .tab').first().click());
  }
  expect(orders.query()).toBe('attention=yes');
  const some = await orders.count();
  expect(some).toBeGreaterThan(0);
  expect(await orders.chipTexts()).toEqual(['À traiter : Oui']);
  for (const row of (await orders.rows.allTextContents()).slice(0, 20)) {
    expect(row).toMatch(/En retard|Échoué|Trop-perçu|Accès sans paiement|Sans activité/);
  }
  await orders.open('attention=no&archived=all');
  const rest = await orders.count();
  await orders.open('attention=yes&archived=all');
  expect(rest + (await orders.count())).toBe(all);
});

test('filters by orders of mine and by orders of nobody', async ({ orders }) => {
  await orders.open('cols=number,manager');
  await (await orders.filter('Responsable')).getByRole('checkbox', { name: 'Personne', exact: true }).check();
  await orders.applyFilter();
  expect(orders.query()).toBe('cols=number,manager&manager=none');
  expect(distinct(await orders.column('text'))).toEqual(['']);
  const nobody = await orders.filter('Responsable');
  await nobody.getByRole('checkbox', { name: 'Personne', exact: true }).uncheck();
  await nobody.getByRole('checkbox', { name: 'Moi', exact: true }).check();
  await orders.applyFilter();
  expect(orders.query()).toBe('cols=number,manager&manager=me');
  if ((await orders.count()) > 0) expect(distinct(await orders.column('text'))).toEqual(['Camille Laurent']);
});

test('a box excludes what is ticked', async ({ orders }) => {
  await orders.open();
  const all = await orders.count();
  await orders.open('kind=standard');
  const standard = await orders.count();
  await orders.open();
  const group = await orders.filter('Type de commande');
  await group.getByRole('checkbox', { name: 'Standard', exact: true }).check();
  await group.locator('.check--not input').check();
  await orders.applyFilter();
  expect(orders.query()).toBe('kind=!standard');
  expect(await orders.count()).toBe(all - standard);
  expect(await orders.chipTexts()).toEqual(['Type de commande : sauf Standard']);
  expect(distinct(await orders.column('kind'))).not.toContain('Standard');
});

test('a range of days holds its last day to its last minute', async ({ orders, desk }) => {
  // The desk's day is that of Paris: 22:30 UTC is half past midnight of the next day in summer.
  const edge = (number: string, date: string): Imported => ({ number, date, name: 'Jour Limite' });
  importOrders(desk, [
    edge('JL-1', '2026-06-09T21:59:00Z'),
    edge('JL-2', '2026-06-09T22:30:00Z'),
    edge('JL-3', '2026-06-10T21:59:30Z'),
    edge('JL-4', '2026-06-10T22:00:30Z'),
  ]);
  await orders.open('q=JL-');
  await expect(orders.rows).toHaveCount(4);
  const group = await orders.filter('Date de création');
  await group.getByLabel('Du', { exact: true }).fill('2026-06-10');
  await group.getByLabel('Au', { exact: true }).fill('2026-06-10');
  await orders.applyFilter();
  expect(orders.query()).toBe('created=2026-06-10&q=JL-');
  expect((await orders.shownNumbers()).sort()).toEqual(['JL-2', 'JL-3']);
  expect(await orders.chipTexts()).toContain('Date de création : 10 juin 2026');
});

test('a preset and a range of payment days', async ({ orders }) => {
  await orders.open();
  await (await orders.filter('Date de création')).getByRole('combobox').selectOption('30 derniers jours');
  await orders.applyFilter();
  expect(orders.query()).toBe('created=30d');
  const since = Date.now() - 30 * 24 * 3_600_000;
  for (const at of await orders.rows.locator('.col--created time').all()) {
    expect(Date.parse((await at.getAttribute('datetime')) ?? '')).toBeGreaterThan(since);
  }
  await orders.open('cols=number,paid_at');
  const paid = await orders.filter('Date de paiement');
  await paid.getByLabel('Du', { exact: true }).fill('2026-02-01');
  await paid.getByLabel('Au', { exact: true }).fill('2026-02-28');
  await orders.applyFilter();
  expect(orders.query()).toBe('cols=number,paid_at&paid=2026-02-01..2026-02-28');
  const days = await orders.column('date');
  expect(days.length).toBeGreaterThan(0);
  for (const day of days) expect(day).toContain('févr.');
});

test('a range of totals in one currency, typed as people write it', async ({ orders }) => {
  await orders.open('cols=number,total');
  const group = await orders.filter('Total');
  await group.getByRole('combobox').selectOption('EUR');
  await group.getByLabel('Minimum').fill('89,00');
  await group.getByLabel('Maximum').fill('149,50');
  await orders.applyFilter();
  expect(orders.query()).toBe('cols=number,total&total=EUR:89..149.5');
  const totals = await orders.column('amount');
  expect(totals.length).toBeGreaterThan(0);
  for (const total of totals) {
    expect(total).toContain('€');
    expect(minor(total)).toBeGreaterThanOrEqual(8900);
    expect(minor(total)).toBeLessThanOrEqual(14_950);
  }
  await expect((await orders.filter('Total')).getByLabel('Maximum')).toHaveValue('149,50');
});

test('an amount that says nothing is named, and the rest of the form holds', async ({ orders, page }) => {
  await orders.open();
  const group = await orders.filter('Total');
  await group.getByRole('combobox').selectOption('EUR');
  await group.getByLabel('Minimum').fill('cher');
  await (await orders.filter('Type de commande')).getByRole('checkbox', { name: 'Abonnement' }).check();
  const panel = await orders.menu('Filtrer');
  await panel.getByRole('button', { name: 'Appliquer' }).click();
  await expect(page.getByRole('alert')).toContainText('cher');
  await expect(orders.chips).toHaveText(['Type de commande : Abonnement']);
  expect(distinct(await orders.column('kind'))).toEqual(['Abonnement']);
});

test('archived orders are out unless asked for', async ({ orders }) => {
  await orders.open();
  const all = await orders.count();
  await (await orders.filter('Commandes archivées')).getByRole('combobox').selectOption('Archivées comprises');
  await orders.applyFilter();
  expect(orders.query()).toBe('archived=all');
  expect(await orders.count()).toBeGreaterThanOrEqual(all);
});

test('chips take one field away, by keyboard too, and one link takes all', async ({ orders, page }) => {
  await orders.open('kind=standard&payment=paid&created=year&cols=number,client');
  expect(await orders.chipTexts()).toEqual(['Type de commande : Standard', 'Paiement : Payé', 'Date de création : Cette année']);
  await orders.follow(() => page.getByRole('link', { name: 'Retirer le filtre « Paiement : Payé »' }).click());
  expect(orders.query()).toBe('cols=number,client&created=year&kind=standard');
  await orders.follow(async () => {
    await page.getByRole('link', { name: /Retirer le filtre « Date de création/ }).focus();
    await page.keyboard.press('Enter');
  });
  expect(orders.query()).toBe('cols=number,client&kind=standard');
  await orders.open('kind=standard&payment=paid&cols=number,client');
  await orders.follow(() => page.getByRole('list', { name: 'Filtres' }).getByRole('link', { name: 'Effacer les filtres' }).click());
  expect(orders.query()).toBe('cols=number,client');
  await expect(orders.chips).toHaveCount(0);
});

test('the form keeps what it has no field for, and leaves the page of the list', async ({ orders, page }, { project }) => {
  await orders.open('sort=client&q=a&kind=standard&cols=number,client,total');
  const next = page.getByRole('link', { name: 'Page suivante' });
  if ((await next.count()) > 0) await orders.follow(() => next.click());
  await (await orders.filter('Paiement')).getByRole('checkbox', { name: 'Payé', exact: true }).check();
  await orders.applyFilter();
  expect(orders.query()).toBe('cols=number,client,total&kind=standard&payment=paid&q=a&sort=client');
  if (isHydrated(project)) await expect(page.locator('details.menu[open]')).toHaveCount(0);
});
