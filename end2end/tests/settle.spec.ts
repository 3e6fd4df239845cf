// What becomes of a sale: cancelled with what it leaves behind, closed by the rule of its offer, charged by a provider, planned
// and priced anew, somebody else's; and what needs somebody. By plain forms and hydrated.
import { expectAccessible } from '../fixtures/axe';
import { expect, isHydrated, isPhone } from '../fixtures/desk';
import { cancel, card, day, enter, entry, figures, make, panel, said, test, unfold } from '../pages/sale';

test('what a cancelled order leaves behind is settled, and undone it is open again', async ({ open, page }) => {
  await make(page, open, {
    name: `Reste ${Date.now()}`,
    more: async () => {
      await page.getByLabel('Accès à partir du').fill(day(-1));
      await page.locator('input[name="paid"]').check();
    },
  });
  const question = await cancel(page);
  await expect(question.getByLabel('Fermer l’accès')).toBeChecked();
  await question.getByLabel(/^Rembourser 300,00/).check();
  await question.getByLabel('Motif du remboursement').fill('Désistement');
  await question.getByRole('button', { name: 'Modifier' }).click();
  await expect(card(page).locator('.card__head .pill').first()).toHaveText('Annulé');
  expect(await figures(page)).toMatchObject({ Remboursé: '300,00 €', 'Reste à payer': '0,00 €' });
  await expect(panel(page, 'Accès')).toContainText('Tout l’accès est fermé depuis');
  await expect(page.locator('.event').first()).toContainText('Accès fermé');
  await page.locator('.event').first().getByRole('button', { name: 'Défaire' }).click();
  await expect(card(page).locator('.card__head .pill').first()).not.toHaveText('Annulé');
  await expect(panel(page, 'Accès')).not.toContainText('Tout l’accès est fermé');
  expect((await figures(page))['Remboursé']).toBe('300,00 €');
});

test('an offer closes access while a part is overdue, and opens it once it is paid', async ({ open, page }) => {
  const stamp = `${Date.now()}`;
  await open('/catalogue/offers?edit=new');
  await page.getByLabel('Libellé').fill(`Suivi ${stamp}`);
  await page.getByLabel('Prix').fill('90');
  await page.getByLabel('Si une échéance est en retard').selectOption({ label: 'L’accès est fermé jusqu’au paiement' });
  await page.getByRole('button', { name: 'Enregistrer' }).click();
  await said(page, 'Enregistré');
  await make(page, open, {
    name: `Suivi ${stamp}`,
    price: '90',
    more: async () => {
      await page.getByLabel('Offre').selectOption({ label: `Suivi ${stamp} · 90,00 €` });
      await page.getByLabel('Type de commande').selectOption('instalments');
      await page.getByLabel('Nombre d’échéances').fill('2');
      await page.getByLabel('Échéance (la première)').fill(day(5));
      await page.getByLabel('Accès à partir du').fill(day(-1));
    },
  });
  await expect(panel(page, 'Accès')).toContainText('Règle de l’offre');
  await expect(card(page).locator('.card__head')).toContainText('Accès sans paiement');
  const moved = await unfold(entry(page, 'Prévu').first(), 'Changer l’échéance');
  await moved.locator('input[type="date"]').fill(day(-2));
  await enter(page, moved, 'Changer la date');
  await expect(panel(page, 'Accès')).toContainText('l’accès revient dès qu’elle est réglée');
  await expect(page.locator('.event').first()).toContainText('Accès fermé');
  const paid = await unfold(entry(page, 'Prévu').first(), 'Marquer comme payé');
  await enter(page, paid, 'Enregistrer le paiement');
  await expect(panel(page, 'Accès')).not.toContainText('Tout l’accès est fermé');
  await expect(page.locator('.event').first()).toContainText('Accès rouvert');
});

test('what a provider charges is recorded with its reference', async ({ open, page }) => {
  await make(page, open, {
    name: `Prestataire ${Date.now()}`,
    price: '20',
    more: async () => {
      await page.getByLabel('Type de commande').selectOption('subscription');
      await page.getByLabel('Prélèvement par').selectOption({ label: 'le prestataire de paiement' });
    },
  });
  const ledger = page.locator('#ledger');
  await expect(ledger).toContainText('Prélevé par le prestataire de paiement');
  await expect(ledger.getByText('Marquer comme payé')).toHaveCount(0);
  const fold = await unfold(ledger, 'Enregistrer un paiement');
  await fold.getByRole('button', { name: 'Continuer' }).click();
  const again = page.locator('#ledger details.fold[open]');
  await expect(again).toContainText('Indiquez la référence du prestataire');
  await again.getByLabel('Référence').fill(`ch_${Date.now()}`);
  await enter(page, again, 'Enregistrer le paiement');
  await said(page, 'Paiement enregistré');
});

