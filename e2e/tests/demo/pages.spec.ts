// The public pages in three languages, wide and narrow: axe, no overflow, the right language, nothing blocked.
import { expect, test } from '../../house/base';
import { faults } from '../../house/look';
import { walk } from '../../house/walk';

// A trace of so many pages would take longer than the pages.
test.use({ trace: 'off' });

const PAGES = [
  '/',
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
  test(`the public pages are sound in ${language}, wide and narrow`, async ({ page }) => {
    test.setTimeout(600_000);
    const found = await walk(page.request, PAGES.map((path) => `/fi${path}`));
    expect([...found.keys()]).toEqual(expect.arrayContaining(['/bodies/{name}', '/meetings/{id}', '/decisions/{id}', '/municipalities/{name}']));
    const rest = [...found.values()].map((path) => path.slice('/fi'.length)).filter((path) => !PAGES.some((known) => known.split('?')[0] === path));
    const addresses = [...PAGES, ...rest].map((path) => `/${language}${path}`);
    const axe = language === 'fi' ? [1280, 320] : [1280];
    const status = (address: string): number => (address.endsWith('/no-such-page') ? 404 : 200);
    expect(await faults(page, addresses, { axe, status })).toEqual([]);
  });
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
