// Help in place, pages that law wants, undo and drafts: what a secretary and a visitor meet.
import { expect, test } from '../../house/base';

const nothing = /^$/;

test('every page leads to the statements, and a visitor gives feedback that is due in 14 days', async ({ page, sound }) => {
  await page.goto('/fi/bodies');
  await page.getByRole('contentinfo').getByRole('link', { name: 'Saavutettavuusseloste' }).click();
  await expect(page.locator('main')).toContainText('Traficom');
  await sound();
  await page.getByRole('contentinfo').getByRole('link', { name: 'Tietosuojaseloste' }).click();
  await expect(page.locator('main')).toContainText('__Host-talkoot');
  await sound();
  await page.setViewportSize({ width: 360, height: 740 });
  await sound();
  await page.goto('/fi/municipalities');
  await page.getByRole('contentinfo').getByRole('link', { name: 'Anna palautetta' }).click();
  await expect(page.getByLabel('Sivu, jota asia koskee')).toHaveValue('/fi/municipalities');
  await page.getByLabel('Kehitysidea').check();
  await page.getByLabel('Viesti').fill('Näyttäkää kunnan sivulla seuraava kokous.');
  await sound();
  await page.getByRole('button', { name: 'Lähetä palaute' }).click();
  await expect(page.locator('h1')).toHaveText('Kiitos palautteesta');
  await sound();
  // What was sent is no draft any more.
  await page.goto('/fi/feedback');
  await expect(page.getByLabel('Viesti')).toHaveValue('');
  expect(await page.context().cookies(), 'a visitor gets no cookie').toEqual([]);
});

test('feedback waits on the desk, the late one is shown, and closing it can be undone', async ({ as, sound }) => {
  const page = await as('coordinator');
  await page.goto('/fi/desk');
  await page.getByRole('link', { name: /odottaa vastausta/ }).click();
  await expect(page.locator('main')).toContainText('myöhässä');
  await sound(page);
  await page.getByRole('link', { name: /Olisi hyvä nähdä/ }).click();
  await sound(page);
  await page.getByRole('button', { name: 'Otan tämän' }).click();
  await expect(page.locator('main')).toContainText('työn alla');
  await page.getByRole('button', { name: 'Päätä vastaamatta' }).click();
  await expect(page.locator('main')).toContainText('päätetty');
  await sound(page);
  await page.getByRole('button', { name: /^Kumoa/ }).click();
  await expect(page.getByRole('status')).toContainText('niin kuin ennen');
  await expect(page.locator('main')).toContainText('työn alla');
  await page.setViewportSize({ width: 360, height: 740 });
  await sound(page);
});

test('the administrator edits a statement and takes an old version back', async ({ as, sound }) => {
  const page = await as('admin');
  await page.goto('/fi/notices');
  await sound(page);
  await page.goto('/en/notices/accessibility/en');
  await page.locator('.editor-text, [contenteditable]').first().click();
  await page.keyboard.press('Control+Home');
  await page.keyboard.type('Ours since today. ');
  await page.getByRole('button', { name: 'Save and publish' }).click();
  await page.goto('/en/accessibility');
  await expect(page.locator('main')).toContainText('Ours since today.');
  await page.goto('/en/notices/accessibility/en/versions/0');
  await page.getByRole('button', { name: 'Put this version in force' }).click();
  await page.goto('/en/accessibility');
  await expect(page.locator('main')).not.toContainText('Ours since today.');
});

test('a page opens the guide at its section, a hard word explains itself by keyboard, a hint goes for good', async ({ as, sound }) => {
  const page = await as('coordinator');
  await page.goto('/fi/matters/new');
  const hint = page.getByRole('complementary', { name: 'Vihje' });
  await expect(hint).toBeVisible();
  await sound(page);
  await hint.getByRole('button').press('Enter');
  await expect(page.locator('h1')).toBeVisible();
  await expect(hint).toHaveCount(0);
  const word = page.locator('summary', { hasText: 'Mitä tarkoittaa asianumero' }).first();
  await word.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText('102/13.01/2012 on vuoden 2012 asia')).toBeVisible();
  await sound(page);
  await page.getByRole('link', { name: 'Ohje', exact: true }).click();
  await expect(page).toHaveURL(/\/guide#asiat-ja-paatokset$/);
  await expect(page.locator('#asiat-ja-paatokset')).toBeInViewport();
  await sound(page);
  await page.goto('/fi/guide/words');
  await sound(page);
  // Another device of the same person: a row and no cookie.
  const other = await as('coordinator');
  await other.goto('/fi/matters/new');
  await expect(other.getByRole('complementary', { name: 'Vihje' })).toHaveCount(0);
});

test('hard words open without scripts', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ baseURL, javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto('/fi/guide/words');
  await expect(page.locator('#esteellisyys')).toContainText('hallintolaki');
  await context.close();
});

