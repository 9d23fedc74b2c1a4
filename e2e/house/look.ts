// What every page must show, whatever it is about.
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** Every breach that axe finds (WCAG 2.2 A and AA, and its best practices). */
async function barriers(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.flatMap((v) => v.nodes.map((n) => `${v.id}: ${v.help}\n    ${n.target.join(' ')}\n    ${n.html.slice(0, 200)}`));
}

/** What sticks out of the page sideways: what is wide must scroll in its own frame. */
async function overflow(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    const clipped = (e: Element): boolean => {
      for (let up = e.parentElement; up; up = up.parentElement) if (getComputedStyle(up).overflowX !== 'visible') return true;
      return false;
    };
    return [...document.body.querySelectorAll('*')]
      .filter((e) => e.getBoundingClientRect().right > width + 1 && !clipped(e))
      .map((e) => `${e.localName}.${e.className} ends at ${Math.round(e.getBoundingClientRect().right)} of ${width}`)
      .slice(-8);
  });
}

/** Fails on any breach that axe finds. */
export async function accessible(page: Page): Promise<void> {
  expect(await barriers(page), `axe on ${page.url()} at ${page.viewportSize()?.width} px`).toEqual([]);
}

/** Fails where anything sticks out of the page sideways. */
export async function fits(page: Page): Promise<void> {
  expect(await overflow(page), `${page.url()} is wider than the window`).toEqual([]);
}

/** The policy must have nothing to report: collects its breaches from now on. */
export function policyBreaches(page: Page): string[] {
  const told: string[] = [];
  page.on('console', (message) => {
    if (/Content Security Policy/i.test(message.text())) told.push(message.text());
  });
  page.on('pageerror', (error) => told.push(String(error)));
  return told;
}

/** All that is wrong with the pages of these addresses at 1280 and 320 px: nothing is, when all is well. axe, which
 *  takes most of the time, looks at the widths of `axe` only: what it finds seldom depends on the language. */
export async function faults(
  page: Page,
  addresses: string[],
  { axe = [1280, 320], status = () => 200 }: { axe?: number[]; status?: (address: string) => number } = {},
): Promise<string[]> {
  const told: string[] = [];
  const blocked = policyBreaches(page);
  for (const address of addresses) {
    const say = (words: string): number => told.push(`${address}: ${words}`);
    await page.setViewportSize({ width: 1280, height: 800 });
    const answer = await page.goto(address);
    if (answer?.status() !== status(address)) say(`answers ${answer?.status()}`);
    const language = address.split('/')[1];
    if ((await page.locator('html').getAttribute('lang')) !== language) say(`is not in ${language}`);
    const headings = await page.locator('h1').count();
    if (headings !== 1) say(`has ${headings} first headings`);
    for (const width of [1280, 320]) {
      await page.setViewportSize({ width, height: 800 });
      for (const words of await overflow(page)) say(`at ${width} px ${words}`);
      if (axe.includes(width)) for (const words of await barriers(page)) say(`at ${width} px ${words}`);
    }
    for (const words of blocked.splice(0)) say(words);
  }
  return told;
}
