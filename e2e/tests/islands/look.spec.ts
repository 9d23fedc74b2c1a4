import { expect, test } from '@playwright/test';
import { accessible, fits, policyBreaches } from '../../house/look';
import { Stage } from '../../house/stage';
import { everyPart } from './sample';

let stage: Stage;
test.beforeAll(async () => {
  stage = await Stage.open();
});
test.afterAll(() => stage.close());

for (const width of [1600, 1280, 768, 320]) {
  test(`every part of the look is accessible and fits at ${width} px`, async ({ page }, info) => {
    const breaches = policyBreaches(page);
    await page.setViewportSize({ width, height: 900 });
    await page.goto(stage.play(everyPart));
    await accessible(page);
    await fits(page);
    expect(breaches).toEqual([]);
    await page.screenshot({ path: info.outputPath(`look-${width}.png`), fullPage: true });
  });
}

test('what one presses is at least 44 px high', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 900 });
  await page.goto(stage.play(everyPart));
  const small = await page.locator('.btn, input:not([type=radio]), select, .choice, .pages a').evaluateAll((all) =>
    all.filter((e) => e.getBoundingClientRect().height < 44).map((e) => e.outerHTML.slice(0, 80)),
  );
  expect(small).toEqual([]);
});

test('on paper there are words and no tools', async ({ page }) => {
  await page.goto(stage.play(everyPart));
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByText('Nimeä edustaja')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Muistuta' })).toBeHidden();
  await expect(page.getByRole('search')).toBeHidden();
});

test('scripts and styles of a page stay small', async ({ page }) => {
  await page.goto(stage.play(everyPart, ['editor.js', 'session.js', 'reorder.js', 'drafts.js']));
  await page.waitForLoadState('networkidle');
  const bytes = await page.evaluate(() => performance.getEntriesByType('resource').reduce((sum, e) => sum + (e as PerformanceResourceTiming).decodedBodySize, 0));
  expect(bytes).toBeGreaterThan(50_000);
  expect(bytes).toBeLessThan(120_000);
});