test('an item taken off the agenda comes back exactly, with one press', async ({ as, sound }) => {
  const page = await as('coordinator');
  await page.goto('/fi/meetings/new');
  await page.getByLabel('Toimielin').selectOption({ index: 1 });
  await page.locator('[name="day"]').first().fill('3.3.2031');
  await page.locator('[name="start"]').fill('9.00');
  await page.locator('form:has([name="day"]) button').first().click();
  await expect(page).toHaveURL(/\/meetings\/[0-9a-f-]+/);
  const id = page.url().match(/meetings\/([0-9a-f-]{36})/)?.[1] ?? '';
  const titles = ['Ensimmäinen asia', 'Toinen asia'];
  for (const title of titles) {
    await page.goto(`/fi/meetings/${id}/items/new`);
    await page.locator('[name="title_fi"]').fill(title);
    await page.locator('form:has([name="title_fi"]) button').last().click();
    await page.goto(`/fi/meetings/${id}/agenda`);
    await expect(page.locator('main')).toContainText(title);
  }
  const order = (): Promise<string[]> => page.locator('ol.plain > li h2').allInnerTexts();
  const before = await order();
  await page.getByRole('button', { name: /Poista.*Ensimmäinen asia/ }).click();
  await expect(page.getByRole('status')).toContainText('Ensimmäinen asia');
  await sound(page);
  await page.getByRole('button', { name: /^Kumoa ?: / }).click();
  await expect(page.getByRole('status')).toContainText('niin kuin ennen');
  expect(await order()).toEqual(before);
  await page.goto('/fi/undo');
  await sound(page);
});

test('what was typed survives a closed tab, a lost network and somebody who saved first', async ({ as, sound }) => {
  const page = await as('coordinator');
  const context = page.context();
  await page.goto('/fi/matters/new');
  await page.locator('[name="title"]').fill('Luonnos joka säilyy');
  await page.close();
  const again = await context.newPage();
  await again.goto('/fi/matters/new');
  await expect(again.locator('[name="title"]')).toHaveValue('Luonnos joka säilyy');
  await expect(again.getByText('luonnos palautettiin')).toBeVisible();
  await sound(again);
  // The network is lost: nothing leaves, nothing is lost, and the same press works when it is back.
  await context.setOffline(true);
  const save = again.locator('form:has([name="title"]) button.btn').last();
  await save.click();
  await expect(again.getByRole('alert')).toContainText('Ei yhteyttä');
  await expect(again.locator('[name="title"]')).toHaveValue('Luonnos joka säilyy');
  await context.setOffline(false);
  await expect(again.getByRole('alert')).toContainText('Yhteys palasi');
  await save.click();
  await expect(again).toHaveURL(/\/matters\/[0-9a-f-]{36}/);
  await again.goto('/fi/matters/new');
  await expect(again.locator('[name="title"]')).toHaveValue(nothing);
});

test('a stale version shows both texts and saves the one that is chosen', async ({ as, sound }) => {
  const mine = await as('coordinator');
  await mine.goto('/fi/matters/new');
  await mine.locator('[name="title"]').fill('Kahden muokkaama asia');
  await mine.locator('form:has([name="title"]) button.btn').last().click();
  await expect(mine).toHaveURL(/\/matters\/[0-9a-f-]{36}/);
  const edit = `${new URL(mine.url()).pathname}/edit`;
  await mine.goto(edit);
  await mine.locator('[name="title"]').fill('Minun otsikkoni');
  const theirs = await as('coordinator');
  await theirs.goto(edit);
  await theirs.locator('[name="title"]').fill('Toisen otsikko');
  await theirs.locator('form:has([name="title"]) button.btn').last().click();
  await expect(theirs.locator('h1')).toContainText('Toisen otsikko');
  // I open the page again before saving: both are there.
  await mine.goto(edit);
  await expect(mine.locator('[name="title"]')).toHaveValue('Minun otsikkoni');
  await expect(mine.locator('.draft-theirs')).toContainText('Toisen otsikko');
  await sound(mine);
  await mine.locator('form:has([name="title"]) button.btn').last().click();
  await expect(mine.locator('h1')).toContainText('Minun otsikkoni');
  // And without opening it again: the page of the two versions.
  await theirs.goto(edit);
  await theirs.locator('[name="title"]').fill('Vanhan päälle');
  await mine.goto(edit);
  await mine.locator('[name="title"]').fill('Ehdin ensin');
  await mine.locator('form:has([name="title"]) button.btn').last().click();
  await theirs.locator('form:has([name="title"]) button.btn').last().click();
  await expect(theirs.locator('main')).toContainText('Vanhan päälle');
  await expect(theirs.locator('main')).toContainText('Ehdin ensin');
  await theirs.getByRole('button', { name: 'Tallenna minun versioni' }).click();
  await expect(theirs.locator('h1')).toContainText('Vanhan päälle');
  await theirs.goto(edit);
  await expect(theirs.getByText('luonnos palautettiin')).toHaveCount(0);
});
