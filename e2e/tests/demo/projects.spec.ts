// Projects: each need acted out on the demo's project 117718, on Paketti and on the exercise project.
import { expect, test } from '../../house/base';

const P = '/fi/projects/117718';
const EXERCISE = '/fi/projects/harjoitus-1';

test('need 16: one body steers several projects, and each project leads to it', async ({ page }) => {
  await page.goto('/fi/bodies/kuntajohtajakokous');
  const steers = page.locator('section', { has: page.getByRole('heading', { name: 'Ohjaa hankkeita' }) });
  await expect(steers.getByRole('link', { name: 'Kuntayhteistyön tuki' })).toBeVisible();
  await expect(steers.getByRole('link', { name: /harjoitus/ })).toBeVisible();
  await steers.getByRole('link', { name: 'Kaikki hankkeet' }).click();
  await expect(page.getByLabel('Ohjausryhmä')).toHaveValue('kuntajohtajakokous');
  await expect(page.locator('main')).not.toContainText('Paketti');
  await page.getByRole('link', { name: 'Kuntayhteistyön tuki' }).first().click();
  await expect(page.locator('dl.facts', { hasText: 'Ohjausryhmä' })).toContainText('Kuntajohtajakokous');
});

test('need 17: the table of meetings counts its own days, and the check tells 26 from 28', async ({ page, as }) => {
  await page.goto(`${P}#meetings`);
  const rows = page.locator('#meetings tbody tr');
  await expect(rows.nth(0)).toContainText('2012');
  await expect(rows.nth(0).locator('td').first()).toHaveText('5');
  await expect(rows.last()).toContainText('26');
  const inside = await as('coordinator');
  await inside.goto(`${P}/check`);
  await expect(inside.locator('main')).toContainText('Lähde sanoo 28');
  await expect(inside.locator('main')).toContainText('kirjattuja on 26');
});

test('need 26: an extension by § 21 stands in the chain, and a new extension keeps the old period visible', async ({ page, as }) => {
  await page.goto(P);
  await expect(page.locator('#decisions')).toContainText('Maakuntajohtaja § 21 jatkoaika');
  const inside = await as('coordinator');
  await inside.goto(`${EXERCISE}/rows/decisions`);
  await inside.getByLabel('Laji').selectOption('extension');
  await inside.getByLabel('Päättäjä').fill('Maakuntajohtaja');
  await inside.getByLabel('Milloin').fill('22.6.2026');
  await inside.getByLabel('Pykälä').fill('§ 21');
  await inside.getByLabel('Päättyy').fill('31.12.2027');
  await inside.getByRole('button', { name: 'Lisää rivi' }).click();
  await page.goto(EXERCISE);
  await expect(page.locator('#decisions')).toContainText('1.1.2026–30.6.2027');
  await expect(page.locator('.head')).toContainText('31.12.2027');
});

test('need 38: the budget of a project stands with what is bound, spent and left', async ({ page }) => {
  await page.goto(EXERCISE);
  const money = page.locator('#budget-use');
  await expect(money).toContainText('220 000 €');
  await expect(money).toContainText('82 500 €');
  await expect(money).toContainText('137 500 €');
  await page.goto(P);
  await expect(page.locator('#budget-use')).toContainText('652 470 €');
  await expect(page.locator('#budget-use')).toContainText('ei kerrottu lähteessä');
});

test('need 39: 50 000, at most 30.000 and 72.000 make 152 000, which is 23,30 % of the budget', async ({ page }) => {
  await page.goto(P);
  await expect(page.locator('#budget-use')).toContainText('152 000 €');
  await expect(page.locator('#budget-use')).toContainText('23,30 %');
  const reservations = page.locator('#reservations tbody tr');
  await expect(reservations).toHaveCount(3);
  await expect(reservations.nth(0)).toContainText('50 000 €');
  await expect(reservations.nth(1)).toContainText('Enintään');
  await expect(reservations.nth(1)).toContainText('23.1.2013');
});

test('need 40: money that was not used is told with its reason and never as zero', async ({ page }) => {
  await page.goto(`${P}#unused`);
  await expect(page.locator('#budget-use')).toContainText('summaa ei ole kerrottu');
  await expect(page.locator('#budget-use')).toContainText('osa määrärahoista jäi näin käyttämättä');
});

test('need 43: short periods of one trainee are pasted as the source prints them and counted by role', async ({ page, as }) => {
  await page.goto(P);
  const staff = page.locator('#staff');
  await expect(staff).toContainText('31.7.2012');
  await staff.locator('summary').click();
  await expect(staff.getByRole('row', { name: 'Harjoittelija 3 harjoittelija 25' })).toBeVisible();
  const inside = await as('coordinator');
  await inside.goto(`${EXERCISE}/rows/staff`);
  await inside.getByRole('link', { name: 'Liitä Excelistä' }).click();
  await inside.getByLabel('Taulukko').fill('Henkilö\tTehtävä\tAika\nHarjoittelija 1\tharjoittelija\t31.7.-10.8.2026\n\t\t3.7.-16.7.2026');
  await inside.getByRole('button', { name: 'Näytä, mitä ymmärrettiin' }).click();
  await expect(inside.locator('main')).toContainText('Ymmärrettiin 2 riviä');
  await inside.getByRole('button', { name: 'Tallenna rivit' }).click();
  await expect(inside.locator('main')).toContainText('3.7.2026');
});

