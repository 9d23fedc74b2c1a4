import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from '@playwright/test';

// The demo serves the tests: `TALKOOT_BIN` is the program, its data lie in a temporary folder that is new each run.
const port = Number(process.env.TALKOOT_E2E_PORT ?? 8391);
const program = process.env.TALKOOT_BIN ?? '';
const data = (process.env.TALKOOT_E2E_DATA ??= mkdtempSync(join(tmpdir(), 'talkoot-e2e-')));

export default defineConfig({
  testDir: 'tests',
  outputDir: 'results/files',
  // One server and two cores: more browsers at once only make each slower.
  workers: 1,
  fullyParallel: false,
  forbidOnly: Boolean(process.env.CI),
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ['json', { outputFile: 'results/results.json' }]],
  globalTeardown: './tidy.ts',
  use: {
    baseURL: `http://localhost:${port}`,
    locale: 'fi-FI',
    timezoneId: 'Europe/Helsinki',
    viewport: { width: 1280, height: 800 },
    reducedMotion: 'reduce',
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: process.env.TALKOOT_CHROMIUM ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  projects: [
    { name: 'islands', testMatch: 'islands/*.spec.ts' },
    // The set-up starts a program of its own on an empty folder.
    ...(program ? [{ name: 'demo', testMatch: 'demo/*.spec.ts' }, { name: 'setup', testMatch: 'setup/*.spec.ts' }] : []),
    // Every page that staff can get to by links, in three languages: half an hour, so only when it is asked for.
    ...(program && process.env.TALKOOT_WALK ? [{ name: 'walk', testMatch: 'walk/*.spec.ts' }] : []),
  ],
  webServer: program
    ? {
        command: `"${program}" demo --listen 127.0.0.1:${port} --data "${data}"`,
        url: `http://localhost:${port}/readyz`,
        timeout: 120_000,
        stdout: 'ignore',
        stderr: 'pipe',
        gracefulShutdown: { signal: 'SIGTERM', timeout: 5_000 },
      }
    : undefined,
});
