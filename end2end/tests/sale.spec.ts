// One sale from creation to the last payment, by hand: a new order with a plan, money that comes and goes, access, talks,
// comments; contacts and what is sold. On a desk of its own, so that nobody else's counts change. The same by plain forms.
import { readFileSync } from 'node:fs';
import { blockWasm, expectAccessible } from '../fixtures/axe';
import { expect, isHydrated } from '../fixtures/desk';
import { readCsv } from '../fixtures/sheet';
import { lane } from '../pages/board';
import { plain } from '../pages/orders';
import { cancel, card, day, enter, entry, entryWith, figures, make, panel, said, test, unfold } from '../pages/sale';

test('a plan of three parts is paid, moved, refunded and cancelled, and every sum agrees', async ({ open, orders, page }) => {
  const number = await make(page, open, {
    name: `Échéance ${Date.now()}`,
    more: async () => {
      await page.getByLabel('Type de commande').selectOption('instalments');
      await page.getByLabel('Nombre d’échéances').fill('3');
      await page.getByLabel('Échéance (la première)').fill(day(10));
    },
  });
  await expect(entry(page, 'Prévu')).toHaveCount(3);
  expect(await figures(page)).toMatchObject({ Total: '300,00 €', 'Reste à payer': '300,00 €' });

  await test.step('two parts are paid', async () => {
    for (const left of ['200,00 €', '100,00 €']) {
      const fold = await unfold(entry(page, 'Prévu').first(), 'Marquer comme payé');
      await fold.getByLabel('Moyen de paiement').selectOption('cash');
      await enter(page, fold, 'Enregistrer le paiement');
      await said(page, 'Paiement enregistré');
      expect((await figures(page))['Reste à payer']).toBe(left);
    }
    await expect(entry(page, 'Encaissé')).toHaveCount(2);
  });

  await test.step('the last one is put to another day', async () => {
    const fold = await unfold(entry(page, 'Prévu'), 'Changer l’échéance');
    await fold.locator('input[type="date"]').fill(day(40));
    await enter(page, fold, 'Changer la date');
    await said(page, 'Échéance modifiée');
    await expect(page.locator('.event').first()).toContainText('déplacée');
  });

  await test.step('too much is not refunded, and what was typed stays', async () => {
    const fold = await unfold(entry(page, 'Encaissé').first(), 'Rembourser');
    await fold.getByLabel('Montant', { exact: true }).fill('100,01');
    await fold.getByLabel('Motif').fill('Désistement');
    await fold.getByRole('button', { name: 'Continuer' }).click();
    const again = page.locator('#ledger details.fold[open]');
    await expect(again.getByLabel('Montant', { exact: true })).toHaveAttribute('aria-invalid', 'true');
    await expect(again.getByLabel('Motif')).toHaveValue('Désistement');
    await again.getByLabel('Montant', { exact: true }).fill('40');
    await enter(page, again, 'Rembourser ce montant');
    await said(page, 'Remboursement enregistré');
    await expect(card(page).locator('.card__head')).toContainText('Partiellement remboursé');
    expect(await figures(page)).toMatchObject({ Payé: '200,00 €', Remboursé: '40,00 €', 'Reste à payer': '100,00 €' });
    await expect(page.locator('.event').first()).toContainText('Désistement');
  });

  await test.step('cancelled, it owes nothing: what becomes of the money is asked', async () => {
    const question = await cancel(page);
    await expect(question).toContainText('160,00 € ont été encaissés');
    await expect(question.getByLabel('Garder l’argent')).toBeChecked();
    await question.getByRole('button', { name: 'Modifier' }).click();
    await expect(card(page).locator('.card__head .pill').first()).toHaveText('Annulé');
    expect((await figures(page))['Reste à payer']).toBe('0,00 €');
  });

  await test.step('the table, the bar, the board and the file say the same', async () => {
    await orders.open(`q=${number}&cols=number,total,paid,due`);
    expect((await orders.column('amount')).map(plain)).toEqual(['300,00 €', '160,00 €', '0,00 €']);
    expect(await orders.totals()).toEqual({ EUR: { ordered: 30_000, received: 16_000, due: 0 } });
    const menu = await orders.menu('Exporter');
    const [file] = await Promise.all([page.waitForEvent('download'), menu.getByRole('link', { name: 'CSV (.csv)' }).click()]);
    const rows = readCsv(readFileSync(await file.path()).toString('utf8'));
    const [head, row] = rows.map((cells) => cells.map(plain));
    expect(rows).toHaveLength(2);
    const named = Object.fromEntries(head!.map((name, n) => [name, row![n]]));
    expect(named).toMatchObject({ Total: '300.00', Payé: '160.00', 'Reste à payer': '0.00', Devise: 'EUR' });
    await open(`/orders?view=board&q=${number}`);
    await expect(lane(page, 'cancelled').locator('.lane__head')).toContainText('300,00 €');
  });
});

