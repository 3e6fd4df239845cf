// People: colleagues who are mentioned, the list of contacts with its search and tags, messages in the client's language,
// and a new name of a client that reaches the orders. Hydrated and by plain forms, on a desk of its own.
import type { Locator, Page } from '@playwright/test';
import { blockWasm, expectAccessible } from '../fixtures/axe';
import { expect, hydrated, isHydrated, isPhone, test as base } from '../fixtures/desk';
import { enter, invite } from '../fixtures/people';
import { startDesk, type RunningDesk } from '../fixtures/process';

const test = base.extend<object, { desk: RunningDesk }>({
  desk: [
    async ({}, use) => {
      const desk = await startDesk({ args: ['--demo'] });
      await use(desk);
      await desk.stop();
    },
    { scope: 'worker', timeout: 90_000 },
  ],
});

const panel = (page: Page, title: string) =>
  page.locator('section.panel', { has: page.getByRole('heading', { name: title, exact: true }) });
const said = (page: Page, text: string) => expect(page.locator('.notice', { hasText: text }).first()).toBeVisible();
const sections = (page: Page) => page.getByRole('navigation', { name: 'Rubriques' });

async function unfold(within: Locator, name: string | RegExp): Promise<Locator> {
  const fold = within.locator('details.fold', { has: within.page().locator('summary', { hasText: name }) }).first();
  if ((await fold.getAttribute('open')) === null) await fold.locator('> summary').click();
  return fold;
}

interface Person {
  name: string;
  email: string;
  phone?: string;
}

/** A new order of a new client; its number. */
async function make(page: Page, open: (path: string) => Promise<unknown>, { name, email, phone }: Person): Promise<string> {
  await open('/new-order');
  const discard = page.getByRole('button', { name: 'Abandonner la saisie' });
  if (await discard.isVisible()) {
    await discard.click();
    await open('/new-order');
  }
  const client = await unfold(panel(page, 'Client'), 'Nouveau client');
  await client.getByLabel('Prénom').fill('Олена');
  await client.getByLabel('Nom', { exact: true }).fill(name);
  await client.getByLabel('E-mail').fill(email);
  if (phone) await client.getByLabel('Téléphone').fill(phone);
  await page.locator('#line_title0').fill('Aquarelle, l’été');
  await page.locator('#line_price0').fill('300');
  await page.getByRole('button', { name: 'Créer la commande' }).click();
  await said(page, 'Commande créée');
  return ((await page.getByRole('heading', { level: 1 }).textContent()) ?? '').replace('Commande ', '');
}

async function toContact(page: Page, name: string): Promise<void> {
  await panel(page, 'Client').getByRole('link', { name: new RegExp(name) }).first().click();
  await expect(page).toHaveURL(/\/contacts\/\d+$/);
}

test('a colleague who is mentioned finds the comment, and has seen it once it is opened', async ({ open, page, desk, browser, viewport }, { project }) => {
  const person = invite(desk, 'manager');
  const context = await browser.newContext({ baseURL: desk.address, locale: 'fr-FR', viewport, javaScriptEnabled: isHydrated(project) });
  const theirs = await context.newPage();
  await enter(theirs, person);
  await expect(sections(theirs).getByRole('link', { name: /^Mentions$/ })).toBeVisible();
  const number = await make(page, open, { name: `Mention ${Date.now()}`, email: `m${Date.now()}@example.org` });
  const comments = page.locator('#comments');
  await comments.getByLabel('Nouveau commentaire').fill(`Voir avec @${person.name.toUpperCase()} <b>vite</b>`);
  await comments.getByRole('button', { name: 'Commenter' }).click();
  await said(page, 'Commentaire ajouté');
  await expect(comments.locator('mark')).toHaveText(`@${person.name.toUpperCase()}`);
  await expect(comments.locator('.comment__body b')).toHaveCount(0);
  // Chosen from the list, the name is written in front.
  await comments.getByLabel('Nouveau commentaire').fill('tu peux rappeler ?');
  await comments.locator('> form').getByLabel('Mentionner').selectOption({ label: person.name });
  await comments.getByRole('button', { name: 'Commenter' }).click();
  await expect(comments.locator('.comment__body').last()).toHaveText(`@${person.name} tu peux rappeler ?`);

  await theirs.goto('/orders');
  await expect(sections(theirs).getByRole('link', { name: /2 mentions non vues/ })).toBeVisible();
  await sections(theirs).getByRole('link', { name: /^Mentions/ }).click();
  await expect(theirs.getByRole('heading', { level: 1, name: 'Mentions' })).toBeVisible();
  const told = theirs.locator('.told__item');
  await expect(told).toHaveCount(2);
  await expect(told.first()).toContainText('tu peux rappeler ?');
  expect(await told.first().getByRole('link').getAttribute('href')).toBe(`/orders/${number}#comments`);
  await told.first().getByRole('button', { name: 'Ouvrir les commentaires' }).click();
  await expect(theirs).toHaveURL(new RegExp(`/orders/${number}#comments$`));
  await expect(theirs.locator('#comments mark').first()).toBeVisible();
  await expect(theirs.locator('.nav-link__count')).toHaveCount(0);

  await test.step('an edit takes the mention back', async () => {
    const mine = comments.locator('.comment').last();
    const fold = await unfold(mine, 'Modifier');
    await fold.getByLabel('Texte du commentaire').fill('je m’en charge');
    await fold.getByRole('button', { name: 'Enregistrer' }).click();
    await said(page, 'Commentaire modifié');
    await theirs.goto('/mentions');
    await expect(theirs.locator('.told__item')).toHaveCount(1);
  });
  await context.close();
});