test('need 44: 1 800 000 of 2 700 000 is shown as 66,67 % of the financing', async ({ page }) => {
  await page.goto('/fi/projects/paketti');
  const money = page.locator('#budget-use');
  await expect(money).toContainText('2 700 000 €');
  await expect(money.locator('li', { hasText: 'Euroopan aluekehitysrahasto' })).toContainText('66,67 %');
});

test('need 47: stage 3 opened by a decision of December 2013; no stage opens without one', async ({ page, as }) => {
  await page.goto(P);
  await expect(page.locator('#stages tbody tr').nth(2)).toContainText('joulukuussa 2013');
  const inside = await as('coordinator');
  await inside.goto(`${EXERCISE}/rows/stages`);
  await inside.getByRole('row', { name: /Pilotti/ }).getByRole('link', { name: /Muokkaa/ }).click();
  await inside.getByLabel('Tila').selectOption('open');
  await inside.getByRole('button', { name: 'Tallenna' }).click();
  await expect(inside.locator('.errors')).toContainText('Vaihe avautuu vain kirjatulla päätöksellä');
});

test('need 60: the study grew from Heinola–Lahti–Orimattila to the whole network, with its reason', async ({ page }) => {
  await page.goto(P);
  const scope = page.locator('#scope');
  await expect(scope).toContainText('Heinola–Lahti–Orimattila');
  await expect(scope).toContainText('koko maakunnan alueella');
  await expect(scope).toContainText('tarkoituksenmukaiseksi');
});

test('need 98: the final report has the eight chapters, numbers itself, and leaves as PDF, DOCX and JSON', async ({ as, sound }) => {
  const inside = await as('coordinator');
  await inside.goto(`${P}/report`);
  const report = inside.locator('article.document');
  await expect(report.getByRole('heading', { level: 2 })).toHaveText([
    /^1\. Projektin lähtökohta/, /^2\. Projektin tavoitteet/, /^3\. Projektin hallinto/, /^4\. Projektin toteutus/,
    /^5\. Viestintä/, /^6\. Ongelmat ja suositukset/, /^7\. Projektin tulokset/, /^8\. Yhteistyökumppanit/,
  ]);
  await expect(report.getByRole('heading', { name: /^4\.1 Kuntapäätäjien/ })).toBeVisible();
  await expect(report).toContainText('oma koodi 3.1');
  await sound(inside);
  for (const [format, type] of [['PDF', 'application/pdf'], ['DOCX', 'wordprocessingml'], ['JSON', 'json']] as const) {
    const address = await inside.getByRole('link', { name: format, exact: true }).getAttribute('href');
    const file = await inside.request.get(address ?? '');
    expect(file.status()).toBe(200);
    expect(file.headers()['content-type']).toContain(type);
  }
});

test('need 99: the results stand in a table by measure, and what the source does not give is said', async ({ as }) => {
  const inside = await as('coordinator');
  await inside.goto(`${P}/report`);
  const row = inside.getByRole('row', { name: /4\.4 Lähijunaliikenteen/ });
  await expect(row).toContainText('luovutettu kuntien käyttöön');
  await expect(row).toContainText('ei kerrottu lähteessä');
});

test('need 100: problems of 117718 are shown again where a new project is planned', async ({ as }) => {
  const inside = await as('coordinator');
  await inside.goto('/fi/projects/new');
  await expect(inside.getByRole('complementary')).toContainText('epävarmuus valtakunnallisen kehittämisen suunnista');
});

test('need 101: what goes on after the project has somebody who sees to it', async ({ as }) => {
  const inside = await as('coordinator');
  await inside.goto(`${P}/report`);
  await expect(inside.getByRole('row', { name: /^4\.5 / })).toContainText('Vastuu: Lahden kaupunki.');
});

test('need 102: the sub-project of measure 3.6 has its own leader, period and report', async ({ page, as }) => {
  await page.goto(P);
  await page.locator('#parts').getByRole('link', { name: /Sosiaali- ja terveyspalveluiden/ }).click();
  await expect(page.locator('main')).toContainText('1.4.2014–30.9.2015');
  await expect(page.locator('main')).toContainText('Projektipäällikkö');
  const inside = await as('coordinator');
  await inside.goto('/fi/projects/117718-3.6/report');
  await expect(inside.locator('article.document')).toContainText('Murrosvaiheesta muutokseen');
});

test('need 106: what was planned and never reported stays visible', async ({ page }) => {
  await page.goto(P);
  const undone = page.locator('section', { has: page.getByRole('heading', { name: 'Suunniteltu mutta tekemättä' }) });
  await expect(undone).toContainText('Elinkeino-yhtiöiden uudelleen organisoimisen tukeminen');
  await expect(undone).toContainText('tästä ei ole raportoitu mitään');
});
