// What somebody got wrong when an order was made, put right on its card: a client who is new, another offer, a promo code, and
// how it is paid. Hydrated and by plain forms.
import { expect } from '../fixtures/desk';
import { card, day, enter, figures, make, panel, said, test, unfold } from '../pages/sale';

test('a client is made on the card, and offered where one of the same address is known', async ({ open, page }) => {
  const stamp = `${Date.now()}`;
  const number = await make(page, open, { name: `Premier${stamp}` });
  const form = async () => unfold(panel(page, 'Client'), 'Attribuer à un autre client');
  let fold = await form();
  await fold.locator('[name="client_q"]').fill(`Personne${stamp}`);
  await fold.getByRole('button', { name: 'Enregistrer' }).click();
  fold = await form();
  await expect(fold).toContainText('Aucun client ne correspond');
  await expect(fold.locator('[name="client_q"]')).toHaveValue(`Personne${stamp}`);
  await fold.getByLabel('Prénom').fill('Ганна');
  await fold.getByLabel('Nom', { exact: true }).fill(`Neuve${stamp}`);
  await fold.getByLabel('E-mail', { exact: true }).fill(`neuve${stamp}@example.org`);
  await fold.getByRole('button', { name: 'Enregistrer' }).click();
  await said(page, 'Commande attribuée à un autre client');
  await expect(panel(page, 'Client').locator('.facts')).toContainText(`Ганна Neuve${stamp}`);
  await expect(page.locator('.event').first()).toContainText(`Neuve${stamp}`);
  // Somebody else with the same address: who is known is offered first, and nothing typed is lost.
  await make(page, open, { name: `Second${stamp}` });
  fold = await form();
  await fold.locator('summary', { hasText: 'Nouveau client' }).click();
  await fold.getByLabel('Prénom').fill('Anna');
  await fold.getByLabel('E-mail', { exact: true }).fill(`NEUVE${stamp}@example.org`);
  await fold.getByRole('button', { name: 'Enregistrer' }).click();
  fold = await form();
  await expect(fold.getByRole('radio')).toHaveCount(2);
  await expect(fold.getByLabel('Prénom')).toHaveValue('Anna');
  await fold.getByRole('radio', { name: new RegExp(`Neuve${stamp}`) }).check();
  await fold.getByRole('button', { name: 'Enregistrer' }).click();
  await said(page, 'Commande attribuée à un autre client');
  await panel(page, 'Client').getByRole('link', { name: new RegExp(`Neuve${stamp}`) }).first().click();
  await expect(page.getByRole('main')).toContainText(number);
});

test('another offer is found by the beginning of its name, and a promo code changes the price', async ({ open, page }) => {
  const stamp = `${Date.now()}`;
  await open('/catalogue/offers?edit=new');
  await page.getByLabel('Libellé').fill(`Atelier d’hiver ${stamp}`);
  await page.getByLabel('Prix').fill('120');
  await page.getByRole('button', { name: 'Enregistrer' }).click();
  await open('/catalogue/promo-codes?edit=new');
  await page.locator('#code').fill(`HIVER${stamp}`);
  await page.getByLabel('Valeur de la remise').fill('10');
  await page.getByRole('button', { name: 'Enregistrer' }).click();
  await said(page, 'Enregistré');
  await make(page, open, { name: `Offre${stamp}` });
  const about = panel(page, 'En bref');
  const fold = await unfold(about, 'Modifier l’offre');
  await fold.getByRole('textbox').fill(`${stamp}`);
  await fold.getByRole('button', { name: 'Enregistrer' }).click();
  const found = await unfold(about, 'Modifier l’offre');
  await found.getByRole('radio', { name: `Atelier d’hiver ${stamp}` }).check();
  await found.getByRole('button', { name: 'Enregistrer' }).click();
  await said(page, 'Offre modifiée');
  await expect(about.locator('.facts')).toContainText(`Atelier d’hiver ${stamp}`);
  // The history says what of, from what, to what.
  await expect(page.locator('.event').first()).toContainText(new RegExp(`^\\s*Offre\\s: .+ → Atelier d’hiver ${stamp}`));
  expect((await figures(page))['Total']).toBe('300,00 €');
  // The code is looked over with the price, and its discount told.
  const price = await unfold(card(page), 'Modifier les lignes et la remise');
  await price.getByLabel('Code promo').fill(`hiver${stamp}`);
  await price.getByRole('button', { name: 'Continuer' }).click();
  const review = page.locator('.notice--change', { has: page.locator('table') });
  await expect(review.locator('table')).toContainText(`HIVER${stamp}`);
  await review.getByRole('button', { name: 'Enregistrer' }).click();
  await said(page, 'Prix modifié');
  expect((await figures(page))['Total']).toBe('270,00 €');
  await expect(page.locator('.event').first()).toContainText(/Total\s: 300,00\s€ → 270,00\s€/);
  await expect(page.locator('.event').first()).toContainText(new RegExp(`Code promo\\s: .+ → HIVER${stamp}`));
  await open('/catalogue/promo-codes');
  await expect(page.getByRole('row', { name: new RegExp(`HIVER${stamp}`) })).toContainText('1');
});

test('an order becomes a subscription', async ({ open, page }) => {
  const stamp = `${Date.now()}`;
  await make(page, open, { name: `Abonnée${stamp}` });
  const fold = await unfold(page.locator('#ledger'), 'Revoir l’échéancier');
  await fold.getByLabel('Type de commande').selectOption('subscription');
  await fold.getByLabel('Échéance (la première)').fill(day(7));
  await enter(page, fold, 'Adopter cet échéancier');
  await said(page, 'Échéancier revu');
  await expect(panel(page, 'En bref').locator('.facts')).toContainText('Abonnement');
  await expect(page.locator('#ledger').getByRole('button', { name: 'Suspendre l’abonnement' })).toBeVisible();
  expect((await figures(page))['Reste à payer']).toBe('300,00 €');
});
