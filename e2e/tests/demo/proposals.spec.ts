// How items come to an agenda: proposed, returned, proposed again and accepted; put into order by rules; and a
// visitor who comes for one item.
import { type Browser, type Page } from '@playwright/test';
import { expect, signIn, test } from '../../house/base';
import { Keyboard } from '../../house/keyboard';

test.describe.configure({ timeout: 150_000 });

/** A day so many days from now, as it is typed. */
function day(ahead: number): string {
  const d = new Date(Date.now() + ahead * 86_400_000);
  return `${d.getDate()}.${d.getMonth() + 1}.${d.getFullYear()}`;
}

/** Makes a meeting of its own, and gives its path. */
async function meeting(page: Page, body: string, ahead: number): Promise<string> {
  await page.goto(`/fi/meetings/new?body=${body}`);
  await page.getByLabel('Päivä', { exact: true }).fill(day(ahead));
  await page.getByLabel('Alkaa', { exact: true }).fill('9.00');
  await page.getByLabel('Päättyy', { exact: true }).fill('11.00');
  await page.getByLabel('paikan päällä ja etänä').check();
  await page.locator('#f-remote_link').fill('https://kokous.example.org/vierailu');
  await page.getByRole('button', { name: 'Tallenna' }).click();
  await expect(page).toHaveURL(/\/meetings\/[0-9a-f-]{36}/);
  return /\/fi\/meetings\/[0-9a-f-]{36}/.exec(page.url())?.[0] ?? '';
}

test('a manager proposes an item, gets it back, proposes again, and it comes on the agenda', async ({ as, sound, picture }) => {
  const secretary = await as('coordinator');
  const path = await meeting(secretary, 'kuntajohtajakokous', 75);
  const title = `Yhteinen jätehuollon kilpailutus ${Date.now()}`;

  const page = await as('manager');
  await page.goto(path);
  await page.getByRole('link', { name: 'Ehdota asiaa' }).click();
  await expect(page.getByLabel('Toivottu kokous').locator('option:checked')).toContainText('ehdotukset viimeistään');
  await page.getByRole('button', { name: 'Lähetä ehdotus' }).click();
  await expect(page.getByRole('alert')).toContainText('Tämä tieto tarvitaan');
  await page.getByRole('textbox', { name: 'Otsikko' }).fill(title);
  await page.locator('[contenteditable="true"]').first().fill('Kilpailutetaan yhdessä.');
  await page.getByRole('button', { name: 'Lähetä ehdotus' }).click();
  await expect(page.locator('main')).toContainText('odottaa sihteeriä');
  const proposal = new URL(page.url()).pathname;
  await sound(page);

  // It waits on the secretary's desk and goes back with a reason.
  await secretary.goto('/fi/desk');
  await expect(secretary.locator('main')).toContainText(`Vastaa asiaehdotukseen: ${title}`);
  await secretary.goto(proposal);
  await secretary.getByRole('button', { name: 'Palauta ehdottajalle' }).click();
  await expect(secretary.getByRole('alert'), 'a reason is needed').toBeVisible();
  await secretary.getByLabel('Syy', { exact: true }).fill('Kustannusarvio puuttuu.');
  await sound(secretary);
  await secretary.getByRole('button', { name: 'Palauta ehdottajalle' }).click();
  await expect(secretary.locator('main')).toContainText('palautettu');
  await secretary.goto('/fi/outbox');
  await secretary.getByRole('link', { name: `Ehdotuksesi palautettiin: ${title}` }).first().click();
  await expect(secretary.locator('main')).toContainText('Kustannusarvio puuttuu.');

  // Proposed again.
  await page.goto('/fi/desk');
  await expect(page.locator('main')).toContainText(`Ehdotuksesi palautettiin, täydennä se: ${title}`);
  await page.goto(proposal);
  await expect(page.locator('main')).toContainText('Kustannusarvio puuttuu.');
  await page.getByRole('link', { name: 'Täydennä ja ehdota uudelleen' }).click();
  await page.getByLabel('Kesto minuutteina').fill('15');
  await sound(page);
  await page.getByRole('button', { name: 'Ehdota uudelleen' }).click();
  await expect(page.locator('main')).toContainText('odottaa sihteeriä');

  // Accepted: the agenda and the proposal lead to each other.
  await secretary.goto(proposal);
  await picture('asiaehdotus', secretary);
  await secretary.getByRole('button', { name: 'Hyväksy esityslistalle' }).click();
  await expect(secretary.getByLabel('Otsikko (suomeksi)')).toHaveValue(title);
  await secretary.goto(`${path}/agenda`);
  await expect(secretary.getByRole('listitem').filter({ hasText: title })).toContainText('Sysmä ehdotti');
  await secretary.getByRole('link', { name: 'Sysmä ehdotti' }).click();
  await expect(secretary).toHaveURL(new RegExp(proposal));
  await page.goto(proposal);
  await expect(page.getByRole('link', { name: 'Asia esityslistalla' })).toBeVisible();

  // Late for a meeting of next week: its deadline is named.
  await meeting(secretary, 'kuntajohtajakokous', 9);
  await page.goto('/fi/bodies/kuntajohtajakokous/proposals/new');
  await expect(page.locator('main')).toContainText('ei voi enää ehdottaa: määräaika oli');
});

