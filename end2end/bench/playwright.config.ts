// The figures of the browser: one desktop window, one after the other, no retries. Run by `cargo xtask bench`.
import { defineConfig } from '@playwright/test';
import base from '../playwright.config';

// A browser as it comes: those of the tests compile the client by the quick tier only.
const { launchOptions, ...use } = base.use!;
const args = launchOptions!.args!.filter((flag) => !flag.startsWith('--js-flags'));

export default defineConfig({
  ...base,
  use: { ...use, launchOptions: { ...launchOptions, args } },
  testDir: '.',
  testMatch: '*.bench.ts',
  outputDir: '../test-results/bench',
  timeout: 300_000,
  workers: 1,
  reporter: [['line']],
  projects: [{ name: 'hydrated-desktop', use: { viewport: { width: 1360, height: 860 }, trace: 'off' } }],
});
