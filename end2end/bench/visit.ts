// The desk that is measured, and a tab of a browser that has never been there.
import type { Browser, BrowserContext, Page } from '@playwright/test';
import { enter, invite } from '../fixtures/people';
import { startDesk, type RunningDesk } from '../fixtures/process';
import { watch } from './watch';

/** The pixels of a usual screen. */
const SCREEN = 1920 * 1080;

let desk: RunningDesk;
let session: Awaited<ReturnType<BrowserContext['storageState']>>;

/** Starts the desk and signs its owner in. */
export async function beginDesk(browser: Browser): Promise<void> {
  // It is kept from one run to the next, and the first one gave it an owner.
  desk = await startDesk({ database: process.env.COMPTOIR_BENCH_DATABASE, owned: true });
  const context = await browser.newContext();
  await enter(await context.newPage(), invite(desk, 'owner'));
  session = await context.storageState();
  await context.close();
}

export async function endDesk(): Promise<void> {
  await desk?.stop();
}

/** A tab of a browser that has never been here, on `/orders`, hydrated. */
export async function visit(browser: Browser, query = '', viewport = { width: 1360, height: 860 }): Promise<Page> {
  // A window that is higher than screens are has the pixels of a screen all the same: they are drawn by the processor here.
  const deviceScaleFactor = Math.min(1, Math.sqrt(SCREEN / (viewport.width * viewport.height)));
  const context = await browser.newContext({ storageState: session, baseURL: desk.address, viewport, deviceScaleFactor });
  const page = await context.newPage();
  await watch(page);
  await page.goto(`/orders${query}`);
  await page.locator('html[data-hydrated]').waitFor({ state: 'attached' });
  return page;
}
