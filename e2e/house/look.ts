// What every page must show, whatever it is about.
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** Fails on any breach that axe finds (WCAG 2.2 A and AA, and its best practices). */
export async function accessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const told = violations.flatMap((v) => v.nodes.map((n) => `${v.id}: ${v.help}\n    ${n.target.join(' ')}\n    ${n.html.slice(0, 200)}`));
  expect(told, `axe on ${page.url()} at ${page.viewportSize()?.width} px`).toEqual([]);
}

/** Nothing may stick out of the page sideways: what is wide scrolls in its own frame. */
export async function fits(page: Page): Promise<void> {
  const out = await page.evaluate(() => {
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
  expect(out, `${page.url()} is wider than the window`).toEqual([]);
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
