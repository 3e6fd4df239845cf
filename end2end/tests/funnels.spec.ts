// Funnels and their statuses: made from a ready-made one, changed, put in order, put away; a status that goes asks where
// its orders go. By hand, with and without JavaScript.
import type { Locator, Page } from '@playwright/test';
import { expectAccessible } from '../fixtures/axe';
import { expect, hydrated, isHydrated, isPhone, test } from '../fixtures/desk';
import { dragTo, Finger, pointOf } from '../fixtures/hand';
import { enter, invite } from '../fixtures/people';
import { SettingsPage } from '../pages/settings';

test.use({ contextOptions: { reducedMotion: 'reduce' } });

let settings: SettingsPage;
let ready: (page: Page) => Promise<void>;
let made = 0;

test.beforeEach(({ page }, { project }) => {
  ready = async (it) => (isHydrated(project) ? hydrated(it) : undefined);
  settings = new SettingsPage(page, ready);
});

/** A funnel in the list of all. */
const listed = (page: Page, name: string) => page.locator('.shape', { hasText: name });
/** A status by its pill: what a status means stands beside it, in the same words. */
const shape = (page: Page, name: string) =>
  page.locator('.shape').filter({ has: page.locator('.pill').getByText(name, { exact: true }) });
const names = (page: Page) => page.locator('.shape .pill__text').allTextContents();

/** Makes a funnel of its own for a test; its page is open. */
async function create(name: string, template = 'Consultation individuelle'): Promise<string> {
  made += 1;
  const called = `${name} ${process.pid} ${made}`;
  await settings.open('/settings/funnels');
  await settings.field('Point de départ').selectOption({ label: template });
  await settings.field('Nom').fill(called);
  await settings.send('Créer l’entonnoir');
  await expect(settings.notice).toHaveText('Entonnoir créé.');
  return called;
}

async function follow(page: Page, name: string): Promise<void> {
  const answered = page.waitForEvent('domcontentloaded');
  await page.getByRole('main').getByRole('link', { name, exact: true }).click();
  await answered;
  await ready(page);
}

test('the gear beside the funnels leads to their settings, and only an owner has it', async ({ page, orders, desk, browser, javaScriptEnabled }) => {
  await orders.open();
  await page.getByRole('link', { name: 'Paramètres de l’entonnoir' }).click();
  await expect(page).toHaveURL(/\/settings\/funnels$/);
  await ready(page);
  await expect(listed(page, 'Ventes').getByText('Par défaut')).toBeVisible();
  const context = await browser.newContext({ javaScriptEnabled, locale: 'fr-FR' });
  const other = await context.newPage();
  await enter(other, invite(desk, 'manager'));
  await expect(other.getByRole('heading', { name: 'Commandes', level: 1 })).toBeVisible();
  await expect(other.getByRole('link', { name: 'Paramètres de l’entonnoir' })).toHaveCount(0);
  expect((await other.goto(`${desk.address}/settings/funnels`))?.status()).toBe(403);
  await expect(other.getByRole('heading', { name: 'Nouvel entonnoir' })).toHaveCount(0);
  await context.close();
});

