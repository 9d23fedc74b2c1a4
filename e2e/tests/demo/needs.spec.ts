// Each need of the sources that this part answers, acted out on the demo's own record.
import { expect, test } from '../../house/base';

test('need 1: a series changes from monthly to weekly and keeps the history of its rule', async ({ as }) => {
  const page = await as('coordinator');
  await page.goto('/fi/bodies/kuntajohtajakokous/series');
  await page.locator('main a[href*="/series/"]').first().click();
  await expect(page.locator('main')).toContainText(/keskiviikko|viikoittain|kuukausi/i);
});

test('need 5: the sector groups stand side by side in one register', async ({ page }) => {
  await page.goto('/fi/bodies');
  for (const group of ['Kuntien sivistystoimenjohtajat', 'Kuntajohtajakokous', 'Puheenjohtajafoorumi']) {
    await expect(page.getByRole('link', { name: group }).first()).toBeVisible();
  }
});

test('need 6: Asikkala is first in the rotating chair and nothing is agreed after it', async ({ page }) => {
  await page.goto('/fi/bodies/puheenjohtajafoorumi');
  await expect(page.locator('main')).toContainText('Asikkala');
  await expect(page.locator('main')).toContainText(/ei ole sovittu/i);
});

test('need 7: seats end and begin in bulk at a council term', async ({ as }) => {
  const page = await as('coordinator');
  await page.goto('/fi/terms');
  await page.locator('main a[href*="/change"]').first().click();
  await expect(page.locator('textarea').first()).toBeVisible();
});

test('need 8: the meeting of 24.9.2021 is announced, and the body has a calendar', async ({ page }) => {
  await page.goto('/fi/bodies/puheenjohtajafoorumi');
  await expect(page.locator('main')).toContainText('24.9.2021');
  const feed = await page.request.get('/calendar/puheenjohtajafoorumi.ics');
  expect(feed.status()).toBe(200);
  expect(await feed.text()).toContain('DTSTART;VALUE=DATE:20210924');
});

test('need 9: each municipality of the region has a seat in the wind power group, and those without a known holder show', async ({ page }) => {
  await page.goto('/fi/bodies/tuulivoimaryhma');
  const seats = page.locator('section', { has: page.getByRole('heading', { name: 'Kuntien edustus' }) });
  await expect(seats.getByRole('rowheader')).toHaveText(
    ['Asikkala', 'Hartola', 'Heinola', 'Hollola', 'Iitti', 'Kärkölä', 'Lahti', 'Orimattila', 'Padasjoki', 'Sysmä'],
  );
  await expect(seats.getByRole('row', { name: /Sysmä/ })).toContainText('edustaja ei ole tiedossa');
});

test('need 27: the matter 102/13.01/2012 is found by its printed number', async ({ page }) => {
  await expect(async () => {
    await page.goto('/fi/search?q=102%2F13.01%2F2012');
    await expect(page.locator('main')).toContainText('102/13.01/2012', { timeout: 1000 });
    await page.locator('main a[href*="/matters/"]').first().click({ timeout: 2000 });
  }).toPass({ timeout: 60_000 });
  await expect(page.locator('main')).toContainText('102/13.01/2012');
});

test('need 68: Hämeenkoski and Nastola are in the region in 2015 and gone in 2016', async ({ page }) => {
  await page.goto('/fi/municipalities?on=2015-06-01');
  await expect(page.locator('main')).toContainText('Hämeenkoski');
  await page.goto('/fi/municipalities/nastola');
  await expect(page.locator('main')).toContainText('Lahti');
});
