// The manager's story on a 390 px phone, with a network that fails: ten minutes before a meeting.
import { type Page } from '@playwright/test';
import { expect, test } from '../../house/base';

const PHONE = { width: 390, height: 844 };

/** The brief of today's example meeting, found as a manager finds it. */
async function brief(page: Page): Promise<void> {
  await page.setViewportSize(PHONE);
  await page.goto('/fi/meetings');
  await page.getByRole('link', { name: /Kuntajohtajakokous/ }).first().click();
  await page.getByRole('link', { name: 'Valmistaudu kokoukseen' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Kuntajohtajakokous');
}

test('manager: the brief says what is asked, promised and changed, and fits the phone', async ({ as, sound, picture }) => {
  const page = await as('manager');
  await brief(page);
  const main = page.locator('main');
  await expect(main).toContainText('Päätettävänä on');
  await expect(main).toContainText('Mitä pyydetään: Sysmä');
  await expect(main).toContainText('Ilmoittakaa puuttuvat tilat ja niiden esteettömyys.');
  await expect(main).toContainText('Ilmoita yhteispalvelupisteen tilat ja niiden esteettömyys');
  await expect(main).toContainText('lisätty listalle: Ohjelma valmistui kutsun jälkeen.');
  await expect(page.getByRole('link', { name: 'Liity etänä' })).toBeVisible();
  await sound(page);
  await picture('brief', page);
  const zip = await page.request.get(await page.getByRole('link', { name: 'ZIP liitteineen' }).getAttribute('href') ?? '');
  expect(zip.status()).toBe(200);
});

test('manager: a note typed while the network is gone is kept and arrives when it is back', async ({ as }) => {
  const page = await as('manager');
  await brief(page);
  const note = page.getByLabel(/^Oma muistiinpano: Tuulivoiman/);
  const words = `Kysy etäisyyksistä ${Date.now()}`;
  await page.context().setOffline(true);
  await note.fill(words);
  await expect(page.locator('.status').first()).toBeVisible();
  // The tab is closed in the tunnel, and opened again where the network is.
  await page.waitForTimeout(900);
  const address = page.url();
  const again = await page.context().newPage();
  await page.close({ runBeforeUnload: false });
  await page.context().setOffline(false);
  await again.setViewportSize(PHONE);
  await again.goto(address);
  await expect(again.getByLabel(/^Oma muistiinpano: Tuulivoiman/)).toHaveValue(words);
  await expect
    .poll(async () => (await (await again.request.get(address)).text()).includes(words), { timeout: 15_000 })
    .toBe(true);

  const coordinator = await as('coordinator');
  await coordinator.goto(address);
  await expect(coordinator.locator('main')).not.toContainText(words);
  await expect(coordinator.getByLabel(/^Oma muistiinpano: Tuulivoiman/)).toHaveValue('');
});

test('manager: the line of the round is written by the link of a letter without signing in', async ({ as, page, sound }) => {
  const coordinator = await as('coordinator');
  await coordinator.goto('/fi/meetings');
  const links = await coordinator.locator('main a[href*="/meetings/"]').evaluateAll((all) => all.map((a) => a.getAttribute('href') ?? ''));
  let round = '';
  for (const link of links) {
    const answer = await coordinator.request.get(`${link}/round`);
    if (answer.status() === 200 && (await answer.text()).includes('/round/ask')) round = `${link}/round`;
  }
  expect(round, 'a coming meeting has a round').not.toBe('');
  await coordinator.goto(round);
  await coordinator.getByRole('button', { name: /Pyydä/ }).first().click();
  await coordinator.goto('/fi/outbox');
  await coordinator.getByRole('link', { name: /kuulumiset: Sysmä/i }).first().click();
  const letter = (await coordinator.locator('main').textContent()) ?? '';
  const link = /\/fi\/round\/[0-9a-f]{40}/.exec(letter)?.[0] ?? '';
  expect(link).not.toBe('');

  await page.setViewportSize(PHONE);
  await page.goto(link);
  await sound(page);
  await page.getByLabel('Mitä kunnallesi kuuluu?').fill('Uusi uimaranta avattiin.');
  await page.getByRole('button', { name: 'Tallenna rivi' }).click();
  await expect(page.locator('main')).toContainText('Rivi on tallessa.');
  await coordinator.goto(round);
  await expect(coordinator.getByRole('row', { name: /Sysmä/ })).toContainText('Uusi uimaranta avattiin.');
});

test('manager: an assistant opens the brief for the manager and sees none of the notes', async ({ as, sound }) => {
  const page = await as('assistant');
  await page.setViewportSize(PHONE);
  await page.goto('/fi/profile');
  await page.locator('select[name="acting"], input[name="acting"]').first().waitFor();
  const select = page.locator('select[name="acting"]');
  if (await select.count()) await select.selectOption({ label: 'Sysmän kunnanjohtaja' });
  else await page.getByLabel('Sysmän kunnanjohtaja').check();
  await page.locator('form[action$="/profile/acting"] button').click();
  await brief(page);
  await expect(page.locator('main')).toContainText('Mitä pyydetään: Sysmä');
  await expect(page.locator('main')).not.toContainText('Kysy etäisyyksistä');
  await sound(page);
});