test('contacts are found, tagged and filtered', async ({ open, page }, { project }) => {
  const stamp = `${Date.now()}`;
  const email = `clients-${stamp}@example.org`;
  await make(page, open, { name: `Ґалаґан${stamp}`, email, phone: '+380 50 123 45 67' });
  await toContact(page, stamp);
  const edit = await unfold(panel(page, 'Coordonnées'), 'Modifier');
  await edit.getByLabel('Étiquettes').fill(`VIP, Grand compte ${stamp.slice(-6)}`);
  await edit.getByLabel('Messageries').fill('Telegram @olena_k, Viber');
  await edit.getByRole('button', { name: 'Enregistrer' }).click();
  await said(page, 'Client enregistré');
  await expect(panel(page, 'Données client').getByRole('link', { name: 'Telegram' })).toHaveAttribute('href', 'https://t.me/olena_k');

  await test.step('from the side bar, by any part of a name', async () => {
    await sections(page).getByRole('link', { name: 'Clients' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Clients' })).toBeVisible();
    if (isHydrated(project)) await hydrated(page);
    await expect(sections(page).getByRole('link', { name: 'Clients' })).toHaveAttribute('aria-current', 'page');
    await expect(page.locator('tbody tr')).toHaveCount(50);
    await page.getByRole('link', { name: 'Page suivante' }).click();
    await expect(page).toHaveURL(/after=\d+/);
    await page.getByRole('link', { name: 'Première page' }).click();
    await page.getByLabel('Nom, société, e-mail ou téléphone').fill(`ґалаґан${stamp.slice(0, -2)}`);
    await page.getByRole('button', { name: 'Rechercher', exact: true }).click();
    await expect(page.locator('tbody tr')).toHaveCount(1);
    await expect(page.locator('tbody tr')).toContainText(email);
  });
  await test.step('what names a person stands in no address', async () => {
    await page.getByLabel('Nom, société, e-mail ou téléphone').fill(email);
    await page.getByRole('button', { name: 'Rechercher', exact: true }).click();
    await expect(page).toHaveURL(/\/contacts\?s=[0-9a-f]+$/);
    await expect(page.getByLabel('Nom, société, e-mail ou téléphone')).toHaveValue(email);
    await expect(page.locator('tbody tr')).toHaveCount(1);
  });
  await test.step('by tag', async () => {
    await page.locator('tbody').getByRole('link', { name: /Grand compte/ }).click();
    await expect(page).toHaveURL(/\/contacts\?tag=grand-compte/);
    await expect(page.locator('tbody tr')).toHaveCount(1);
    await page.getByLabel('Nom, société, e-mail ou téléphone').fill('introuvable');
    await page.getByRole('button', { name: 'Rechercher', exact: true }).click();
    await expect(page.getByText('Aucun client ne correspond.')).toBeVisible();
    await page.getByRole('link', { name: 'Tous les clients' }).click();
    await expect(page.locator('tbody tr')).toHaveCount(50);
  });
});

test('a message opens with the facts of the order, in the client’s language', async ({ open, page }) => {
  const stamp = `${Date.now()}`;
  const number = await make(page, open, { name: `Лист${stamp}`, email: `l${stamp}@example.org`, phone: '+380 67 765 43 21' });
  const ways = () => panel(page, 'Client').locator('.ways');
  const said = async (name: string) => decodeURIComponent((await ways().getByRole('link', { name }).getAttribute('href')) ?? '');
  expect(await said('E-mail')).toContain(`body=Bonjour Олена Лист${stamp},\r\n`);
  await toContact(page, stamp);
  const edit = await unfold(panel(page, 'Coordonnées'), 'Modifier');
  await edit.getByLabel('Langue').selectOption({ label: 'Українська' });
  await edit.getByLabel('Messageries').fill('Viber');
  await edit.getByRole('button', { name: 'Enregistrer' }).click();
  await open(`/orders/${number}`);
  const mail = await said('E-mail');
  expect(mail).toMatch(new RegExp(`^mailto:l${stamp}@example\\.org\\?subject=Ваше замовлення ${number} – .*&body=Вітаємо, Олена Лист${stamp}!`));
  expect(mail).toMatch(/Усього: 300,00\s€\r\n/);
  expect(mail).toContain('Aquarelle, l’été');
  expect(await said('WhatsApp')).toMatch(/^https:\/\/wa\.me\/380677654321\?text=Вітаємо/);
  expect(await said('SMS')).toMatch(/^sms:\+380677654321\?body=Вітаємо/);
  expect(await said('Viber')).toBe('viber://chat?number=+380677654321');
  const text = await unfold(panel(page, 'Client'), 'Texte du message (Українська)');
  await expect(text.getByRole('textbox')).toHaveValue(/До сплати: 300,00/);
});

test('a new name of a client reaches their orders', async ({ open, orders, page, context }, { project }) => {
  const stamp = `${Date.now()}`;
  const number = await make(page, open, { name: `Avant${stamp}`, email: `a${stamp}@example.org` });
  const list = await context.newPage();
  if (isHydrated(project) && !isPhone(project)) {
    await list.goto(`/orders?q=${number}&cols=number,client`);
    await hydrated(list);
    await expect(list.locator('tbody')).toContainText(`Avant${stamp}`);
  }
  await toContact(page, stamp);
  const edit = await unfold(panel(page, 'Coordonnées'), 'Modifier');
  await edit.getByLabel('Nom', { exact: true }).fill(`Après${stamp}`);
  await edit.getByRole('button', { name: 'Enregistrer' }).click();
  await said(page, 'Client enregistré');
  if (isHydrated(project) && !isPhone(project)) await expect(list.locator('tbody')).toContainText(`Après${stamp}`);
  await list.close();
  await open(`/orders/${number}`);
  const event = page.locator('.event').first();
  await expect(event).toContainText('Coordonnées du client modifiées · Nom');
  await expect(event).toContainText(`Avant${stamp}`);
  await expect(event).toContainText(`Après${stamp}`);
  await orders.open(`q=Après${stamp}`);
  expect(await orders.count()).toBe(1);
});

test('a viewer reads contacts and changes none', async ({ page, desk, browser, viewport }) => {
  const context = await browser.newContext({ baseURL: desk.address, locale: 'fr-FR', viewport });
  const theirs = await context.newPage();
  await enter(theirs, invite(desk, 'viewer'));
  await theirs.goto('/contacts');
  await theirs.locator('tbody a[href^="/contacts/"]').first().click();
  await expect(theirs.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(theirs.getByText('Coordonnées', { exact: true })).toHaveCount(0);
  await context.close();
  await page.close();
});

test('the pages of people are accessible', async ({ page, problems, desk, browser }, { project }) => {
  test.skip(!isHydrated(project), 'axe is a script');
  await blockWasm(page, problems);
  const first = await browser.newContext({ baseURL: desk.address, locale: 'fr-FR' });
  const owner = await first.newPage();
  await owner.goto(desk.signIn);
  const me = ((await owner.locator('.menu--account .menu__who strong').textContent()) ?? '').trim();
  await first.close();
  const person = invite(desk, 'manager');
  const second = await browser.newContext({ baseURL: desk.address, locale: 'fr-FR' });
  const theirs = await second.newPage();
  await enter(theirs, person);
  await theirs.goto((await theirs.locator('a.number').first().getAttribute('href')) ?? '');
  const order = new URL(theirs.url()).pathname;
  await theirs.locator('#comments').getByLabel('Nouveau commentaire').fill(`@${me} regarde`);
  await theirs.locator('#comments').getByRole('button', { name: 'Commenter' }).click();
  await second.close();
  for (const path of ['/mentions', '/contacts', '/contacts?q=introuvable', order])
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.goto(path);
      for (const fold of await page.locator('details.fold > summary').all()) await fold.click();
      await expectAccessible(page);
    }
});
