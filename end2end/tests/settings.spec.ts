// Settings: one's own profile and sessions, the desk, the team. Each task by hand, with and without JavaScript; what is
// refused or outrun keeps what was typed.
import type { BrowserContext, Page } from '@playwright/test';
import { expect, hydrated, isHydrated, test } from '../fixtures/desk';
import { enter, invite, PASSWORD } from '../fixtures/people';
import type { RunningDesk } from '../fixtures/process';
import { startMarkedDesk } from '../fixtures/strangers';
import { SettingsPage } from '../pages/settings';

test.use({ signedIn: false, contextOptions: { reducedMotion: 'reduce' } });

let settings: SettingsPage;
let ready: (page: Page) => Promise<void>;

test.beforeEach(({ page }, { project }) => {
  ready = async (it) => (isHydrated(project) ? hydrated(it) : undefined);
  settings = new SettingsPage(page, ready);
});

test.describe('a profile', () => {
  test('keeps name, language, theme, density and shortcuts', async ({ page, desk }) => {
    const person = invite(desk, 'viewer');
    await enter(page, person);
    await ready(page);
    await page.getByRole('link', { name: 'Paramètres' }).click();
    await expect(page).toHaveURL(/\/settings\/profile$/);
    await ready(page);
    await expect(settings.field('Nom')).toHaveValue(person.name);
    await expect(settings.choice('Comme le système')).toBeChecked();
    await expect(settings.box('Raccourcis à une seule touche')).toBeChecked();

    await settings.field('Nom').fill('Олена Коваль');
    await settings.field('Langue').selectOption({ label: 'English' });
    await settings.choice('Sombre').check();
    await settings.choice('Compacte').check();
    await settings.box('Raccourcis à une seule touche').uncheck();
    await settings.send('Enregistrer');

    await expect(settings.notice).toHaveText('Changes saved.');
    const html = page.locator('html');
    await expect(html).toHaveAttribute('lang', 'en');
    await expect(html).toHaveAttribute('data-theme', 'dark');
    await expect(html).toHaveAttribute('data-density', 'compact');
    await expect(settings.field('Name')).toHaveValue('Олена Коваль');
    await expect(settings.box('Single-key shortcuts')).not.toBeChecked();
    await page.reload();
    await expect(settings.notice, 'said once').toHaveCount(0);
    await page.goto(`${desk.address}/orders`);
    const row = await html.evaluate((it) => getComputedStyle(it).getPropertyValue('--row'));
    expect(row.trim()).toBe('32px');
    await expect(page.locator('summary[title="Account of Олена Коваль"]')).toBeVisible();
  });

  test('that is refused stays as it was typed', async ({ page, desk }) => {
    await enter(page, invite(desk, 'manager'));
    await settings.open(`${desk.address}/settings/profile`);
    await settings.field('Nom').fill('   ');
    await settings.choice('Aérée').check();
    await settings.send('Enregistrer');
    await expect(settings.alert).toContainText('Indiquez un nom.');
    await expect(settings.field('Nom')).toHaveAttribute('aria-invalid', 'true');
    await expect(settings.field('Nom')).toHaveAccessibleDescription('Indiquez un nom.');
    await expect(settings.choice('Aérée')).toBeChecked();
    await settings.alert.getByRole('link', { name: 'Indiquez un nom.' }).click();
    await expect(page).toHaveURL(/#name$/);
  });

  test('that another tab outran loses nothing', async ({ page, desk, context }) => {
    await enter(page, invite(desk, 'manager'));
    const other = new SettingsPage(await context.newPage(), ready);
    await other.open(`${desk.address}/settings/profile`);
    await page.bringToFront();
    await settings.open(`${desk.address}/settings/profile`);
    await settings.field('Nom').fill('Première saisie');
    await settings.send('Enregistrer');
    await other.page.bringToFront();
    await other.field('Nom').fill('Seconde saisie');
    await other.send('Enregistrer');
    await expect(other.alert).toContainText('modifiés entre-temps');
    await expect(other.field('Nom')).toHaveValue('Seconde saisie');
    await expect(other.field('Nom')).toHaveAccessibleDescription(/Valeur actuelle.*Première saisie/);
    await other.send('Enregistrer');
    await expect(other.notice).toBeVisible();
    await expect(other.field('Nom')).toHaveValue('Seconde saisie');
  });

  test('lists the sessions that are open and ends them', async ({ page, desk, browser }) => {
    const person = invite(desk, 'viewer');
    await enter(page, person);
    const elsewhere = await signedIn(browser, desk, person.email);
    try {
      await settings.open(`${desk.address}/settings/profile`);
      const sessions = page.locator('.session');
      await expect(sessions).toHaveCount(2);
      await expect(sessions.filter({ hasText: 'Cette session' })).toHaveCount(1);
      await expect(sessions.filter({ hasText: 'Firefox · Windows' })).toHaveCount(1);
      await settings.send(page.getByRole('button', { name: /^Terminer la session/ }));
      await expect(settings.notice).toHaveText('La session est terminée.');
      await expect(sessions).toHaveCount(1);
      const [theirs] = elsewhere.pages();
      await theirs.goto(`${desk.address}/orders`);
      await expect(theirs).toHaveURL(/\/sign-in$/);
    } finally {
      await elsewhere.close();
    }
  });
});

test('the density is chosen in the user menu too', async ({ page, desk, orders }) => {
  const person = invite(desk, 'viewer');
  await enter(page, person);
  await ready(page);
  const menu = await orders.menu(person.name);
  await menu.getByRole('button', { name: 'Aérée' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-density', 'relaxed');
});

test('others see neither the desk nor the team', async ({ page, desk, problems }) => {
  problems.allow(/status 403: GET .*\/settings\//, /console error: Failed to load resource: .* 403 .*\/settings\//);
  await enter(page, invite(desk, 'manager'));
  await settings.open(`${desk.address}/settings/profile`);
  await expect(page.getByRole('navigation', { name: 'Pages des paramètres' }).getByRole('link')).toHaveText(['Mon profil']);
  for (const path of ['/settings/desk', '/settings/users']) {
    const answer = await page.goto(`${desk.address}${path}`);
    expect(answer?.status()).toBe(403);
    await expect(page.getByRole('heading', { name: 'Accès refusé' }).last()).toBeVisible();
    await expect(page.locator('form[action^="/settings"]')).toHaveCount(0);
    await ready(page);
  }
});

test.describe('an owner', () => {
  let own: Awaited<ReturnType<typeof startMarkedDesk>>;

  test.beforeEach(async ({ browser, context }) => {
    own = await startMarkedDesk(browser, false);
    await context.addCookies(own.session.cookies);
  });

  test.afterEach(() => own.stop());

  test('sets name, time zone, currency and languages of the desk', async ({ page, browser, context }) => {
    await settings.open(`${own.address}/settings/profile`);
    await settings.tab('Espace');
    await expect(settings.field('Fuseau horaire')).toHaveValue('Europe/Paris');
    await settings.field('Nom de l’équipe').fill('Atelier Lumière');
    await settings.field('Fuseau horaire').fill('Europe/Nulle-Part');
    await settings.field('Devise par défaut').selectOption('UAH');
    await settings.box('Français').uncheck();
    await settings.choice('Par défaut : English').check();
    await settings.send('Enregistrer');
    await expect(settings.field('Fuseau horaire')).toHaveAccessibleDescription(/Choisissez un fuseau de la liste/);
    await expect(settings.field('Fuseau horaire')).toHaveValue('Europe/Nulle-Part');
    await expect(settings.field('Devise par défaut')).toHaveValue('UAH');
    await expect(settings.box('Français')).not.toBeChecked();

    await settings.field('Fuseau horaire').fill('Asia/Kathmandu');
    await settings.send('Enregistrer');
    await expect(settings.notice).toHaveText('Changes saved.');
    await expect(page).toHaveTitle('Desk · Atelier Lumière');
    await expect(settings.field('Time zone')).toHaveValue('Asia/Kathmandu');
    await expect(page.locator('html')).toHaveAttribute('lang', 'en');

    const stranger = await browser.newContext({ locale: 'fr-FR' });
    try {
      const entry = await stranger.newPage();
      await entry.goto(`${own.address}/sign-in`);
      await expect(entry.locator('html')).toHaveAttribute('lang', 'en');
      await expect(entry.locator('.entry__languages button')).toHaveText(['English', 'Українська']);
    } finally {
      await stranger.close();
    }

    const other = new SettingsPage(await context.newPage(), ready);
    await other.open(`${own.address}/settings/desk`);
    await page.bringToFront();
    await settings.box('English').uncheck();
    await settings.box('Українська').uncheck();
    await settings.send('Save');
    await expect(settings.alert).toContainText('At least one language stays on offer.');
    await expect(settings.box('English'), 'as it was left').not.toBeChecked();
  });

  test('invites somebody, gives another role, and shuts the door', async ({ page, browser }, { project }) => {
    await settings.open(`${own.address}/settings/users`);
    await settings.field('Nom').fill('Max Müller');
    await settings.field('Adresse e-mail').fill('max@example.org');
    await settings.choice('Lecteur').check();
    await settings.send('Créer l’invitation');
    await expect(settings.notice).toContainText('Lien créé : Max Müller.');
    const link = page.getByLabel('Lien à usage unique');
    const address = await link.inputValue();
    expect(address).toContain(`${own.address}/welcome/`);
    await expect(settings.member('Max Müller')).toContainText('Invitation valable jusqu’au');
    const copy = page.getByRole('button', { name: 'Copier' });
    if (isHydrated(project)) {
      await copy.click();
      await expect(page.getByText('Copié', { exact: true })).toBeAttached();
    } else {
      await expect(copy).toBeHidden();
    }

    const context = await browser.newContext();
    try {
      const theirs = await context.newPage();
      await enter(theirs, { name: 'Max Müller', email: 'max@example.org', link: address });
      await page.reload();
      await ready(page);
      await expect(settings.notice, 'the link is shown once').toHaveCount(0);
      await expect(settings.member('Max Müller')).not.toContainText('Invitation');

      await settings.manage('Max Müller', 'Propriétaire');
      await expect(settings.notice).toContainText('Rôle modifié : Max Müller.');
      await theirs.goto(`${own.address}/settings/users`);
      await expect(theirs.locator('.member')).toHaveCount(2);

      await settings.manage('Max Müller', 'Désactiver l’accès');
      await expect(settings.member('Max Müller')).toContainText('Accès désactivé');
      await theirs.reload();
      await expect(theirs, 'felt at the next request').toHaveURL(/\/sign-in/);

      await settings.manage('§ Ana', 'Lecteur');
      await expect(settings.alert).toContainText('C’est le dernier propriétaire actif');
      await settings.manage('Max Müller', 'Réactiver l’accès');
      await expect(settings.notice).toContainText('Accès rétabli : Max Müller.');
    } finally {
      await context.close();
    }
  });

  test('who invites the same person twice is told so kindly', async () => {
    await settings.open(`${own.address}/settings/users`);
    for (const said of ['Lien créé', 'Lien créé']) {
      await settings.field('Nom').fill('Max Müller');
      await settings.field('Adresse e-mail').fill('max@example.org');
      await settings.send('Créer l’invitation');
      await expect(settings.notice).toContainText(said);
      await expect(settings.member('Max Müller')).toHaveCount(1);
    }
    await settings.field('Nom').fill('Quelqu’un d’autre');
    await settings.field('Adresse e-mail').fill('MAX@example.org');
    await settings.send('Créer l’invitation');
    await expect(settings.field('Adresse e-mail')).toHaveAccessibleDescription(/appartient déjà/);
    await expect(settings.field('Nom')).toHaveValue('Quelqu’un d’autre');
  });
});

/** A second browser of somebody who has chosen a password. */
async function signedIn(browser: import('@playwright/test').Browser, desk: RunningDesk, email: string): Promise<BrowserContext> {
  const userAgent = 'Mozilla/5.0 (Windows NT 10.0; rv:132.0) Gecko/20100101 Firefox/132.0';
  const context = await browser.newContext({ locale: 'fr-FR', userAgent });
  const page = await context.newPage();
  await page.goto(`${desk.address}/sign-in`);
  await page.locator('#email').fill(email);
  await page.locator('#password').fill(PASSWORD);
  await page.locator('form[action="/session"] button').click();
  await expect(page).toHaveURL(/\/orders$/);
  return context;
}
