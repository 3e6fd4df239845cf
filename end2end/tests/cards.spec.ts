// What else happens to cards: all of a filter at once, columns that are out of sight, what is refused or does not come, a
// finger that takes a card to the next column, a pen. Each test leaves the desk as it found it.
import type { Page } from '@playwright/test';
import { expectAccessible } from '../fixtures/axe';
import { expect, hydrated, isHydrated, isPhone, silent, test } from '../fixtures/desk';
import { dragTo, Finger, pointOf } from '../fixtures/hand';
import { card, cards, colleague, count, give, heads, lane, numberOf, show, stands, taggedElsewhere, toast } from '../pages/board';
import { SettingsPage } from '../pages/settings';

const undo = (page: Page, text: RegExp) => toast(page, text).last().getByRole('button', { name: 'Défaire' });

test.describe('once the client is alive', () => {
  test.beforeEach(({}, { project }) => {
    test.skip(!isHydrated(project), 'needs the client');
  });

  test('all of the filter is chosen from a card, counted, looked over, changed and taken back at once', async ({ page, open, orders }) => {
    await show(page, open, 'funnel=standard&stage_kind=new,awaiting_payment,in_progress');
    const all = await orders.count();
    expect(all).toBeGreaterThan(20);
    const first = cards(lane(page, 'new')).first();
    await first.getByRole('checkbox').click();
    await page.getByRole('button', { name: `Sélectionner les ${all} de ce filtre` }).click();
    await expect(page.getByText(`Les ${all} commandes de ce filtre sont sélectionnées`)).toBeVisible();
    await page.getByRole('button', { name: 'Archiver', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: new RegExp(`^Modifier ${all}\\scommandes`) });
    await expect(dialog).toBeVisible();
    await expectAccessible(page, {}, 'dialog[open]');
    await dialog.getByRole('button', { name: 'Retour' }).click();
    // One that is left out leaves the others that are in sight.
    await first.getByRole('checkbox').click();
    await expect(page.getByText(/^\d+\scommandes\ssélectionnées$/)).toBeVisible();
    await expect(first.getByRole('checkbox')).not.toBeChecked();
    await expect(cards(lane(page, 'new')).nth(1).getByRole('checkbox')).toBeChecked();
    await first.getByRole('checkbox').click();
    await page.getByRole('button', { name: `Sélectionner les ${all} de ce filtre` }).click();
    await page.getByRole('button', { name: 'Archiver', exact: true }).click();
    await dialog.getByRole('button', { name: 'Modifier', exact: true }).click();
    await expect(toast(page, new RegExp(`^${all}\\scommandes modifiées`))).toBeVisible();
    await expect.poll(() => orders.count()).toBe(0);
    await undo(page, /commandes modifiées/).click();
    await expect(toast(page, /Modification défaite/)).toBeVisible();
    await expect.poll(() => orders.count()).toBe(all);
    await expect(cards(lane(page, 'new')).first()).toBeVisible();
  });

  test('a card that went where no column shows it comes back when that is taken back', async ({ page, open }) => {
    // Into a column that is folded; and to a status that the filter does not let through.
    for (const query of ['fold=in_progress', 'stage_kind=new']) {
      await show(page, open, query);
      const number = await numberOf(cards(lane(page, 'new')).first());
      const before = await heads(page);
      await give(page, number, 'En cours');
      await expect(card(page, number)).toHaveCount(0);
      await undo(page, new RegExp(number)).click();
      await stands(page, number, 'new');
      await expect.poll(() => heads(page)).toEqual(before);
    }
  });

  test('a card whose order is out of sight by now goes back, and it is said which one', async ({ page, browser, desk, problems }) => {
    const theirs = await colleague(browser, desk, 'funnel=standard', (other) => silent(other, problems));
    const settings = new SettingsPage(page, hydrated);
    const seen = async (by: boolean) => {
      await settings.open(`${desk.address}/settings/funnels?funnel=standard`);
      await settings.box('Gestionnaire').setChecked(by);
      await settings.send('Enregistrer');
      await expect(page.locator('.notice--done')).toBeVisible();
    };
    const number = await numberOf(cards(lane(theirs, 'new')).first());
    await seen(false);
    await give(theirs, number, 'En cours');
    await expect(toast(theirs, /introuvable/)).toContainText(number);
    await stands(theirs, number, 'new');
    await seen(true);
    await theirs.context().close();
  });

  test('taken back once somebody else has changed it is refused, and it is said why', async ({ page, open, desk, problems }) => {
    await silent(page, problems);
    await show(page, open, 'funnel=standard');
    const before = await heads(page);
    const number = await numberOf(cards(lane(page, 'new')).first());
    await give(page, number, 'En cours');
    await expect(toast(page, new RegExp(number))).toBeVisible();
    const other = await taggedElsewhere(page, desk, number, 'vu ailleurs');
    await undo(page, new RegExp(number)).click();
    await expect(toast(page, /modifiée entre-temps/)).toContainText(number);
    await page.unroute('**/live?*');
    // In the history the two are taken back one after the other, and a way back is named as one.
    for (const what of ['Étiquettes ajoutées : vu ailleurs', 'Statut changé']) {
      await other.goto(`${desk.address}/orders/${encodeURIComponent(number)}`);
      const event = other.locator('.event').filter({ hasText: what }).first();
      await event.getByRole('button', { name: 'Défaire' }).click();
      await expect(other.locator('.notice--change')).toContainText('1 commande modifiée.');
    }
    await expect(other.locator('.event').first()).toContainText('· annulation');
    await other.close();
    await show(page, open, 'funnel=standard');
    await expect.poll(() => heads(page)).toEqual(before);
  });

  test('sorted by the time in its status, a card that was moved stands where a fresh page shows it', async ({ page, open }) => {
    await show(page, open, 'funnel=standard&sort=-stage_entered');
    const number = await numberOf(cards(lane(page, 'new')).nth(1));
    await give(page, number, 'En cours');
    await expect(toast(page, new RegExp(number))).toBeVisible();
    await expect.poll(() => numberOf(cards(lane(page, 'in_progress')).first())).toBe(number);
    await show(page, open, 'funnel=standard&sort=-stage_entered');
    expect(await numberOf(cards(lane(page, 'in_progress')).first())).toBe(number);
    await give(page, number, 'Nouveau');
    await stands(page, number, 'new');
  });

  test('what a column could not ask for it asks for once more', async ({ page, open, problems }, { project }) => {
    test.skip(isPhone(project), 'needs a wheel');
    problems.allow(/net::ERR_FAILED/, /Failed to fetch/);
    await show(page, open);
    expect(await count(page, 'done')).toBeGreaterThan(60);
    await page.route('**/orders/rows', (route) => route.abort());
    const column = lane(page, 'done');
    const scroll = column.locator('.lane__scroll');
    await scroll.hover();
    await expect(async () => {
      await page.mouse.wheel(0, 600);
      await expect(column.getByRole('alert')).toBeVisible({ timeout: 300 });
    }).toPass();
    await expect(column.getByRole('alert')).toContainText('Les cartes suivantes n’ont pas pu être chargées.');
    await expectAccessible(page, {}, '.board');
    await page.unroute('**/orders/rows');
    await column.getByRole('button', { name: 'Réessayer' }).click();
    await expect(column.getByRole('alert')).toHaveCount(0);
    await expect(async () => {
      await page.mouse.wheel(0, 600);
      const last = await column.locator('.slot:has(a.number)').last().getAttribute('data-index');
      expect(Number(last)).toBeGreaterThan(45);
    }).toPass();
  });

  test('a finger takes a card to the next column, which comes into sight', async ({ page, open }, { project }) => {
    test.skip(!isPhone(project), 'a desktop has no finger');
    await show(page, open, 'stage_kind=new,awaiting_payment');
    const before = await heads(page);
    const finger = await Finger.on(page);
    const number = await numberOf(cards(lane(page, 'new')).first());
    const from = await pointOf(card(page, number).locator('.tile__what'));
    const { width } = page.viewportSize()!;
    await finger.drag(from, { x: width - 6, y: from.y });
    const next = lane(page, 'awaiting_payment');
    await expect.poll(async () => (await next.boundingBox())!.x).toBeLessThan(width / 2);
    await finger.move({ x: width - 6, y: from.y }, { x: width / 2 + 40, y: from.y });
    await expect(next).toHaveAttribute('data-over', 'yes');
    await finger.up();
    await stands(page, number, 'awaiting_payment');
    await expect.poll(() => heads(page)).toEqual({ new: before.new! - 1, awaiting_payment: before.awaiting_payment! + 1 });
    await undo(page, new RegExp(number)).click();
    await expect.poll(() => heads(page)).toEqual(before);
  });

  test('by a pen', async ({ page, open }, { project }) => {
    test.skip(isPhone(project), 'a pen is used as a mouse is');
    await show(page, open, 'funnel=standard');
    const before = await heads(page);
    const number = await numberOf(cards(lane(page, 'new')).first());
    const [from, to] = [await pointOf(card(page, number).locator('.tile__what')), await pointOf(lane(page, 'in_progress'), undefined, 120)];
    const cdp = await page.context().newCDPSession(page);
    const pen = (type: 'mousePressed' | 'mouseMoved' | 'mouseReleased', x: number, y: number) =>
      cdp.send('Input.dispatchMouseEvent', { type, x, y, pointerType: 'pen', button: 'left', buttons: type === 'mouseReleased' ? 0 : 1, clickCount: 1 });
    await pen('mousePressed', from.x, from.y);
    for (let step = 1; step <= 8; step += 1) await pen('mouseMoved', from.x + ((to.x - from.x) * step) / 8, from.y + ((to.y - from.y) * step) / 8);
    await expect(page.locator('.drag-ghost')).toBeVisible();
    await expect(lane(page, 'in_progress')).toHaveAttribute('data-over', 'yes');
    await expectAccessible(page, {}, '.board');
    await pen('mouseReleased', to.x, to.y);
    await stands(page, number, 'in_progress');
    await undo(page, new RegExp(number)).click();
    await expect.poll(() => heads(page)).toEqual(before);
  });

  test('several cards by the mouse, with the bar of what is chosen, can be read by everybody', async ({ page, open }, { project }) => {
    test.skip(isPhone(project), 'a phone has no mouse');
    await show(page, open, 'funnel=standard');
    for (const at of [0, 1]) await cards(lane(page, 'new')).nth(at).getByRole('checkbox').click();
    await expect(page.getByText('2 commandes sélectionnées')).toBeVisible();
    await dragTo(page, await pointOf(cards(lane(page, 'new')).first().locator('.tile__what')), await pointOf(lane(page, 'done'), undefined, 120));
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await page.mouse.up();
  });
});

