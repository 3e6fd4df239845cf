// How the table of a large desk feels in Chromium: on the release binary, through the roles that people use.
import { test, type Page } from '@playwright/test';
import { tell } from './figure';
import { beginDesk, endDesk, visit } from './visit';
import { slowFrames, slowdown, untilRowsDiffer, untilShown } from './watch';

const REPEATS = 5;
const MIB = 1024 * 1024;

test.beforeAll(({ browser }) => beginDesk(browser));
test.afterAll(() => endDesk());

const table = (page: Page) => page.getByRole('region', { name: 'Liste des commandes' });
const heads = (page: Page) => table(page).getByRole('columnheader');

/** Rolls the wheel over the table, a step a frame or so. */
async function roll(page: Page, steps: number, by: number): Promise<void> {
  for (let step = 0; step < steps; step += 1) {
    await page.mouse.wheel(0, by);
    await page.waitForTimeout(16);
  }
}

async function overTheTable(page: Page): Promise<void> {
  const box = (await table(page).boundingBox())!;
  await page.mouse.move(box.x + box.width / 2, Math.min(box.y + box.height / 2, 700));
}

test('browser: hydrated', async ({ browser }) => {
  const taken: number[] = [];
  for (let run = 0; run < REPEATS; run += 1) {
    const page = await visit(browser);
    taken.push(await page.evaluate(() => window.watched.hydrated));
    await page.context().close();
  }
  tell('browser hydrated', taken, 'ms', 1000);
});

test('browser: sort and filter', async ({ browser }) => {
  const page = await visit(browser);
  const sorted: number[] = [];
  for (let run = 0; run < 2 * REPEATS; run += 1) {
    const links = heads(page).getByRole('link');
    const count = await links.count();
    if (count === 0) break;
    const taken = await untilRowsDiffer(page, () => links.nth((run * 2 + 1) % count).click());
    if (!Number.isNaN(taken)) sorted.push(taken);
  }
  tell('browser sort visible', sorted, 'ms', 100);
  const filtered: number[] = [];
  for (let run = 0; run < REPEATS; run += 1) {
    await page.goto('/orders');
    await page.locator('html[data-hydrated]').waitFor({ state: 'attached' });
    const chips = page.getByRole('main').locator('a[href*="stage="]');
    const count = await chips.count();
    if (count === 0) break;
    const taken = await untilRowsDiffer(page, () => chips.nth(run % count).click());
    if (!Number.isNaN(taken)) filtered.push(taken);
  }
  tell('browser filter visible', filtered, 'ms', 100);
  await page.context().close();
});

test('browser: an order over the list', async ({ browser }) => {
  const page = await visit(browser);
  const numbers = table(page).locator('tbody tr:not([hidden]) a.number');
  const taken: number[] = [];
  // The first one, which finds nothing warm, counts as well.
  for (let run = 0; run < 4 * REPEATS; run += 1) {
    taken.push(await untilShown(page, '.drawer:not([hidden]) .card', () => numbers.nth(run % 10).click()));
    await page.keyboard.press('Escape');
    await page.locator('.drawer').waitFor({ state: 'hidden' });
  }
  tell('browser drawer open', taken, 'ms', 100);
  await page.context().close();
});

test('browser: frames of scrolling and dragging at a quarter of the speed', async ({ browser }) => {
  const page = await visit(browser);
  await slowdown(page, 4);
  await overTheTable(page);
  const scrolled: number[] = [];
  for (let run = 0; run < REPEATS; run += 1) {
    scrolled.push(await slowFrames(page, () => roll(page, 60, 240)));
  }
  tell('browser slow frames, scroll', scrolled, '%', 1);
  const dragged: number[] = [];
  await page.goto('/orders');
  await page.locator('html[data-hydrated]').waitFor({ state: 'attached' });
  for (let run = 0; run < REPEATS; run += 1) {
    const [from, to] = [await heads(page).nth(3).boundingBox(), await heads(page).nth(5).boundingBox()];
    if (!from || !to) break;
    await page.mouse.move(from.x + from.width / 3, from.y + from.height / 2);
    await page.mouse.down();
    dragged.push(
      await slowFrames(page, async () => {
        for (let step = 1; step <= 60; step += 1) {
          const share = step <= 30 ? step / 30 : (60 - step) / 30;
          await page.mouse.move(from.x + from.width / 3 + (to.x - from.x) * share, from.y + from.height / 2);
          await page.waitForTimeout(16);
        }
      }),
    );
    await page.keyboard.press('Escape');
    await page.mouse.up();
  }
  tell('browser slow frames, drag', dragged, '%', 1);
  await page.context().close();
});

test('browser: memory and stillness over a hundred thousand rows', async ({ browser }) => {
  const page = await visit(browser);
  await overTheTable(page);
  const size = () => page.evaluate(() => window.watched.memory?.buffer.byteLength ?? NaN);
  const before = await size();
  // Rows are seen at the place where they are drawn: their index is what a screen reader is told.
  const last = () =>
    table(page).evaluate((region) => {
      const rows = [...region.querySelectorAll('[aria-rowindex]')];
      return Math.max(region.querySelectorAll('tbody tr').length, ...rows.map((row) => Number(row.getAttribute('aria-rowindex'))));
    });
  let [seen, still] = [await last(), 0];
  while (seen < 100_000 && still < 40) {
    await roll(page, 20, 2400);
    // What passes too fast to be read is drawn when the hand rests.
    await page.waitForTimeout(150);
    const now = await last();
    still = now > seen ? 0 : still + 1;
    seen = Math.max(seen, now);
  }
  const grown = ((await size()) - before) / MIB;
  const far = seen >= 100_000;
  tell('browser wasm growth', [far ? grown : NaN], 'MiB', 32, far ? `${seen} rows` : `only ${seen} rows could be scrolled`);
  tell('browser layout shift', [await page.evaluate(() => window.watched.shift)], '', 0.005, 'load and scroll');
  await page.context().close();
});
