// Cards moved by mouse, finger, keys and their menu, one and several, and taken back; what others did meanwhile, what is due
// and what does not arrive is said. Each test leaves the desk as it found it.
import type { Locator, Page } from '@playwright/test';
import { expect, hydrated, isHydrated, isPhone, silent, test } from '../fixtures/desk';
import { dragTo, Finger, pointOf } from '../fixtures/hand';
import { card, cards, chooseTwo, heads, lane, numberOf, show, taggedElsewhere, toast } from '../pages/board';
import { SettingsPage } from '../pages/settings';

test.describe('moved', () => {
  test.beforeEach(({}, { project }) => {
    test.skip(!isHydrated(project), 'needs the client');
  });

  /** The first card of a column, once it stands in another one; then as it was. */
  async function movedAndBack(page: Page, number: string, from: string, to: string, before: Record<string, number>): Promise<void> {
    await expect(card(page, number).and(lane(page, to).locator('.slot'))).toBeVisible();
    await expect(toast(page, new RegExp(number))).toBeVisible();
    await expect.poll(() => heads(page)).toEqual({ ...before, [from]: before[from]! - 1, [to]: before[to]! + 1 });
    await toast(page, new RegExp(number)).getByRole('button', { name: 'Défaire' }).click();
    await expect(card(page, number).and(lane(page, from).locator('.slot'))).toBeVisible();
    await expect.poll(() => heads(page)).toEqual(before);
  }

  test('by the mouse: the card follows, the column is outlined, the heads follow', async ({ page, open }, { project }) => {
    test.skip(isPhone(project), 'a phone has no mouse');
    await show(page, open);
    const before = await heads(page);
    const first = cards(lane(page, 'new')).first();
    const number = await numberOf(first);
    await dragTo(page, await pointOf(first.locator('.tile__what')), await pointOf(lane(page, 'in_progress'), undefined, 120));
    await expect(page.locator('.drag-ghost')).toBeVisible();
    await expect(lane(page, 'in_progress')).toHaveAttribute('data-over', 'yes');
    await page.mouse.up();
    await movedAndBack(page, number, 'new', 'in_progress', before);
  });

  test('a drag that is given up moves nothing', async ({ page, open }, { project }) => {
    test.skip(isPhone(project), 'a phone has no mouse');
    await show(page, open);
    const before = await heads(page);
    const first = cards(lane(page, 'new')).first();
    const number = await numberOf(first);
    let asked = 0;
    page.on('request', (request) => (asked += request.url().endsWith('/api/orders/change') ? 1 : 0));
    await dragTo(page, await pointOf(first.locator('.tile__what')), await pointOf(lane(page, 'in_progress'), undefined, 120));
    await expect(page.locator('.drag-ghost')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.locator('.drag-ghost')).toHaveCount(0);
    await page.mouse.up();
    await expect(card(page, number).and(lane(page, 'new').locator('.slot'))).toBeVisible();
    expect(await heads(page)).toEqual(before);
    expect(asked).toBe(0);
  });

  test('by the menu of the card', async ({ page, open }) => {
    await show(page, open);
    const before = await heads(page);
    const number = await numberOf(cards(lane(page, 'new')).first());
    await page.getByRole('button', { name: `Changer le statut de la commande ${number}`, exact: true }).click();
    await page.getByRole('option', { name: 'En cours' }).click();
    await movedAndBack(page, number, 'new', 'in_progress', before);
  });

  test('by keys: the focus stays on the card, and it is said once', async ({ page, open }, { project }) => {
    test.skip(isPhone(project), 'a phone has no keyboard');
    await show(page, open);
    const before = await heads(page);
    const number = await numberOf(cards(lane(page, 'new')).first());
    const link = page.getByRole('link', { name: number, exact: true });
    await link.focus();
    await page.keyboard.press('ArrowDown');
    await expect(link).not.toBeFocused();
    await page.keyboard.press('ArrowUp');
    await expect(link).toBeFocused();
    await page.keyboard.press('Shift+ArrowRight');
    await expect(card(page, number).and(lane(page, 'awaiting_payment').locator('.slot'))).toBeVisible();
    await expect(link).toBeFocused();
    await expect(toast(page, new RegExp(number))).toHaveCount(1);
    // The next move waits for the one before, and neither is lost.
    await page.keyboard.press('Shift+ArrowRight');
    await expect(card(page, number).and(lane(page, 'in_progress').locator('.slot'))).toBeVisible();
    await expect(link).toBeFocused();
    await expect(toast(page, /En cours/)).toBeVisible();
    await expect.poll(() => heads(page)).toEqual({ ...before, new: before.new! - 1, in_progress: before.in_progress! + 1 });
    await page.keyboard.press('Control+z');
    await expect(card(page, number).and(lane(page, 'awaiting_payment').locator('.slot'))).toBeVisible();
    await expect(link).toBeFocused();
    await page.keyboard.press('Shift+ArrowLeft');
    await expect(card(page, number).and(lane(page, 'new').locator('.slot'))).toBeVisible();
    await expect.poll(() => heads(page)).toEqual(before);
  });

  test('by a finger that is held down', async ({ page, open }, { project }) => {
    test.skip(!isPhone(project), 'a desktop has no finger');
    await show(page, open, 'stage_kind=new,awaiting_payment&fold=awaiting_payment');
    const before = await heads(page);
    const finger = await Finger.on(page);
    const first = cards(lane(page, 'new')).first();
    const number = await numberOf(first);
    await finger.drag(await pointOf(first.locator('.tile__what')), await pointOf(lane(page, 'awaiting_payment'), 8));
    await expect(lane(page, 'awaiting_payment')).toHaveAttribute('data-over', 'yes');
    await finger.up();
    await expect(toast(page, new RegExp(number))).toBeVisible();
    await expect.poll(() => heads(page)).toEqual({ new: before.new! - 1, awaiting_payment: before.awaiting_payment! + 1 });
    // The strip follows as the heads do.
    await expect(page.locator('.board__jump', { hasText: 'Nouveau' }).locator('.lane__count [aria-hidden]')).toHaveText(String(before.new! - 1));
    await toast(page, new RegExp(number)).getByRole('button', { name: 'Défaire' }).click();
    await expect.poll(() => heads(page)).toEqual(before);
  });

  test('a toast covers neither the list of a card nor the bar of what is chosen', async ({ page, open }, { project }) => {
    test.skip(!isPhone(project), 'a wide screen has room beside them');
    await show(page, open, 'funnel=standard&stage_kind=new,refunded');
    const before = await heads(page);
    const number = await numberOf(cards(lane(page, 'new')).first());
    const list = async (of: string) => {
      await page.getByRole('button', { name: `Changer le statut de la commande ${of}`, exact: true }).tap();
      await expect(page.getByRole('listbox')).toBeVisible();
    };
    await list(number);
    await page.getByRole('option', { name: 'En cours', exact: true }).tap();
    const told = toast(page, new RegExp(number));
    await expect(told).toBeVisible();
    const apart = async (below: Locator) => {
      const [above, under] = [(await told.boundingBox())!, (await below.boundingBox())!];
      expect(above.y + above.height).toBeLessThanOrEqual(under.y);
    };
    await list(await numberOf(cards(lane(page, 'new')).first()));
    await apart(page.getByRole('listbox'));
    await page.keyboard.press('Escape');
    const box = cards(lane(page, 'new')).nth(1).getByRole('checkbox');
    await box.tap();
    await apart(page.locator('.bulk'));
    await box.tap();
    await told.getByRole('button', { name: 'Défaire' }).tap();
    await expect.poll(() => heads(page)).toEqual(before);
  });

  test('not by a finger that moves at once: it scrolls', async ({ page, open }, { project }) => {
    test.skip(!isPhone(project), 'a desktop has no finger');
    await show(page, open, 'stage_kind=new');
    const before = await heads(page);
    const column = lane(page, 'new');
    const finger = await Finger.on(page);
    const at = await pointOf(cards(column).nth(2).locator('.tile__what'));
    await finger.down(at);
    await finger.move(at, { x: at.x, y: at.y - 200 });
    await finger.up();
    await expect.poll(() => column.locator('.lane__scroll').evaluate((scroll) => scroll.scrollTop)).toBeGreaterThan(50);
    await expect(page.locator('.drag-ghost')).toHaveCount(0);
    expect(await heads(page)).toEqual(before);
  });

  test('several at once, and back at once', async ({ page, open }, { project }) => {
    test.skip(isPhone(project), 'a phone has no mouse');
    // Of one funnel: those of two go to a stage each, by a request each.
    await show(page, open, 'funnel=standard');
    const before = await heads(page);
    const numbers = await chooseTwo(page);
    await expect(page.getByText('2 commandes sélectionnées')).toBeVisible();
    await dragTo(page, await pointOf(card(page, numbers[0]!).locator('.tile__what')), await pointOf(lane(page, 'awaiting_payment'), undefined, 120));
    await page.mouse.up();
    await expect(toast(page, /2\s?commandes modifiées/)).toBeVisible();
    await expect.poll(() => heads(page)).toEqual({ ...before, new: before.new! - 2, awaiting_payment: before.awaiting_payment! + 2 });
    // What is still chosen is moved on as it is now, not as it was when it was chosen.
    await page.getByRole('link', { name: numbers[0]!, exact: true }).focus();
    await page.keyboard.press('Shift+ArrowRight');
    await expect.poll(() => heads(page)).toEqual({ ...before, new: before.new! - 2, in_progress: before.in_progress! + 2 });
    await page.keyboard.press('Shift+ArrowLeft');
    await expect.poll(() => heads(page)).toEqual({ ...before, new: before.new! - 2, awaiting_payment: before.awaiting_payment! + 2 });
    await page.keyboard.press('Shift+ArrowLeft');
    await expect.poll(() => heads(page)).toEqual(before);
    for (const number of numbers) await expect(card(page, number).and(lane(page, 'new').locator('.slot'))).toBeVisible();
  });

  test('among the finished ones only after a word about what is due', async ({ page, open }) => {
    await show(page, open, 'payment=unpaid&stage_kind=new,done');
    const before = await heads(page);
    const number = await numberOf(cards(lane(page, 'new')).first());
    const menu = page.getByRole('button', { name: `Changer le statut de la commande ${number}`, exact: true });
    await menu.click();
    await page.getByRole('option', { name: 'Terminé' }).click();
    const dialog = page.getByRole('dialog', { name: 'Terminer alors qu’il reste à payer ?' });
    await expect(dialog).toContainText(number);
    await expect(dialog.getByRole('button', { name: 'Retour' })).toBeFocused();
    await dialog.getByRole('button', { name: 'Retour' }).click();
    await expect(card(page, number).and(lane(page, 'new').locator('.slot'))).toBeVisible();
    expect(await heads(page)).toEqual(before);
    await menu.click();
    await page.getByRole('option', { name: 'Terminé' }).click();
    await dialog.getByRole('button', { name: 'Terminer quand même' }).click();
    await movedAndBack(page, number, 'new', 'done', before);
  });

  test('beyond the limit of a column with a word about it', async ({ page, open, desk, context }) => {
    await show(page, open, 'funnel=standard');
    const count = (await heads(page)).in_progress!;
    const settings = new SettingsPage(await context.newPage(), hydrated);
    const limit = async (most: string) => {
      await settings.open(`${desk.address}/settings/funnels`);
      for (const link of ['Ventes', 'Modifier « En cours »']) {
        const answered = settings.page.waitForEvent('domcontentloaded');
        await settings.page.getByRole('main').getByRole('link', { name: link, exact: true }).click();
        await answered;
        await hydrated(settings.page);
      }
      await settings.field('Limite de commandes').fill(most);
      await settings.send('Enregistrer');
    };
    await limit(String(count));
    await page.bringToFront();
    await show(page, open, 'funnel=standard');
    const before = await heads(page);
    const [number, head] = [await numberOf(cards(lane(page, 'new')).first()), lane(page, 'in_progress').locator('.lane__count')];
    await expect(head).toContainText(`limite ${count}`);
    await page.getByRole('button', { name: `Changer le statut de la commande ${number}`, exact: true }).click();
    await page.getByRole('option', { name: 'En cours', exact: true }).click();
    await expect(toast(page, new RegExp(`En cours.*${count + 1}\\scommandes, au-delà de la limite de ${count}`))).toBeVisible();
    await expect(head).toContainText(`au-delà de la limite de ${count}`);
    await toast(page, new RegExp(number)).getByRole('button', { name: 'Défaire' }).click();
    await expect(head).not.toContainText('au-delà');
    expect(await heads(page)).toEqual(before);
    await limit('');
    await settings.page.close();
  });

  test('what somebody else has changed meanwhile is shown, and theirs or one’s own is kept', async ({ page, open, desk, problems }) => {
    await silent(page, problems);
    await show(page, open);
    const before = await heads(page);
    const number = await numberOf(cards(lane(page, 'new')).first());
    const other = await taggedElsewhere(page, desk, number, 'vu ailleurs');
    await page.getByRole('button', { name: `Changer le statut de la commande ${number}`, exact: true }).click();
    await page.getByRole('option', { name: 'En cours' }).click();
    const dialog = page.getByRole('dialog', { name: /a modifié cette commande entre-temps$/ });
    await expect(dialog).toContainText('Étiquettes ajoutées : vu ailleurs');
    await expect(dialog).toContainText(/Votre modification\s: Commande .*\s: statut «\sEn cours\s»/);
    await expect(dialog.getByRole('button', { name: 'Garder la leur' })).toBeFocused();
    await dialog.getByRole('button', { name: 'Garder la leur' }).click();
    await expect(card(page, number).and(lane(page, 'new').locator('.slot'))).toBeVisible();
    await expect(page.getByRole('link', { name: number, exact: true })).toBeFocused();
    expect(await heads(page)).toEqual(before);
    await page.unroute('**/live?*');
    await other.locator('.notice--change').getByRole('button', { name: 'Défaire' }).click();
    // A page that is left for another one does not close.
    await expect(other.locator('.facts .tag', { hasText: 'vu ailleurs' })).toHaveCount(0);
    await other.close();
  });

  test('what does not reach the server is sent again until it does', async ({ page, open, problems }) => {
    problems.allow(/net::ERR_FAILED/, /Failed to fetch/);
    await show(page, open);
    const before = await heads(page);
    const number = await numberOf(cards(lane(page, 'new')).first());
    await page.route('**/orders/change', (route) => route.abort());
    await page.getByRole('button', { name: `Changer le statut de la commande ${number}`, exact: true }).click();
    await page.getByRole('option', { name: 'En cours' }).click();
    await expect(toast(page, /Connexion perdue/)).toBeVisible();
    await expect(card(page, number).and(lane(page, 'in_progress').locator('.slot')), 'nothing is lost').toBeVisible();
    await page.unroute('**/orders/change');
    await expect(toast(page, /Connexion perdue/)).toHaveCount(0);
    await movedAndBack(page, number, 'new', 'in_progress', before);
  });

  test('what the server cannot do now goes back, and is done when tried again', async ({ page, open, problems }) => {
    problems.allow(/status of 503/, /status 503: POST/);
    await show(page, open);
    const before = await heads(page);
    const number = await numberOf(cards(lane(page, 'new')).first());
    await page.route('**/orders/change', (route) => route.fulfill({ status: 503, contentType: 'application/json', body: '"Unavailable"' }));
    await page.getByRole('button', { name: `Changer le statut de la commande ${number}`, exact: true }).click();
    await page.getByRole('option', { name: 'En cours' }).click();
    const again = page.locator('.toast').getByRole('button', { name: 'Réessayer' });
    await expect(again).toBeVisible();
    await expect(card(page, number).and(lane(page, 'new').locator('.slot'))).toBeVisible();
    await page.unroute('**/orders/change');
    await again.click();
    await movedAndBack(page, number, 'new', 'in_progress', before);
  });

  test('two moves of one card are taken back one after the other', async ({ page, open }) => {
    await show(page, open, 'stage_kind=new,awaiting_payment,in_progress');
    const before = await heads(page);
    const number = await numberOf(cards(lane(page, 'new')).first());
    const link = page.getByRole('link', { name: number, exact: true });
    await link.focus();
    for (const stage of ['awaiting_payment', 'in_progress']) {
      await page.keyboard.press('Shift+ArrowRight');
      await expect(card(page, number).and(lane(page, stage).locator('.slot'))).toBeVisible();
      await expect(toast(page, new RegExp(number)).last()).toBeVisible();
    }
    await expect(toast(page, new RegExp(`${number}.*En cours`))).toBeVisible();
    await page.keyboard.press('Control+z');
    await expect(card(page, number).and(lane(page, 'awaiting_payment').locator('.slot'))).toBeVisible();
    await expect(toast(page, /Modification défaite/)).toBeVisible();
    await page.keyboard.press('Control+z');
    await expect(card(page, number).and(lane(page, 'new').locator('.slot'))).toBeVisible();
    await expect.poll(() => heads(page)).toEqual(before);
    // And again, by the button that the key leaves alone.
    await toast(page, /Modification défaite/).last().getByRole('button', { name: 'Rétablir' }).click();
    await expect(card(page, number).and(lane(page, 'awaiting_payment').locator('.slot'))).toBeVisible();
    // News may be here before the answer, with which comes what the key takes back.
    await expect(toast(page, /Modification défaite/).last().getByRole('button', { name: 'Défaire' })).toBeVisible();
    await page.keyboard.press('Control+z');
    await expect.poll(() => heads(page)).toEqual(before);
  });

  test('to another funnel by the menu, which names its statuses', async ({ page, open }, { project }) => {
    test.skip(isPhone(project), 'the list is the same');
    await show(page, open);
    const number = await numberOf(cards(lane(page, 'new')).first());
    await page.getByRole('button', { name: `Changer le statut de la commande ${number}`, exact: true }).click();
    const elsewhere = page.getByRole('option', { name: / · / }).nth(1);
    const name = (await elsewhere.textContent())!.trim();
    await elsewhere.click();
    await expect(toast(page, new RegExp(number))).toContainText(name);
    await expect(card(page, number).and(lane(page, 'new').locator('.slot'))).toHaveCount(0);
    await expect(card(page, number), 'in the column of the kind that its status there has').toHaveCount(1);
    await toast(page, new RegExp(number)).getByRole('button', { name: 'Défaire' }).click();
    await expect(card(page, number).and(lane(page, 'new').locator('.slot'))).toBeVisible();
  });

  test('shows in the table as well, and the way back shows the board as it is now', async ({ page, open, orders }) => {
    await show(page, open, 'stage_kind=new,in_progress');
    const before = await heads(page);
    const number = await numberOf(cards(lane(page, 'new')).first());
    await page.getByRole('button', { name: `Changer le statut de la commande ${number}`, exact: true }).click();
    await page.getByRole('option', { name: 'En cours' }).click();
    await expect(toast(page, new RegExp(number))).toBeVisible();
    await page.getByRole('navigation', { name: 'Affichage' }).getByRole('link', { name: 'Tableau' }).click();
    const row = orders.rows.filter({ has: page.getByRole('link', { name: number, exact: true }) });
    await expect(row.locator('.col--status')).toContainText('En cours');
    await page.getByRole('navigation', { name: 'Affichage' }).getByRole('link', { name: 'Kanban' }).click();
    await expect(card(page, number).and(lane(page, 'in_progress').locator('.slot'))).toBeVisible();
    expect(await heads(page)).toEqual({ new: before.new! - 1, in_progress: before.in_progress! + 1 });
    await toast(page, new RegExp(number)).getByRole('button', { name: 'Défaire' }).click();
    await expect.poll(() => heads(page)).toEqual(before);
  });
});
