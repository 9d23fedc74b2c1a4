// The public pages in three languages, wide and narrow: axe, no overflow, the right language, nothing blocked.
import { expect, test } from '../../house/base';

const PAGES = [
  '',
  '/bodies',
  '/meetings',
  '/matters',
  '/decisions',
  '/documents',
  '/actions',
  '/municipalities',
  '/calendar',
  '/search?q=kokous',
  '/search?q=',
  '/login',
  '/no-such-page',
];

for (const language of ['fi', 'sv', 'en']) {
  for (const path of PAGES) {
    const address = `/${language}${path}`;
    test(`${address} is sound, wide and narrow`, async ({ page, sound }) => {
      for (const width of [1280, 320]) {
        await page.setViewportSize({ width, height: 800 });
        const answer = await page.goto(address);
        expect(answer?.status()).toBe(path === '/no-such-page' ? 404 : 200);
        await expect(page.locator('html')).toHaveAttribute('lang', language);
        await expect(page.locator('h1')).toHaveCount(1);
        await sound();
      }
    });
  }
}

test('a page without scripts shows the same words', async ({ browser, baseURL }) => {
  const words = async (javaScriptEnabled: boolean): Promise<string> => {
    const context = await browser.newContext({ baseURL, javaScriptEnabled });
    const page = await context.newPage();
    await page.goto('/fi');
    const text = await page.locator('main').innerText();
    await context.close();
    return text;
  };
  expect(await words(false)).toBe(await words(true));
});
