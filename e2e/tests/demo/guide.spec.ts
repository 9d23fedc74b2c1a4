// The user's guide with its pictures, which are taken here where no errand of another test passes by.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, type Role } from '../../house/base';

const GUIDE = join(import.meta.dirname, '..', '..', '..', 'docs', 'kayttoopas.md');

const PAGES: [name: string, role: Role | null, address: string][] = [
  ['handover', 'coordinator', '/fi/offices/handover'],
  ['year-plan', 'coordinator', '/fi/year-plan'],
  ['body', 'coordinator', '/fi/bodies/kuntajohtajakokous'],
  ['people', 'coordinator', '/fi/people'],
  ['feedback', 'coordinator', '/fi/desk/feedback'],
  ['profile', 'manager', '/fi/profile'],
  ['outbox', 'admin', '/fi/outbox'],
  ['admin', 'admin', '/fi/admin'],
  ['notices', 'admin', '/fi/notices'],
  ['municipality', null, '/fi/municipalities/sysma'],
  ['follow', null, '/fi/follow'],
];

test('each page that the guide shows is there', async ({ as, page: visitor, picture }) => {
  test.setTimeout(120_000);
  for (const [name, role, address] of PAGES) {
    const page = role ? await as(role) : visitor;
    const answer = await page.goto(address);
    expect(answer?.status(), address).toBe(200);
    // A hint for the first time would stand in the picture for ever.
    const hint = page.getByRole('button', { name: 'Selvä, älä näytä enää' });
    if (await hint.isVisible()) await hint.click();
    await picture(name, page);
  }
});

test('the guide shows the way from the meeting to its agenda, call and round', async ({ as, picture }) => {
  const page = await as('coordinator');
  await page.goto('/fi/desk');
  await page.getByRole('link', { name: /Avaa istunto: / }).first().click();
  await page.locator('.crumb a').last().click();
  for (const [link, name] of [
    ['Esityslistan valmistelu', 'agenda'],
    ['Kutsu', 'call'],
  ] as const) {
    const meeting = page.url();
    await page.locator('main').getByRole('link', { name: link, exact: true }).click();
    const hint = page.getByRole('button', { name: 'Selvä, älä näytä enää' });
    if (await hint.isVisible()) await hint.click();
    await picture(name, page);
    await page.goto(meeting);
  }
  await page.goto(`${page.url()}/round`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Kuntien kuulumiset');
  await picture('round', page);
});

test('the guide that the program serves shows its pictures, each with its words', async ({ page, sound }) => {
  const told = [...readFileSync(GUIDE, 'utf8').matchAll(/!\[([^\]]+)\]\(pictures\/([a-z0-9-]+\.webp)\)/g)];
  expect(told.length).toBeGreaterThan(20);
  await page.goto('/fi/guide');
  const shown = page.locator('article img');
  await expect(shown).toHaveCount(told.length);
  for (const [, words, name] of told) {
    const picture = page.locator(`img[src="/guide/pictures/${name}"]`);
    await expect(picture).toHaveAttribute('alt', words!);
    await picture.scrollIntoViewIfNeeded();
    await expect.poll(() => picture.evaluate((e: HTMLImageElement) => e.naturalWidth), { message: name }).toBe(1280);
  }
  await sound(page);
  await page.setViewportSize({ width: 320, height: 640 });
  await sound(page);
});

test('a region’s own template is made of a body, founds another, and its removal is undone', async ({ as, sound }) => {
  const page = await as('admin');
  await page.goto('/fi/admin/bodies');
  await page.getByLabel('Minkä toimielimen asetuksista').selectOption({ label: 'Päijät-Hämeen Kuntaturva -työryhmä' });
  await page.getByLabel('Mallin nimi').fill('Turvallisuusryhmä');
  await page.getByRole('button', { name: 'Tee malli' }).click();
  await expect(page.getByRole('checkbox', { name: 'Turvallisuusryhmä' })).toBeVisible();
  await sound(page);
  await page.setViewportSize({ width: 320, height: 640 });
  await sound(page);
  await page.getByRole('button', { name: 'Poista malli: Turvallisuusryhmä' }).click();
  await expect(page.getByRole('checkbox', { name: 'Turvallisuusryhmä' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Kumoa' }).click();
  await expect(page.getByRole('checkbox', { name: 'Turvallisuusryhmä' })).toBeVisible();
});

test('whoever has signed in chooses how many reminders come by mail', async ({ as, sound }) => {
  const page = await as('manager');
  await page.goto('/fi/profile');
  await page.getByLabel('Muistutukset sähköpostiin').selectOption({ label: 'Enintään yksi päivässä' });
  await page.getByRole('button', { name: 'Tallenna', exact: true }).click();
  await expect(page.getByLabel('Muistutukset sähköpostiin')).toHaveValue('daily');
  await expect(page.locator('#follows')).toContainText('Et seuraa vielä mitään');
  await sound(page);
  await page.setViewportSize({ width: 320, height: 640 });
  await sound(page);
  await page.getByLabel('Muistutukset sähköpostiin').selectOption('each');
  await page.getByRole('button', { name: 'Tallenna', exact: true }).click();
});

test('on a phone many actions are chosen at once', async ({ as, sound }) => {
  const page = await as('coordinator');
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto('/fi/actions');
  await page.locator('.by-municipality input[type="checkbox"]').first().check();
  await page.locator('.by-municipality input[type="checkbox"]').nth(1).check();
  await page.getByRole('button', { name: 'Toimi valituille' }).click();
  await expect(page).toHaveURL(/many\?row=.*&row=/);
  await sound(page);
});