test('an agenda is put into order by rules, by keyboard, and back by one press', async ({ as, sound, picture }) => {
  const page = await as('coordinator');
  const path = await meeting(page, 'kuntajohtajakokous', 82);
  await page.goto(`${path}/agenda`);
  await page.getByRole('button', { name: 'Lisää vakioasiat' }).click();
  for (const [title, kind, minutes] of [
    ['Tiedoksi annettava', 'information', '5'],
    ['Lyhyt päätös', 'resolution', '10'],
    ['Pitkä päätös', 'resolution', '40'],
  ] as const) {
    await page.goto(`${path}/items/new`);
    await page.getByLabel('Otsikko (suomeksi)').fill(title);
    await page.locator('#f-kind').selectOption(kind);
    await page.locator('#f-minutes').fill(minutes);
    await page.getByRole('button', { name: 'Tallenna' }).first().click();
    await expect(page).toHaveURL(/\/agenda/);
  }
  const order = async (): Promise<string[]> =>
    (await page.locator('ol[data-reorder] li').evaluateAll((all) => all.map((e) => (e as HTMLElement).dataset.name ?? ''))).filter(
      (name) => /päätös|Tiedoksi annettava/.test(name),
    );
  expect(await order()).toEqual(['Tiedoksi annettava', 'Lyhyt päätös', 'Pitkä päätös']);

  const keys = new Keyboard(page);
  await keys.go('link', 'Järjestä säännöillä');
  await keys.reach('combobox', '1. sääntö');
  await page.keyboard.type('päätettävät');
  await keys.reach('combobox', '2. sääntö');
  await page.keyboard.type('pisimmät');
  await keys.go('button', 'Näytä järjestys');
  const row = (title: RegExp) => page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: title }) });
  await expect(row(/^Lyhyt päätös/)).toContainText('asian ”Pitkä päätös” jälkeen: kesto on lyhyempi');
  await expect(row(/avaus/i).first()).toContainText('vakiokohta listan alussa');
  await sound(page);
  await picture('jarjestys', page);
  await page.goto(`${path}/agenda`);
  expect(await order(), 'a preview changes nothing').toEqual(['Tiedoksi annettava', 'Lyhyt päätös', 'Pitkä päätös']);
  await page.goBack();
  await keys.go('button', 'Ota järjestys käyttöön');
  await expect(page.getByRole('status').filter({ hasText: 'päätettävät ensin, pisimmät ensin' })).toBeVisible();
  await page.goto(`${path}/agenda`);
  expect(await order()).toEqual(['Pitkä päätös', 'Lyhyt päätös', 'Tiedoksi annettava']);
  await page.goto(`${path}/agenda/rules`);
  await keys.go('button', 'Kumoa järjestys');
  await page.goto(`${path}/agenda`);
  expect(await order()).toEqual(['Tiedoksi annettava', 'Lyhyt päätös', 'Pitkä päätös']);
});