test('an order is given to another client', async ({ open, page }) => {
  const name = `Autre ${Date.now()}`;
  await make(page, open, { name });
  await make(page, open, { name: `Erreur ${Date.now()}` });
  const fold = await unfold(panel(page, 'Client'), 'Attribuer à un autre client');
  await fold.locator('[name="client_q"]').fill(name);
  await fold.getByRole('button', { name: 'Enregistrer' }).click();
  const again = panel(page, 'Client').locator('details.fold[open]');
  await expect(again).toContainText('Choisissez le client');
  await again.getByRole('radio').first().check();
  await again.getByRole('button', { name: 'Enregistrer' }).click();
  await said(page, 'Commande attribuée à un autre client');
  await expect(panel(page, 'Client')).toContainText(name);
  const about = await unfold(panel(page, 'En bref'), 'Modifier la source');
  await about.locator('[name="source"]').fill('salon');
  await about.getByRole('button', { name: 'Enregistrer' }).click();
  await expect(panel(page, 'En bref')).toContainText('salon');
});

test('what is owed is planned anew', async ({ open, page }) => {
  await make(page, open, { name: `Plan ${Date.now()}` });
  const fold = await unfold(page.locator('#ledger'), 'Revoir l’échéancier');
  await fold.getByLabel('Nombre d’échéances').fill('3');
  await enter(page, fold, 'Adopter cet échéancier');
  await said(page, 'Échéancier revu');
  await expect(entry(page, 'Prévu')).toHaveCount(3);
  await expect(panel(page, 'En bref')).toContainText('Paiement échelonné');
  const again = await unfold(page.locator('#ledger'), 'Revoir l’échéancier');
  await again.locator('[name="part_amount"]').first().fill('99,99');
  await again.getByRole('button', { name: 'Continuer' }).click();
  await expect(page.locator('#ledger details.fold[open]')).toContainText('La somme des échéances');
});

test('another price is shown before it is given', async ({ open, page }) => {
  await make(page, open, { name: `Prix ${Date.now()}` });
  const fold = await unfold(panel(page, 'Produits et prix'), 'Modifier les lignes et la remise');
  await fold.getByLabel('Prix unitaire').first().fill('250');
  await fold.getByRole('button', { name: 'Continuer' }).click();
  const review = page.locator('.notice--change', { has: page.locator('table') });
  await expect(review.locator('tbody tr').filter({ hasText: 'Total' })).toContainText(/300,00\s€\s*250,00\s€/);
  expect((await figures(page))['Total']).toBe('300,00 €');
  await review.getByRole('button', { name: 'Enregistrer' }).click();
  expect((await figures(page))['Total']).toBe('250,00 €');
});

test('what needs somebody is counted, and duplicates are found', async ({ open, orders, page }) => {
  const name = `Veille ${Date.now()}`;
  await make(page, open, { name, more: async () => page.getByLabel('Accès à partir du').fill(day(-1)) });
  await orders.open();
  await expect(page.locator('.views a', { hasText: 'À traiter' }).first()).toContainText(/À traiter \d+/);
  await orders.open(`unpaid_access=yes&q=${encodeURIComponent(name)}`);
  expect(await orders.count()).toBe(1);
  await expect(page.locator('.pill', { hasText: 'Accès sans paiement' }).first()).toBeAttached();
  await orders.open(`duplicate=yes&q=${encodeURIComponent(name)}`);
  await expect(page.locator('.chip', { hasText: 'Doublon possible' }).first()).toBeVisible();
});

test('the question is asked in the row, by a dialog that is accessible', async ({ open, orders, page }, { project }) => {
  test.skip(!isHydrated(project) || isPhone(project), 'needs the client, and cells');
  const number = await make(page, open, {
    name: `Ligne ${Date.now()}`,
    more: async () => {
      await page.getByLabel('Accès à partir du').fill(day(-1));
      await page.locator('input[name="paid"]').check();
    },
  });
  await orders.open(`q=${number}&cols=number,status,paid`);
  await page.locator('.cell-edit').first().click();
  await page.getByRole('option', { name: 'Annulé' }).first().click();
  const question = page.getByRole('dialog', { name: 'Que devient ce qui reste ouvert' });
  await expect(question.getByRole('button', { name: 'Retour' })).toBeFocused();
  await expectAccessible(page);
  await question.getByLabel(/^Rembourser/).check();
  await question.getByRole('button', { name: 'Changer le statut' }).click();
  await expect(page.locator('.pill', { hasText: 'Annulé' }).first()).toBeVisible();
  await orders.open(`q=${number}&cols=number,status,paid`);
  expect(await orders.totals()).toEqual({ EUR: { ordered: 30_000, received: 0, due: 0 } });
});