test('a funnel is made, its statuses are added anywhere, renamed and put in order', async ({ page }) => {
  const funnel = await create('Salon');
  await expect(page.getByRole('heading', { name: funnel })).toBeVisible();
  expect(await names(page)).toEqual(['Nouveau', 'En attente de paiement', 'Rendez-vous pris', 'Rendez-vous passé', 'Absent au rendez-vous', 'Annulé', 'Remboursé']);

  await follow(page, 'Ajouter un statut');
  await settings.field('Nom').fill('Rappelé');
  await settings.field('Position').selectOption({ label: 'Avant « En attente de paiement »' });
  await settings.field('Couleur').selectOption({ label: 'Rose' });
  await settings.field('Limite de commandes').fill('5');
  await settings.send('Enregistrer');
  expect((await names(page)).slice(0, 3)).toEqual(['Nouveau', 'Rappelé', 'En attente de paiement']);
  await expect(shape(page, 'Rappelé')).toContainText('limite 5');
  await expect(shape(page, 'Rappelé').locator('.pill--refunded')).toBeVisible();

  await settings.send(page.getByRole('button', { name: 'Monter « Rappelé »' }));
  expect((await names(page)).slice(0, 2)).toEqual(['Rappelé', 'Nouveau']);

  await follow(page, 'Modifier « Rendez-vous pris »');
  await expect(settings.field('Nom'), 'a standard name is nobody’s').toHaveValue('');
  await settings.field('Nom').fill('Rappelé');
  await settings.send('Enregistrer');
  await expect(settings.alert).toContainText('Ce nom est déjà pris.');
  await expect(settings.field('Nom')).toHaveValue('Rappelé');
  await settings.field('Nom').fill('Réservé');
  await settings.send('Enregistrer');
  await expect(shape(page, 'Réservé')).toBeVisible();

  // Its columns stand, though it holds nothing yet.
  await settings.open('/orders?view=board');
  const option = page.locator('#filter-funnel a.option', { hasText: funnel });
  await settings.open((await option.getAttribute('href'))!);
  await expect(page.locator('.lane .lane__name')).toHaveText(['Rappelé', 'Nouveau', 'En attente de paiement', 'Réservé', 'Rendez-vous passé', 'Absent au rendez-vous', 'Annulé', 'Remboursé']);
  await expect(page.locator('.lane').first()).toContainText('Aucune commande');
});

test('what is put in order by its buttons keeps the focus', async ({ page }) => {
  const press = async (button: Locator) => {
    await button.focus();
    const answered = page.waitForEvent('domcontentloaded');
    await page.keyboard.press('Enter');
    await answered;
    await ready(page);
  };
  const up = (name: string) => page.getByRole('button', { name: `Monter « ${name} »` });
  const down = (name: string) => page.getByRole('button', { name: `Descendre « ${name} »` });
  const funnel = await create('Ordre');
  await press(up('Rendez-vous pris'));
  await expect(up('Rendez-vous pris')).toBeFocused();
  // What is first goes no further up.
  await press(up('Rendez-vous pris'));
  expect((await names(page))[0]).toBe('Rendez-vous pris');
  await expect(down('Rendez-vous pris')).toBeFocused();
  await press(down('Rendez-vous pris'));
  await expect(down('Rendez-vous pris')).toBeFocused();

  await settings.open('/settings/funnels');
  await press(up(funnel));
  await expect(page.getByRole('button', { name: `« ${funnel} »` }).and(page.locator(':focus'))).toBeVisible();
});

test('a row that is dragged looks as it does in its list', async ({ page }, { project }) => {
  test.skip(!isHydrated(project) || isPhone(project), 'a mouse that drags');
  await create('Image');
  const row = page.locator('.shape').nth(2);
  /** Where each part begins, from the first one on, and how wide it is. */
  const parts = (it: Locator) =>
    it.evaluate((element) => {
      const boxes = [...element.children].map((part) => part.getBoundingClientRect());
      return boxes.map((box) => [box.x - boxes[0]!.x, box.y - boxes[0]!.y, box.width, box.height]);
    });
  const before = await parts(row);
  await dragTo(page, await pointOf(row.locator('.place__grip')), await pointOf(page.locator('.shape').first(), 60, 6));
  const ghost = await parts(page.locator('.drag-ghost > .shape'));
  expect(ghost).toHaveLength(3);
  ghost.flat().forEach((number, at) => expect(Math.abs(number - before.flat()[at]!), `${at}: ${ghost}, not ${before}`).toBeLessThan(1.5));
  await page.keyboard.press('Escape');
  await page.mouse.up();
});

test('names and numbers that are refused are refused for what they are', async ({ page }) => {
  await create('Refus');
  await follow(page, 'Ajouter un statut');
  await settings.field('Nom').fill('terminé');
  await settings.field('Limite de commandes').fill('100001');
  await settings.send('Enregistrer');
  await expect(settings.field('Limite de commandes')).toHaveAccessibleDescription(/^Saisissez un nombre entier de 1 à 100\s000, ou rien\.$/);
  await settings.field('Limite de commandes').fill('');
  await settings.field('Nom').fill('@x');
  await settings.send('Enregistrer');
  await expect(settings.field('Nom')).toHaveAccessibleDescription(/^Un nom ne commence pas par/);
  await settings.field('Nom').fill('remboursé');
  await settings.send('Enregistrer');
  await expect(settings.field('Nom')).toHaveAccessibleDescription('Ce nom est déjà pris. Choisissez-en un autre.');
  await expect(settings.field('Nom')).toHaveValue('remboursé');
});