test('an order is paid at once, over-paid aloud, and an entry is taken back', async ({ open, page }) => {
  await make(page, open, {
    name: `Comptant ${Date.now()}`,
    price: '49,90',
    more: async () => {
      await page.getByLabel('Déjà payé').check();
    },
  });
  await expect(card(page).locator('.card__head')).toContainText('Payé');
  const fold = await unfold(page.locator('#ledger'), 'Enregistrer un paiement');
  await fold.getByLabel('Montant', { exact: true }).fill('10');
  await fold.getByLabel('Référence').fill('VIR-1');
  await fold.getByRole('button', { name: 'Continuer' }).click();
  await expect(page.locator('#ledger .notice--change')).toContainText(/10,00\s€ de trop/);
  await page.locator('#ledger').getByRole('button', { name: 'Enregistrer le paiement' }).click();
  await expect(card(page).locator('.card__head')).toContainText('Trop-perçu');
  // The same form once more, as Back and a double click send it, has no second effect: the reference is known.
  const again = await unfold(page.locator('#ledger'), 'Enregistrer un paiement');
  await again.getByLabel('Montant', { exact: true }).fill('10');
  await again.getByLabel('Référence').fill('VIR-1');
  await again.getByRole('button', { name: 'Continuer' }).click();
  await expect(page.locator('#ledger .field__error')).toContainText('figure déjà');
  const wrong = await unfold(entryWith(page, 'VIR-1'), 'Invalider l’écriture');
  await wrong.getByLabel('Motif').fill('Saisi deux fois');
  await enter(page, wrong, 'Invalider cette écriture');
  await expect(card(page).locator('.card__head .pill').nth(1)).toHaveText('Payé');
  await expect(page.locator('.event').first()).toContainText('Saisi deux fois');
});

test('what is wrong with a new order is said, and nothing that was typed is lost', async ({ open, page }) => {
  await open('/new-order');
  await page.getByRole('button', { name: 'Créer la commande' }).click();
  const alert = page.getByRole('alert');
  await expect(alert).toContainText('Choisissez un client');
  await expect(alert).toContainText('Ajoutez au moins une ligne');
  await page.locator('#line_title0').fill('Poterie');
  await page.locator('#line_price0').fill('douze');
  await page.getByLabel('Nouveau commentaire').fill('Rappeler jeudi');
  await page.getByRole('button', { name: 'Créer la commande' }).click();
  await expect(page.locator('#line_price0')).toHaveAttribute('aria-invalid', 'true');
  await expect(page.locator('#line_price0')).toHaveValue('douze');
  // Another day, another page: the draft is still there.
  await open('/orders');
  await open('/new-order');
  await expect(page.locator('#line_title0')).toHaveValue('Poterie');
  await expect(page.getByLabel('Nouveau commentaire')).toHaveValue('Rappeler jeudi');
  await page.getByRole('button', { name: 'Abandonner la saisie' }).click();
  await open('/new-order');
  await expect(page.locator('#line_title0')).toHaveValue('');
});

