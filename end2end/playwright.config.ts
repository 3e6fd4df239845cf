// Every spec runs four times: without JavaScript and hydrated, on a desktop and on a phone.
// The desk that the specs talk to is started by fixtures/desk.ts, once for each worker.
import { defineConfig } from '@playwright/test';
import { existsSync } from 'node:fs';
import type { DeskOptions } from './fixtures/desk';

const systemChromium = [
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
].find(existsSync);

const desktop = { viewport: { width: 1360, height: 860 } };
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 };
const nojs = { javaScriptEnabled: false };

export default defineConfig<DeskOptions>({
  testDir: './tests',
  outputDir: './test-results',
  timeout: 30_000,
  expect: { timeout: 7_000 },
  workers: 2,
  fullyParallel: false,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  reporter: [['list']],
  use: {
    locale: 'fr-FR',
    timezoneId: 'Europe/Paris',
    // Calls, network and console; snapshots of the document at each step would take a quarter of the whole time.
    trace: { mode: 'retain-on-failure', screenshots: false, snapshots: false, sources: false },
    launchOptions: {
      executablePath: process.env.CHROMIUM || systemChromium,
      args: [
        '--headless',
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        // Each page compiles the client anew: making its code fast costs a fifth of the whole time and changes nothing
        // that is looked at. The bench has a browser as it comes.
        '--js-flags=--liftoff-only',
      ],
    },
  },
  projects: [
    { name: 'nojs-desktop', use: { ...desktop, ...nojs } },
    { name: 'nojs-phone', use: { ...phone, ...nojs } },
    { name: 'hydrated-desktop', use: desktop },
    { name: 'hydrated-phone', use: phone },
  ],
});
