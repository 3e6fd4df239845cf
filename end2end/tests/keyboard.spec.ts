// Keys that work on every page, the list of keys, and the palette: by keyboard, by mouse and by finger.
import { expectAccessible } from '../fixtures/axe';
import { expect, hydrated, isHydrated, isPhone, test } from '../fixtures/desk';
import { importOrders, type Imported } from '../fixtures/imports';
import { enter, invite } from '../fixtures/people';
import { Palette } from '../pages/palette';

const MAVKA: Imported = { number: 'PAL-3107', name: 'Мавка Лісова', email: 'mavka.lisova@lis.example', phone: '+380 44 555 31 07' };
const FOUND = new RegExp(`^${MAVKA.number}`);
const LIST = /\/api\/orders\/list$/;

test.use({ contextOptions: { reducedMotion: 'reduce' } });

let palette: Palette;

test.beforeEach(({ page }, { project }) => {
  palette = new Palette(page, isPhone(project));
});

test('without the client no button waits for it', async ({ page, orders }, { project }) => {
  test.skip(isHydrated(project), 'is about what the client brings');
  await orders.open();
  await expect(palette.button).toBeHidden();
  await (await orders.menu('Camille Laurent')).waitFor();
  await expect(page.getByRole('button', { name: 'Raccourcis clavier' })).toBeHidden();
  await expect(page.locator('dialog.modal')).toHaveText(['', '']);
});