test('a client who is known is found, offered, and not made twice', async ({ open, page }) => {
  const name = `Doublon ${Date.now()}`;
  const email = `double-${Date.now()}@example.org`;
  const fillEmail = async () => {
    await (await unfold(panel(page, 'Client'), 'Nouveau client')).getByLabel('E-mail').fill(email);
  };
  await make(page, open, { name, more: fillEmail });

  await open('/new-order');
  await fillEmail();
  await page.locator('#line_title0').fill('Poterie');
  await page.locator('#line_price0').fill('12');
  await page.getByRole('button', { name: 'Créer la commande' }).click();
  await expect(page.getByRole('alert')).toContainText('Un client a déjà cet e-mail');
  await page.getByRole('radio', { name: new RegExp(name) }).check();
  await page.getByRole('button', { name: 'Créer la commande' }).click();
  await expect(panel(page, 'Client').getByRole('link', { name: new RegExp(name) })).toBeVisible();

  await test.step('their page has both orders', async () => {
    await panel(page, 'Client').getByRole('link', { name: new RegExp(name) }).click();
    await expect(page.getByRole('heading', { level: 1 })).toContainText(name);
    await expect(panel(page, 'Commandes').locator('tbody tr')).toHaveCount(2);
    await expect(panel(page, 'En bref').locator('tbody')).toContainText('312,00');
    const edit = await unfold(panel(page, 'Coordonnées'), 'Modifier');
    await edit.getByLabel('Société').fill('Atelier du Port');
    await edit.getByRole('button', { name: 'Enregistrer' }).click();
    await said(page, 'Client enregistré');
    await expect(panel(page, 'Données client')).toContainText('Atelier du Port');
  });

  await test.step('found by typing', async () => {
    await open('/new-order');
    await page.getByLabel(/Chercher un client/).fill(email);
    const search = page.locator('button[value="client"]');
    if (await search.isVisible()) await search.click();
    await expect(page.getByRole('radio', { name: new RegExp(name) })).toBeVisible();
    await page.getByRole('button', { name: 'Abandonner la saisie' }).click();
  });
});

test('access, talks and comments of an order', async ({ open, page }) => {
  await make(page, open, { name: `Accès ${Date.now()}` });
  await test.step('access is opened and closed', async () => {
    const fold = await unfold(page.locator('#access'), 'Ouvrir l’accès');
    await fold.getByLabel('Accès jusqu’au').fill(day(30));
    await fold.getByRole('button', { name: 'Enregistrer' }).click();
    await said(page, 'Accès modifié');
    await page.locator('#access').getByRole('button', { name: 'Fermer tous les accès' }).click();
    await said(page, 'Accès fermé');
    await expect(page.locator('#access').getByRole('button', { name: 'Fermer tous les accès' })).toHaveCount(0);
  });
  await test.step('a talk is written down', async () => {
    const fold = await unfold(page.locator('#touches'), 'Noter un échange');
    await fold.getByLabel('Sens').selectOption({ label: 'du client' });
    await fold.getByLabel('De quoi il s’agissait').fill('Demande une facture');
    await fold.getByRole('button', { name: 'Enregistrer' }).click();
    await said(page, 'Échange noté');
    await expect(page.locator('#touches .comment')).toContainText('Demande une facture');
  });
  await test.step('a comment is written, pinned and changed', async () => {
    const comments = page.locator('#comments');
    await comments.getByLabel('Nouveau commentaire').fill('Facture envoyée');
    await comments.getByLabel('Épingler dans le tableau à l’envoi').check();
    await comments.getByRole('button', { name: 'Commenter' }).click();
    await said(page, 'Commentaire ajouté');
    await expect(card(page).locator('> .notice', { hasText: 'Facture envoyée' })).toBeVisible();
    const fold = await unfold(comments, 'Modifier');
    await fold.getByLabel('Texte du commentaire').fill('Facture renvoyée');
    await fold.getByRole('button', { name: 'Enregistrer' }).click();
    await said(page, 'Commentaire modifié');
    await expect(comments.locator('.comment__body')).toHaveText(/Facture renvoyée/);
    await expect(page.locator('.event').first()).toContainText('Facture envoyée');
    await comments.getByRole('button', { name: 'Désépingler' }).click();
    await said(page, 'Commentaire désépinglé');
  });
  await test.step('the timeline shows one kind', async () => {
    await page.getByRole('radio', { name: 'Échanges' }).check();
    await expect(page.locator('.event:visible', { hasText: 'Commande créée' })).toHaveCount(0);
    await expect(page.locator('.event:visible').first()).toBeVisible();
  });
});