test('statuses are dragged into order', async ({ page }, { project }) => {
  test.skip(!isHydrated(project), 'without the client there are buttons');
  await create('Tri');
  const before = await names(page);
  const [from, to] = [await pointOf(shape(page, before[2]!).locator('.place__grip')), await pointOf(shape(page, before[0]!), 60, 6)];
  const answered = page.waitForEvent('domcontentloaded');
  if (isPhone(project)) {
    const finger = await Finger.on(page);
    await finger.drag(from, to);
    await finger.up();
  } else {
    await dragTo(page, from, to);
    await page.mouse.up();
  }
  await answered;
  await ready(page);
  expect(await names(page)).toEqual([before[2], before[0], before[1], ...before.slice(3)]);
});

test('a status that holds orders goes once it is said where they go', async ({ page, open }) => {
  const funnel = await create('Départ');
  // An order comes into it by its own form.
  await open('/orders?sort=-created');
  await page.locator('tbody a[href^="/orders/"]').first().click();
  await ready(page);
  const address = page.url();
  const status = page.locator('#edit select').first();
  const value = await status.locator(`optgroup[label="${funnel}"] option`).first().getAttribute('value');
  await status.selectOption(value ?? '');
  await page.locator('#edit').getByRole('button', { name: 'Changer le statut' }).click();
  await ready(page);
  await expect(page.locator('.facts')).toContainText([funnel]);

  await settings.open('/settings/funnels');
  await follow(page, funnel);
  await expect(shape(page, 'Nouveau')).toContainText('1 commande');
  await follow(page, 'Modifier « Nouveau »');
  await follow(page, 'Supprimer le statut');
  await expectNoDelete(page);
  const places = page.locator(`#to optgroup[label="${funnel}"] option`);
  const cancelled = await places.getByText('Annulé', { exact: true }).getAttribute('value');
  await settings.field('Les commandes vont vers').selectOption(cancelled ?? '');
  await settings.send('Supprimer le statut');
  await expect(settings.notice).toContainText('Le statut « Nouveau » est supprimé.');
  await expect(shape(page, 'Annulé')).toContainText('1 commande');
  await page.goto(address);
  await ready(page);
  await expect(page.locator('.pill', { hasText: 'Annulé' }).first()).toBeVisible();

  // The whole funnel goes as its status did.
  await settings.open('/settings/funnels');
  await follow(page, funnel);
  await follow(page, 'Archiver l’entonnoir');
  await settings.field('Les commandes vont vers').selectOption({ index: 1 });
  await settings.send('Archiver l’entonnoir');
  await expect(settings.notice).toContainText(`« ${funnel} » est archivé.`);
  await settings.send(page.getByRole('button', { name: `Restaurer « ${funnel} »` }));
  await expect(settings.notice).toContainText('est de retour');
});

/** The page that asks offers a way out first, and nothing is chosen for anybody. */
async function expectNoDelete(page: Page): Promise<void> {
  await expect(page.getByRole('main').getByRole('link', { name: 'Retour', exact: true })).toBeVisible();
  await expect(page.getByLabel('Les commandes vont vers')).toHaveValue('');
}

test('every page of the settings of funnels can be read by everybody', async ({ page }, { project }) => {
  test.skip(!isHydrated(project), 'axe needs JavaScript');
  const funnel = await create('Lecture');
  const home = new URL(page.url());
  for (const path of [
    '/settings/funnels',
    home.pathname + home.search,
    `${home.pathname}${home.search}&add=stage`,
    `${home.pathname}${home.search}&stage=booked`,
    `${home.pathname}${home.search}&remove=booked`,
    `${home.pathname}${home.search}&retire=delete`,
  ]) {
    await settings.open(path);
    await expect(page.getByRole('heading', { level: 1, name: 'Paramètres' }), funnel).toBeVisible();
    await expectAccessible(page);
  }
});