test('an action that changed several orders is taken back whole from the history of one', async ({ page, open, desk }, { project }) => {
  await show(page, open, 'funnel=standard&stage_kind=new,in_progress');
  const before = await heads(page);
  const numbers = [await numberOf(cards(lane(page, 'new')).nth(0)), await numberOf(cards(lane(page, 'new')).nth(1))];
  for (const number of numbers) await card(page, number).getByRole('checkbox').click();
  if (isHydrated(project)) {
    await page.getByRole('button', { name: 'Statut', exact: true }).click();
    await page.getByRole('option', { name: 'En cours', exact: true }).click();
    await expect(toast(page, /2\scommandes modifiées/)).toBeVisible();
  } else {
    await page.locator('#bulk select[name=action]').selectOption({ label: 'En cours' });
    await page.getByRole('button', { name: 'Appliquer à la sélection' }).click();
    await expect(page.locator('.notice--change')).toContainText('2 commandes modifiées.');
  }
  await open(`${desk.address}/orders/${encodeURIComponent(numbers[0]!)}`);
  await page.locator('.event').first().getByRole('button', { name: 'Annuler pour toutes les commandes de ce changement' }).click();
  await expect(page.locator('.notice--change')).toContainText('2 commandes modifiées.');
  await show(page, open, 'funnel=standard&stage_kind=new,in_progress');
  await expect.poll(() => heads(page)).toEqual(before);
});

test('without the client several cards go to another funnel by the form, and back', async ({ page, open }, { project }) => {
  test.skip(isHydrated(project), 'whoever has the client has other ways');
  await show(page, open, 'funnel=standard');
  const before = await heads(page);
  const numbers = [await numberOf(cards(lane(page, 'new')).nth(0)), await numberOf(cards(lane(page, 'new')).nth(1))];
  for (const number of numbers) await card(page, number).getByRole('checkbox').check();
  const select = page.locator('#bulk select[name=action]');
  const elsewhere = (await select.locator('option').allTextContents()).find((name) => / · /.test(name))!;
  await select.selectOption({ label: elsewhere.trim() });
  await page.getByRole('button', { name: 'Appliquer à la sélection' }).click();
  await expect(page.locator('.notice--change')).toContainText('2 commandes modifiées.');
  await expect.poll(async () => (await heads(page)).new).toBe(before.new! - 2);
  await page.locator('.notice--change').getByRole('button', { name: 'Défaire' }).click();
  await expect.poll(() => heads(page)).toEqual(before);
});
