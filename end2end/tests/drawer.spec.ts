// An order over the list on wide screens: opened by mouse and keyboard, walked through, closed by Back and Escape; a page
// everywhere else.
import { expectAccessible } from '../fixtures/axe';
import { expect, hydrated, isHydrated, isPhone, test } from '../fixtures/desk';
import { cards, lane } from '../pages/board';

const over = (project: { name: string }) => isHydrated(project) && !isPhone(project);

test('an order opens over the list, its neighbours follow, and Back leads to the list as it was', async ({ orders, page }, { project }) => {
  test.skip(!over(project), 'wide screens with the client');
  await orders.open('stage_kind=done&cols=number,client,total');
  const list = page.url();
  const [first, second, third] = await orders.shownNumbers();
  const drawer = page.locator('.drawer');
  await orders.numbers.nth(1).click();
  await expect(drawer.getByRole('heading', { level: 1 })).toHaveText(`Commande ${second}`);
  await expect(page).toHaveURL(new RegExp(`/orders/${second}\\?`));
  await expect(page).toHaveTitle(new RegExp(`Commande ${second}`));
  await expect(drawer).toBeFocused();
  await expect(page.locator('.orders')).toHaveAttribute('inert', '');
  await expectAccessible(page);

  await page.keyboard.press('ArrowDown');
  await expect(drawer.getByRole('heading', { level: 1 })).toHaveText(`Commande ${third}`);
  await drawer.getByRole('button', { name: 'Commande précédente de la liste' }).click();
  await expect(drawer.getByRole('heading', { level: 1 })).toHaveText(`Commande ${second}`);
  await page.keyboard.press('ArrowUp');
  await expect(drawer.getByRole('heading', { level: 1 })).toHaveText(`Commande ${first}`);

  await page.goBack();
  await expect(drawer).toBeHidden();
  await expect(page).toHaveURL(list);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Commandes');
  await expect(orders.numbers.first()).toBeFocused();

  await page.keyboard.press('Enter');
  await expect(drawer.getByRole('heading', { level: 1 })).toHaveText(`Commande ${first}`);
  await page.keyboard.press('Escape');
  await expect(drawer).toBeHidden();
  await orders.numbers.first().click();
  await expect(drawer).toBeVisible();
  await page.reload();
  await hydrated(page);
  await expect(drawer).toHaveCount(0);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Commande ${first}`);
});

test('a card of the board opens over the board', async ({ open, page }, { project }) => {
  test.skip(!over(project), 'wide screens with the client');
  await open('/orders?view=board&fold=error');
  const link = cards(lane(page, 'new')).first().locator('a.number');
  const number = (await link.textContent()) ?? '';
  await link.click();
  await expect(page.locator('.drawer').getByRole('heading', { level: 1 })).toHaveText(`Commande ${number.trim()}`);
  await page.locator('.drawer').getByRole('link', { name: 'Retour aux commandes' }).click();
  await expect(page.locator('.drawer')).toBeHidden();
  await expect(page).toHaveURL(/view=board/);
});

test('elsewhere an order is a page', async ({ orders, page }, { project }) => {
  test.skip(over(project), 'opens over the list there');
  await orders.open('stage_kind=done');
  const [first] = await orders.shownNumbers();
  await orders.numbers.first().click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Commande ${first}`);
  await expect(page.locator('.drawer')).toHaveCount(0);
  await page.getByRole('link', { name: 'Retour aux commandes' }).click();
  await expect(page).toHaveURL(/stage_kind=done/);
});