test.describe('keys', () => {
  test.beforeEach(({}, { project }) => test.skip(!isHydrated(project), 'keys need the client'));

  test('? lists them, Escape closes the list and the focus returns', async ({ page, orders }) => {
    await orders.open();
    const number = orders.numbers.first();
    await number.focus();
    await page.keyboard.press('?');
    await expect(palette.help).toBeVisible();
    await expect(palette.help).toContainText('Aller à la liste des commandes');
    await expect(palette.help.getByRole('button', { name: 'Fermer' })).toBeFocused();
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await expectAccessible(page);
    }
    await page.keyboard.press('Escape');
    await expect(palette.help).toBeHidden();
    await expect(number).toBeFocused();
  });

  test('the account’s menu lists them too', async ({ page, orders }) => {
    await orders.open();
    const menu = await orders.menu('Camille Laurent');
    await palette.press(menu.getByRole('button', { name: 'Raccourcis clavier' }));
    await expect(palette.help).toBeVisible();
    await palette.press(palette.help.getByRole('button', { name: 'Fermer' }));
    await expect(palette.help).toBeHidden();
    expect(new URL(page.url()).pathname).toBe('/orders');
  });

  test('/ goes to the search, and to the palette where there is none', async ({ page, orders, open }) => {
    await orders.open();
    await page.keyboard.press('/');
    await expect(orders.search).toBeFocused();
    await expect(orders.search).toHaveValue('');
    await open('/settings/profile');
    await page.keyboard.press('/');
    await expect(palette.field).toBeFocused();
    await expect(palette.field).toHaveValue('');
  });

  test('g t leads to the list: to the one an order was opened from, else to where one begins', async ({ page, orders, open }) => {
    await orders.open('kind=standard&sort=client');
    // Those in sight: how many are drawn beside them is nobody’s matter.
    const inSight = async () => (await orders.shownNumbers()).slice(0, 12);
    const numbers = await inSight();
    await orders.numbers.first().click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Commande ${numbers[0]}`);
    await orders.follow(async () => {
      await page.keyboard.press('g');
      await page.keyboard.press('t');
    });
    expect(orders.query()).toBe('kind=standard&sort=client');
    expect(await inSight()).toEqual(numbers);
    await open('/settings/profile');
    await orders.follow(async () => {
      await page.keyboard.press('g');
      await page.keyboard.press('t');
    });
    expect(new URL(page.url()).pathname).toBe('/orders');
  });

  test('of a Cyrillic layout are known by their place', async ({ page, open }) => {
    await open('/settings/profile');
    const client = await page.context().newCDPSession(page);
    for (const [key, code] of [['п', 'KeyG'], ['е', 'KeyT']]) {
      await client.send('Input.dispatchKeyEvent', { type: 'keyDown', key, code, text: key });
      await client.send('Input.dispatchKeyEvent', { type: 'keyUp', key, code });
    }
    await expect(page).toHaveURL(/\/orders(\?|$)/);
    await client.send('Input.dispatchKeyEvent', { type: 'keyDown', key: 'л', code: 'KeyK', modifiers: 2 });
    await expect(palette.field).toBeFocused();
  });

  test('type where one types', async ({ page, orders, open }) => {
    await orders.open();
    await orders.search.click();
    await page.keyboard.type('g t?/');
    await expect(orders.search).toHaveValue('g t?/');
    await open('/settings/profile');
    const name = page.getByLabel('Nom', { exact: true });
    await name.fill('');
    await name.pressSequentially('?/gt');
    await expect(name).toHaveValue('?/gt');
    await page.getByLabel('Langue', { exact: true }).focus();
    await page.keyboard.press('?');
    await expect(page.locator('dialog[open]')).toHaveCount(0);
    expect(new URL(page.url()).pathname).toBe('/settings/profile');
  });

  test('do nothing with Alt, with Ctrl, or while a dialog is open', async ({ page, orders }) => {
    await orders.open();
    await page.keyboard.press('Alt+?');
    await page.keyboard.press('Control+/');
    await page.keyboard.press('Control+g');
    await page.keyboard.press('t');
    await page.keyboard.press('?');
    await expect(palette.help).toBeVisible();
    await page.keyboard.press('/');
    await page.keyboard.press('Control+k');
    await expect(palette.help).toBeVisible();
    await expect(palette.field).toHaveCount(0);
    await expect(orders.search).not.toBeFocused();
  });

  test('Ctrl+Enter sends the form that one is in', async ({ page, orders }) => {
    await orders.open();
    await page.locator('[data-command=filter]').click();
    const panel = page.locator('details.menu[open] > .menu__panel');
    await panel.locator('input[name=payment]').first().check();
    await orders.follow(() => page.keyboard.press('Control+Enter'));
    expect(orders.query()).toMatch(/^payment=/);
    await expect(panel).toBeHidden();
  });
});

test.describe('the palette', () => {
  test.beforeEach(({ desk }, { project }) => {
    test.skip(!isHydrated(project), 'the palette needs the client');
    importOrders(desk, [MAVKA]);
  });

  test('opens and closes by key, and the focus returns', async ({ page, orders }) => {
    await orders.open();
    await orders.search.click();
    await palette.open();
    await expect(palette.option('Exporter')).toBeVisible();
    await expect(palette.dialog.getByRole('group', { name: 'Dernières commandes' }).getByRole('option')).toHaveCount(5);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await expectAccessible(page);
    }
    await page.keyboard.press('Control+k');
    await expect(palette.dialog).toBeHidden();
    await expect(orders.search).toBeFocused();
    await palette.open();
    await page.keyboard.press('Escape');
    await expect(palette.dialog).toBeHidden();
    await expect(orders.search).toBeFocused();
  });

  test('walks its lines by arrows and goes round', async ({ page, orders }) => {
    await orders.open();
    await palette.open();
    await palette.field.fill('thème');
    await expect(palette.options).toHaveCount(2);
    await expect(await palette.chosen()).toContainText('Clair');
    await page.keyboard.press('ArrowDown');
    await expect(await palette.chosen()).toContainText('Sombre');
    await page.keyboard.press('ArrowDown');
    await expect(await palette.chosen()).toContainText('Clair');
    await page.keyboard.press('ArrowUp');
    await expect(await palette.chosen()).toContainText('Sombre');
  });

  test('opens the filter, the columns, the views and the export, and goes into them', async ({ page, orders }) => {
    await orders.open();
    for (const name of ['Filtrer', 'Colonnes', 'Enregistrer la vue', 'Exporter']) {
      await test.step(name, async () => {
        await palette.open();
        await palette.field.fill(name);
        await expect(await palette.chosen()).toContainText(name);
        await page.keyboard.press('Enter');
        await expect(palette.dialog).toBeHidden();
        const open = page.locator('details.menu[open] .menu__panel');
        await expect(open.locator(':focus')).toBeVisible();
        await page.keyboard.press('Escape');
        await expect(open).toHaveCount(0);
      });
    }
  });

  test('leads to the search, to the settings and back', async ({ page, orders }) => {
    await orders.open();
    await palette.open();
    await palette.field.fill('rechercher une');
    await page.keyboard.press('Enter');
    await expect(orders.search).toBeFocused();
    await palette.open();
    await palette.field.fill('équipe');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/settings\/users$/);
    await hydrated(page);
    await palette.open();
    await expect(palette.option('Colonnes'), 'nothing is offered that the page has not').toHaveCount(0);
    await palette.field.fill('aller commandes');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/orders/);
  });

  test('finds an order by its number and by its client, and opens it', async ({ page, orders }) => {
    for (const typed of [MAVKA.number, 'мавка']) {
      await orders.open('kind=standard');
      await palette.open();
      await palette.field.pressSequentially(typed, { delay: 10 });
      await expect(palette.option(FOUND)).toContainText(MAVKA.name!);
      await expect(await palette.chosen()).toContainText(MAVKA.number);
      await page.keyboard.press('Enter');
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Commande ${MAVKA.number}`);
      // The way back leads to the list that was looked at.
      expect(new URL(page.url()).search).toBe('?kind=standard');
    }
  });

  test('finds by e-mail and phone, which leave neither address nor log', async ({ page, orders, desk }) => {
    const requested: string[] = [];
    page.on('request', (request) => requested.push(`${request.url()} ${request.headers()['referer'] ?? ''}`));
    for (const typed of [MAVKA.email!, MAVKA.phone!]) {
      await orders.open();
      await palette.open();
      await palette.field.fill(typed);
      await expect(palette.option(FOUND)).toBeVisible();
      await orders.follow(() => palette.press(palette.option(/Voir toutes les commandes/)));
      expect(orders.query()).toMatch(/^s=[0-9a-f]{32}$/);
      expect(await orders.shownNumbers()).toEqual([MAVKA.number]);
    }
    const personal = /mavka|555 ?31 ?07/i;
    expect(requested.filter((line) => personal.test(decodeURIComponent(line).replaceAll('+', ' ')))).toEqual([]);
    expect(desk.output()).not.toMatch(personal);
  });

  test('works by mouse and by finger', async ({ page, orders }) => {
    await orders.open();
    await palette.press(palette.button);
    await expect(palette.field).toBeFocused();
    await palette.field.fill(MAVKA.number);
    await palette.press(palette.option(FOUND));
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Commande ${MAVKA.number}`);
    await palette.press(palette.button);
    await palette.press(palette.dialog.getByRole('button', { name: 'Fermer' }));
    await expect(palette.dialog).toBeHidden();
    await expect(palette.button).toBeFocused();
  });

  test('says that nothing was found', async ({ orders }) => {
    await orders.open();
    await palette.open();
    await palette.field.fill('zzz introuvable');
    await expect(palette.dialog.getByRole('status')).toHaveText('Rien ne correspond à « zzz introuvable ».');
    await expect(palette.options).toHaveCount(0);
  });

  test('says that the search failed, and tries again', async ({ page, orders, problems }) => {
    problems.allow(/net::ERR_FAILED/, /request failed/);
    await orders.open();
    await page.route(LIST, (route) => route.abort());
    await palette.open();
    await palette.field.fill(MAVKA.number);
    await expect(palette.dialog.getByRole('status')).toHaveText('La recherche n’a pas abouti.');
    await expect(palette.dialog.getByRole('status')).toBeVisible();
    await page.unroute(LIST);
    await palette.press(palette.option('Réessayer'));
    await expect(palette.option(FOUND)).toContainText(MAVKA.name!);
  });

  test('drops an answer that comes too late', async ({ page, orders }) => {
    await orders.open();
    let release = () => {};
    const late = new Promise<void>((done) => (release = done));
    await page.route(LIST, async (route) => {
      if (route.request().postData()?.includes('zzz')) await late;
      await route.continue();
    });
    await palette.open();
    const asked = page.waitForRequest((request) => LIST.test(request.url()) && Boolean(request.postData()?.includes('zzz')));
    await palette.field.fill('zzz introuvable');
    const slow = await asked;
    await palette.field.fill(MAVKA.number);
    await expect(palette.option(FOUND)).toContainText(MAVKA.name!);
    release();
    await (await slow.response())?.finished();
    await expect(palette.option(FOUND)).toContainText(MAVKA.name!);
    await expect(palette.dialog.getByRole('status')).toContainText('2');
  });
});

test.describe('one’s own choice', () => {
  test.use({ signedIn: false });
  test.beforeEach(({}, { project }) => test.skip(!isHydrated(project), 'keys need the client'));

  test('switches single keys off, and Ctrl+K stays', async ({ page, desk, open, orders }) => {
    await enter(page, invite(desk, 'manager'));
    await open('/settings/profile');
    await page.getByLabel('Raccourcis à une seule touche').uncheck();
    await page.keyboard.press('Control+Enter');
    await expect(page.getByText('Modifications enregistrées')).toBeVisible();
    await orders.open();
    for (const key of ['?', '/', 'g', 't']) await page.keyboard.press(key);
    await expect(orders.search).not.toBeFocused();
    await palette.open();
    await expect(palette.help).toBeHidden();
    await palette.field.fill('raccourcis');
    await expect((await palette.chosen()).locator('kbd'), 'keys that do nothing are not shown').toHaveCount(0);
    await page.keyboard.press('Enter');
    await expect(palette.help).toContainText('sont désactivés dans votre profil');
  });

  test('of theme and language follows from the palette', async ({ page, desk, orders }) => {
    await enter(page, invite(desk, 'viewer'));
    await hydrated(page);
    await orders.open('kind=standard');
    await palette.open();
    await palette.field.fill('sombre');
    await page.keyboard.press('Enter');
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
    await hydrated(page);
    expect(orders.query()).toBe('kind=standard');
    await palette.open();
    await palette.field.fill('english');
    await page.keyboard.press('Enter');
    await expect(page.locator('html')).toHaveAttribute('lang', 'en');
    await hydrated(page);
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Search and actions' }).fill('sign out');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/sign-in/);
  });
});
