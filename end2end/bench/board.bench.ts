// How the board of a large desk feels in Chromium.
import { test } from '@playwright/test';
import { tell } from './figure';
import { beginDesk, endDesk, visit } from './visit';
import { slowFrames, slowdown, untilShown } from './watch';

const REPEATS = 5;

test.beforeAll(({ browser }) => beginDesk(browser));
test.afterAll(() => endDesk());

test('browser: from table to board and back', async ({ browser }) => {
  const page = await visit(browser);
  const option = (name: string) => page.getByRole('navigation', { name: 'Affichage' }).getByRole('link', { name });
  // Both were shown once: what is measured is what is loaded.
  await untilShown(page, '.lane .slot', () => option('Kanban').click());
  await untilShown(page, 'tbody tr', () => option('Tableau').click());
  const taken: number[] = [];
  for (let run = 0; run < 2 * REPEATS; run += 1) {
    taken.push(await untilShown(page, '.lane .slot', () => option('Kanban').click()));
    taken.push(await untilShown(page, 'tbody tr', () => option('Tableau').click()));
  }
  tell('browser table to board', taken, 'ms', 50);
  await page.context().close();
});

test('browser: frames of the board at a quarter of the speed', async ({ browser }) => {
  const page = await visit(browser, '?view=board', { width: 1920, height: 5000 });
  // The server's come first, those that make the columns full behind them.
  await page.waitForFunction(() => document.querySelectorAll('.slot').length >= 300, undefined, { timeout: 10_000 }).catch(() => undefined);
  const cards = await page.locator('.slot').count();
  await slowdown(page, 4);
  const dragged: number[] = [];
  for (let run = 0; run < REPEATS; run += 1) {
    const lanes = page.locator('.lane');
    const from = (await lanes.first().locator('.slot .tile__client').first().boundingBox())!;
    const to = (await lanes.nth(2).boundingBox())!;
    const at = { x: from.x + 20, y: from.y + from.height / 2 };
    await page.mouse.move(at.x, at.y);
    await page.mouse.down();
    dragged.push(
      await slowFrames(page, async () => {
        for (let step = 1; step <= 60; step += 1) {
          const share = step <= 30 ? step / 30 : (60 - step) / 30;
          await page.mouse.move(at.x + (to.x + 60 - at.x) * share, at.y + 200 * share);
          await page.waitForTimeout(16);
        }
      }),
    );
    await page.keyboard.press('Escape');
    await page.mouse.up();
  }
  tell('browser slow frames, card', cards >= 300 ? dragged : [NaN], '%', 1, `${cards} cards in the page`);
  await page.context().close();
});

test('browser: frames of a long column at a quarter of the speed', async ({ browser }) => {
  const page = await visit(browser, '?view=board');
  const column = page.locator('.lane[data-lane="done"]');
  await column.scrollIntoViewIfNeeded();
  const [box, count] = [(await column.boundingBox())!, await column.locator('.lane__count').textContent()];
  await slowdown(page, 4);
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  const scrolled: number[] = [];
  for (let run = 0; run < REPEATS; run += 1) {
    scrolled.push(
      await slowFrames(page, async () => {
        for (let step = 0; step < 60; step += 1) {
          await page.mouse.wheel(0, 120);
          await page.waitForTimeout(16);
        }
      }),
    );
  }
  tell('browser slow frames, column', scrolled, '%', 1, `${(count ?? '').trim()} cards`);
  await page.context().close();
});