test('what is sold is made, taken over by an order, and cut by a promo code', async ({ open, page }) => {
  const stamp = `${Date.now()}`;
  await open('/catalogue/products?edit=new');
  await page.getByLabel('Libellé').fill(`Stage ${stamp}`);
  await page.getByRole('button', { name: 'Enregistrer' }).click();
  await said(page, 'Enregistré');
  await open('/catalogue/offers?edit=new');
  await page.getByLabel('Libellé').fill(`Offre ${stamp}`);
  await page.getByLabel('Prix').fill('120,50');
  await page.getByLabel('Devise').selectOption('EUR');
  await page.getByLabel('Jours d’accès').fill('30');
  await page.getByLabel(`Stage ${stamp}`).check();
  await page.getByRole('button', { name: 'Enregistrer' }).click();
  await said(page, 'Enregistré');
  await open('/catalogue/promo-codes?edit=new');
  await page.locator('#code').fill(`été${stamp}`);
  await page.getByLabel('Valeur de la remise').fill('0');
  await page.getByRole('button', { name: 'Enregistrer' }).click();
  await expect(page.getByLabel('Valeur de la remise')).toHaveAttribute('aria-invalid', 'true');
  await page.getByLabel('Valeur de la remise').fill('10');
  await page.getByRole('button', { name: 'Enregistrer' }).click();
  await said(page, 'Enregistré');

  await open('/new-order');
  await page.getByLabel('Offre').selectOption({ label: `Offre ${stamp} · 120,50 €` });
  await page.getByRole('button', { name: 'Remplir d’après l’offre' }).click();
  await expect(page.locator('#line_title0')).toHaveValue(`Stage ${stamp}`);
  await expect(page.locator('#line_price0')).toHaveValue('120,50');
  await page.locator('#promo').fill(`ÉTÉ${stamp}`);
  await (await unfold(panel(page, 'Client'), 'Nouveau client')).getByLabel('Nom', { exact: true }).fill(`Offre ${stamp}`);
  const count = page.getByRole('button', { name: 'Recalculer' });
  await count.click();
  await expect(panel(page, 'Récapitulatif')).toContainText(/108,45\s€/);
  await page.getByRole('button', { name: 'Créer la commande' }).click();
  expect(await figures(page)).toMatchObject({ Remise: '-12,05 €', Total: '108,45 €' });

  await test.step('once more by one click: the two are told as near duplicates, and the other is cancelled', async () => {
    await page.getByRole('button', { name: 'Dupliquer' }).click();
    await said(page, 'Commande créée');
    const others = page.locator('.notice--change', { hasText: '1 autre commande' });
    await expect(others).toBeVisible();
    await others.getByRole('button', { name: 'Annuler ces commandes' }).click();
    const question = page.locator('.notice--change', { has: page.locator('.settle') });
    await question.getByRole('button', { name: 'Modifier' }).click();
    await expect(page.locator('.notice--change', { hasText: '1 commande modifiée' })).toBeVisible();
    await expect(page.locator('.notice--change', { hasText: '1 autre commande' })).toHaveCount(0);
  });
});

test('totals follow while one types, and the draft is kept', async ({ open, page }, { project }) => {
  test.skip(!isHydrated(project), 'needs the client');
  await open('/new-order');
  await page.locator('#line_title0').fill('Poterie');
  await page.locator('#line_quantity0').fill('3');
  await page.locator('#line_price0').fill('19,99');
  await expect(panel(page, 'Récapitulatif')).toContainText(/59,97\s€/);
  await expect(page.locator('[data-live-part="kept"]')).toHaveText('Brouillon conservé');
  await page.reload();
  await expect(page.locator('#line_price0')).toHaveValue('19,99');
  await page.getByRole('button', { name: 'Abandonner la saisie' }).click();
});

test('a double click makes one order', async ({ open, orders, page }) => {
  const name = `Double ${Date.now()}`;
  await open('/new-order');
  const client = await unfold(panel(page, 'Client'), 'Nouveau client');
  await client.getByLabel('Nom', { exact: true }).fill(name);
  await page.locator('#line_title0').fill('Poterie');
  await page.locator('#line_price0').fill('12');
  await page.getByRole('button', { name: 'Créer la commande' }).dblclick();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^Commande \d+$/);
  await orders.open(`q=${encodeURIComponent(name)}`);
  expect(await orders.count()).toBe(1);
});

test('every page of a sale is accessible', async ({ open, page, problems }, { project }) => {
  test.skip(!isHydrated(project), 'axe is a script');
  await blockWasm(page, problems);
  const first = await page.context().newPage();
  await first.goto('/orders');
  const order = await first.locator('a.number').first().getAttribute('href');
  await first.goto(order ?? '');
  const client = await first.locator('a[href^="/contacts/"]').first().getAttribute('href');
  await first.close();
  const pages = ['/new-order', '/catalogue/offers?edit=new', '/catalogue/products?edit=new', '/catalogue/promo-codes?edit=new'];
  for (const path of [...pages, client ?? '', order ?? '']) {
    await page.goto(path);
    for (const fold of await page.locator('details.fold > summary').all()) await fold.click();
    await expectAccessible(page);
  }
});