/** The coordinator of the other region. */
async function other(browser: Browser, baseURL: string): Promise<Page> {
  const context = await browser.newContext({ baseURL: baseURL.replace('localhost', 'keski-suomi.localhost'), reducedMotion: 'reduce' });
  const page = await context.newPage();
  await signIn(page, 'coordinator');
  return page;
}

test('need 21: the managers of Keski-Suomi invite an outsider for one item, who sends slides by the link of the letter', async ({
  browser,
  baseURL,
  sound,
}) => {
  const page = await other(browser, baseURL ?? '');
  const path = await meeting(page, 'kunnanjohtajakokous', 40);
  for (const title of ['Luottamuksellinen neuvottelutilanne', 'ICT-strategian päivitys']) {
    await page.goto(`${path}/items/new`);
    await page.getByLabel('Otsikko (suomeksi)').fill(title);
    if (title.startsWith('ICT')) {
      await page.locator('#f-visitor_name_1').fill('Selvityksen laatijan edustaja');
      await page.locator('#f-visitor_email_1').fill('selvitys@example.org');
      await page.locator('#f-visitor_from_1').fill('9.40');
      await page.locator('#f-visitor_to_1').fill('10.00');
    }
    await page.getByRole('button', { name: 'Tallenna' }).first().click();
    await expect(page).toHaveURL(/\/agenda/);
  }
  await page.goto(`${path}/call`);
  await page.getByRole('button', { name: 'Lähetä kutsu' }).click();
  await expect(page.getByText('ei ole vielä vastannut')).toBeVisible();
  await page.goto('/fi/outbox');
  await page.getByRole('link', { name: /Selvityksen laatijan|selvitys@example\.org/ }).or(page.getByRole('row', { name: /selvitys@example\.org/ }).getByRole('link')).first().click();
  const letter = (await page.locator('main').textContent()) ?? '';
  expect(letter).not.toContain('Luottamuksellinen');
  const link = /\/fi\/visit\/[0-9a-f]{40}/.exec(letter)?.[0] ?? '';
  expect(link, 'the letter has the link').not.toBe('');

  const guests = await browser.newContext({ baseURL: new URL(page.url()).origin, viewport: { width: 360, height: 780 }, reducedMotion: 'reduce' });
  const guest = await guests.newPage();
  await guest.goto(link);
  const main = guest.locator('main');
  await expect(guest.getByRole('heading', { level: 1 })).toHaveText('ICT-strategian päivitys');
  await expect(main).toContainText('9.40–10.00');
  await expect(main).not.toContainText('Luottamuksellinen');
  await sound(guest);
  await guest.getByLabel('Tiedosto').setInputFiles({ name: 'esitys.txt', mimeType: 'text/plain', buffer: Buffer.from('Kolme vaihtoehtoa.') });
  await guest.getByRole('button', { name: 'Lähetä aineisto' }).click();
  await expect(main).toContainText('esitys.txt');
  await guest.getByLabel('Tiedosto').setInputFiles({ name: 'esitys.pdf', mimeType: 'application/pdf', buffer: Buffer.from('MZ\x90\x00 ohjelma') });
  await guest.getByRole('button', { name: 'Lähetä aineisto' }).click();
  await expect(main, 'a program is no slide').toContainText(/tiedostoja|tyyppi|muoto/i);
  await guest.goto(`${path}/agenda`);
  await expect(guest, 'nothing else opens').toHaveURL(/\/login/);
  const forged = `${link.slice(0, -1)}${link.endsWith('0') ? '1' : '0'}`;
  expect((await guest.goto(forged))?.status()).toBe(404);

  await page.goto(path);
  await expect(page.locator('main')).toContainText('esitys.txt');
  await guests.close();
  await page.context().close();
});
