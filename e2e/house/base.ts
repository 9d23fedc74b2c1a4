// What every errand starts from: `test` with a person signed in, pictures, the keyboard. Page objects stand beside.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test as plain, expect, type Browser, type Page } from '@playwright/test';
import { Keyboard } from './keyboard';
import { accessible, fits, policyBreaches } from './look';

export { expect };

/** The demo's people. */
export type Role = 'coordinator' | 'chair' | 'manager' | 'assistant' | 'admin';

const AUTH = join(import.meta.dirname, '..', '.auth');
const PICTURES = join(import.meta.dirname, '..', '..', 'docs', 'pictures');

/** The logins that `talkoot demo` prints; one password for all in the demo. */
const PASSWORD = 'talkoot';
export const logins: Record<Role, string> = {
  coordinator: 'koordinaattori',
  chair: 'puheenjohtaja',
  manager: 'sysma',
  assistant: 'avustaja',
  admin: 'yllapito',
};

/** Signs in by the page's own form. */
export async function signIn(page: Page, role: Role): Promise<void> {
  await page.goto('/fi/login');
  const form = page.locator('form:has(input[type="password"])');
  await form.locator('input[name="login"]').fill(logins[role]);
  await form.locator('input[type="password"]').fill(PASSWORD);
  await form.locator('button').first().click();
  await expect(page, `${role} is signed in`).not.toHaveURL(/\/login/);
}

/** One sign-in a role and run; the others take its cookies. */
async function saved(browser: Browser, role: Role, run: string, baseURL: string): Promise<string> {
  const file = join(AUTH, `${run}-${role}.json`);
  const known = savedLogins.get(file);
  if (known) return file;
  mkdirSync(AUTH, { recursive: true });
  const page = await browser.newPage({ baseURL });
  await signIn(page, role);
  await page.context().storageState({ path: file });
  await page.context().close();
  savedLogins.set(file, true);
  return file;
}
const savedLogins = new Map<string, boolean>();

type House = {
  /** A page of a person signed in, in a browser context of its own. */
  as: (role: Role) => Promise<Page>;
  keyboard: Keyboard;
  /** Writes `docs/pictures/NAME.webp`, only when TALKOOT_PICTURES=1 asks for it. */
  picture: (name: string, of?: Page) => Promise<void>;
  /** axe, no sideways overflow, nothing blocked by the policy. */
  sound: (of?: Page) => Promise<void>;
};

export const test = plain.extend<House>({
  as: async ({ browser, baseURL }, use, info) => {
    const open: Page[] = [];
    await use(async (role) => {
      const storageState = await saved(browser, role, String(info.workerIndex), baseURL ?? '');
      const context = await browser.newContext({ baseURL, storageState, reducedMotion: 'reduce', viewport: { width: 1280, height: 800 } });
      const page = await context.newPage();
      open.push(page);
      return page;
    });
    await Promise.all(open.map((page) => page.context().close()));
  },
  keyboard: async ({ page }, use) => use(new Keyboard(page)),
  picture: async ({ page }, use) => {
    await use(async (name, of = page) => {
      if (process.env.TALKOOT_PICTURES !== '1') return;
      mkdirSync(PICTURES, { recursive: true });
      await of.setViewportSize({ width: 1280, height: 800 });
      // Playwright itself writes PNG and JPEG only; WebP is a third of their size.
      const browser = await of.context().newCDPSession(of);
      const { data } = await browser.send('Page.captureScreenshot', { format: 'webp', quality: 82 });
      await browser.detach();
      writeFileSync(join(PICTURES, `${name}.webp`), Buffer.from(data, 'base64'));
    });
  },
  sound: async ({ page }, use) => {
    const breaches = policyBreaches(page);
    await use(async (of = page) => {
      await accessible(of);
      await fits(of);
      expect(breaches).toEqual([]);
    });
  },
});
