// The registers around the plans, each need acted out on the demo's own cards.
import { expect, test, signIn } from '../../house/base';
import type { Page } from '@playwright/test';

const KESKI_SUOMI = `http://keski-suomi.localhost:${process.env.TALKOOT_E2E_PORT ?? 8391}`;

/** Opens a card from its register by its name. */
async function open(page: Page, register: string, name: string | RegExp): Promise<void> {
  await page.goto(`/fi/registers/${register}`);
  await page.getByRole('link', { name }).first().click();
  await expect(page).toHaveURL(/\/cards\//);
}

/** Adds a row by the form of its sort; the labels of its fields are those of the page. */
async function add(page: Page, act: string, fields: Record<string, string>, choices: Record<string, string> = {}): Promise<void> {
  const form = page.locator('details', { has: page.locator('summary', { hasText: act }) });
  await form.locator('summary').click();
  for (const [label, words] of Object.entries(fields)) await form.getByLabel(label, { exact: true }).fill(words);
  for (const [label, words] of Object.entries(choices)) await form.getByLabel(label, { exact: true }).selectOption({ label: words });
  await form.getByRole('button', { name: act }).click();
}

test('need 29: an initiative of two councils goes from handling to study, and the answer to the councils is still to come', async ({ as, sound }) => {
  const page = await as('coordinator');
  await open(page, 'initiative', /henkilöjunaliikenteestä Heinolan ja Lahden välillä/);
  const main = page.locator('main');
  await expect(main).toContainText('Heinola, Lahti');
  for (const words of ['7.11.2012', 'Päätettiin käynnistää selvitystyö', '23.1.2013', 'Sito Oy', 'Syyskuussa 2014']) {
    await expect(main).toContainText(words);
  }
  await expect(main).toContainText('Vielä kirjaamatta: vastaus valtuustoille');
  await sound(page);
  await add(page, 'Lisää vaihe', { Kuka: 'Päijät-Hämeen liitto', 'Mitä tapahtui': 'Selvitys lähetettiin valtuustoille vastauksena' }, { Vaihe: 'vastaus valtuustoille' });
  await expect(main).toContainText('Selvitys lähetettiin valtuustoille vastauksena');
  await expect(main).not.toContainText('Vielä kirjaamatta');
});

test('need 65: a municipality adopts the policy template with its own edits and a date of decision', async ({ as, sound }) => {
  const page = await as('coordinator');
  await page.goto('/fi/plans/riskipolitiikka/edit');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Muokkaa suunnitelmaa');
  // The editor keeps the textarea in step; without scripts it is the textarea alone.
  const model = page.locator('[name="body-text"]');
  await model.evaluate((area: HTMLTextAreaElement) => { area.value = '<p>Turvallisuus on osa johtamista.</p><p>Vastuu on johtoryhmällä.</p>'; });
  await page.evaluate(() => {
    const area = document.querySelector<HTMLTextAreaElement>('[name="body-text"]');
    area?.form?.submit();
  });
  await expect(page).toHaveURL(/\/plans\/riskipolitiikka$/);
  await expect(page.locator('main')).toContainText('Vastuu on johtoryhmällä.');

  const manager = await as('manager');
  await manager.goto('/fi/plans/riskipolitiikka');
  await manager.locator('main').getByRole('link', { name: 'Sysmä', exact: true }).first().click();
  await expect(manager.getByRole('heading', { level: 1 })).toHaveText('Sysmä');
  await manager.getByLabel('Vaihe').selectOption({ label: 'päättänyt ottaa käyttöön' });
  await manager.getByLabel('Päätöspäivä').fill('4.11.2014');
  await manager.getByLabel('Kuka päätti').fill('Kunnanhallitus');
  await manager.evaluate(() => {
    const area = document.querySelector<HTMLTextAreaElement>('[name="own-text"]');
    if (area) area.value = '<p>Turvallisuus on osa johtamista.</p><p>Sysmässä vastuu on kunnanjohtajalla.</p>';
    area?.form?.submit();
  });
  const main = manager.locator('main');
  await expect(main).toContainText('4.11.2014');
  await expect(main.getByRole('listitem').filter({ hasText: 'jätetty pois' })).toContainText('Vastuu on johtoryhmällä.');
  await expect(main.getByRole('listitem').filter({ hasText: 'omaa' })).toContainText('Sysmässä vastuu on kunnanjohtajalla.');
  await sound(manager);
});

test('need 69: the ICT options stand side by side with provider, cost, risk and decision model', async ({ as, page: visitor, sound }) => {
  await open(visitor, 'option', 'Kuntien ICT-palveluiden järjestämisen vaihtoehdot');
  const main = visitor.locator('main');
  for (const words of ['skenaariovaihtoehdot', 'Päätöksentekomalli', 'Muutoksen häiriöttömyys', 'Kuntien Tiera Oy', 'ei tiedossa']) {
    await expect(main).toContainText(words);
  }
  await sound(visitor);
  const page = await as('coordinator');
  await page.goto(visitor.url());
  await add(page, 'Lisää vaihtoehto', { Vaihtoehto: 'Jokainen kunta itse', Tuottaja: 'Kunnat', Palvelut: 'Työasemat ja tuki', 'Kustannus, euroa': '250 000' }, { 'Riski (1–5)': '4' });
  const table = page.getByRole('table');
  await expect(table).toContainText('250 000 €');
  await expect(table).toContainText('4 / 5');
  await page.getByLabel('Vahvasti ohjattu koordinaatiotoiminta ensin: Muutoksen häiriöttömyys').selectOption('5');
  await page.getByLabel('Jokainen kunta itse: Muutoksen häiriöttömyys').selectOption('2');
  await page.getByRole('button', { name: 'Tallenna pisteet' }).click();
  await expect(page.getByRole('columnheader', { name: /Vahvasti ohjattu/ })).toContainText('eniten pisteitä');
  await sound(page);
});

test('need 71: the study library is searched, and a study has its files and related decisions', async ({ browser, as, page, sound }) => {
  const context = await browser.newContext({ baseURL: KESKI_SUOMI });
  const other = await context.newPage();
  await other.goto('/fi/registers/study?q=digitalouden');
  await expect(other.locator('main')).toContainText('Digitalouden toimenpiteiden konseptointi');
  await expect(other.locator('main')).not.toContainText('sote-alan');
  await context.close();

  await open(page, 'study', 'Esiselvitys Päijät-Hämeen lähijunaliikenteen edellytyksistä');
  for (const words of ['Sito Oy', 'Kuntayhteistyön tuki -hankkeen ohjausryhmä', 'Luovutettu kuntien käyttöön', 'Asiaan liittyvät päätökset', 'Käynnistetään selvitystyö']) {
    await expect(page.locator('main')).toContainText(words);
  }
  await sound();
  const staff = await as('coordinator');
  await staff.goto(page.url());
  await staff.getByText('Liitä tiedosto').first().click();
  await staff.locator('input[type="file"]').setInputFiles({ name: 'tiivistelma.txt', mimeType: 'text/plain', buffer: Buffer.from('Selvityksen tiivistelmä') });
  await staff.getByLabel('Tiedoston otsikko').fill('Selvityksen tiivistelmä');
  await staff.getByRole('button', { name: 'Liitä tiedosto' }).click();
  await expect(staff.getByRole('link', { name: 'Selvityksen tiivistelmä' })).toBeVisible();
  await expect(async () => {
    await page.goto('/fi/search?q=l%C3%A4hijunaliikenteen+edellytyksist%C3%A4');
    await expect(page.locator('main a[href*="/cards/"]').first()).toBeVisible({ timeout: 1000 });
  }).toPass({ timeout: 60_000 });
});

test('need 72: the climate programme has emissions by municipality, a target path and measures', async ({ browser, sound }) => {
  const context = await browser.newContext({ baseURL: KESKI_SUOMI });
  const page = await context.newPage();
  await signIn(page, 'coordinator');
  await page.goto('/fi/plans/ilmasto2030');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Ilmasto2030');
  await page.getByRole('link', { name: 'Lisää mittari' }).click();
  await page.getByLabel('Mittari', { exact: true }).fill('Kasvihuonekaasupäästöt');
  await page.getByLabel('Yksikkö').fill('kt CO₂e');
  await page.getByLabel('Suunta').selectOption({ label: 'pienempi on parempi' });
  await page.getByLabel('Lähtötaso', { exact: true }).fill('2000');
  await page.getByLabel('Lähtötason vuosi').fill('2007');
  await page.getByLabel('Tavoitetaso').fill('400');
  await page.getByLabel('Tavoitteen vuosi').fill('2030');
  await page.getByRole('button', { name: 'Tallenna' }).click();
  await page.getByText('Lisää arvoja').click();
  await page.getByLabel('Arvot, yksi riville').fill('2015; 1500\n2019; 1100\nJyväskylä; 2015; 700\nJyväskylä; 2019; 520\nMuurame; 2019; 40');
  await page.getByRole('button', { name: 'Tallenna' }).click();
  await expect(page.getByRole('row', { name: /Jyväskylä/ })).toContainText('520');
  await expect(page.getByRole('row', { name: /Koko alue/ })).toContainText('kohti tavoitetta');
  await expect(page.locator('main')).toContainText('katkoviiva on tavoitepolku');
  await sound(page);
  await page.goto('/fi/plans/ilmasto2030/measures/new');
  await page.getByLabel('Toimenpide', { exact: true }).fill('Öljylämmityksestä luopuminen kuntien kiinteistöissä');
  await page.getByLabel('Toimijat').fill('Kaikki kunnat');
  await page.getByRole('button', { name: 'Tallenna' }).click();
  await expect(page.locator('main')).toContainText('Viitasaari');
  await context.close();
});

test('need 80: a finding of the reviewers gets a recommendation and an action', async ({ as, sound }) => {
  const page = await as('coordinator');
  await open(page, 'review', 'EU-maiden edustajista koostuvan arviointiryhmän vierailu');
  await expect(page.locator('main')).toContainText('Kuntayhteistyön toimintamalli on varsin edistyksellinen');
  await page.getByRole('link', { name: /^Muokkaa ?: Kuntayhteistyön toimintamalli/ }).click();
  await page.getByLabel('Suositus', { exact: true }).fill('Kuvataan malli muille maakunnille');
  await page.getByLabel('Mitä on tehty', { exact: true }).fill('Malli kuvattiin englanniksi');
  await page.getByLabel('Tilanne').selectOption({ label: 'toteutettu' });
  await page.getByRole('button', { name: 'Tallenna' }).click();
  for (const words of ['Kuvataan malli muille maakunnille', 'Malli kuvattiin englanniksi', 'toteutettu']) {
    await expect(page.locator('main')).toContainText(words);
  }
  await sound(page);
});

test('need 87: a good practice tells problem, solution and result, and who has copied it', async ({ as, sound }) => {
  const page = await as('coordinator');
  await open(page, 'practice', 'Yhteinen kirjastokortti');
  for (const words of ['Ongelma', 'Ratkaisu', 'Tulos', 'missä tahansa toimipisteessä']) await expect(page.locator('main')).toContainText(words);
  await add(page, 'Lisää mallia ottanut', { 'Kuka otti mallia': 'Keski-Suomen kunnat', 'Mitä muutettiin': 'Kortti kelpaa myös kirjastoautossa' });
  await expect(page.locator('#copy')).toContainText('Keski-Suomen kunnat');
  await sound(page);
});

test('need 103: the EU story is a draft of 25.4.2013 and prints in Finnish, Swedish and English', async ({ page, sound }) => {
  await open(page, 'story', /jakavat hyviä käytäntöjä/);
  await expect(page.locator('main')).toContainText('luonnos');
  await expect(page.locator('main')).toContainText('25.4.2013');
  await sound();
  const id = page.url().split('/').pop();
  for (const [language, title] of [['fi', 'Kunnat ja julkishallinnon'], ['sv', 'Kommuner och offentligt'], ['en', 'Municipalities and public']] as const) {
    await page.goto(`/${language}/cards/${id}`);
    await expect(page.getByRole('heading', { level: 1 })).toContainText(title);
    const pdf = await page.request.get(`/${language}/cards/${id}/card.pdf`);
    expect(pdf.status()).toBe(200);
    expect((await pdf.body()).subarray(0, 5).toString()).toBe('%PDF-');
    expect((await page.request.get(`/${language}/cards/${id}/card.docx`)).status()).toBe(200);
  }
});

test('need 104: what each municipality gets stands side by side and who gets nothing is flagged', async ({ page, sound }) => {
  await page.goto('/fi/fairness?from=2014&to=2014');
  const table = page.getByRole('table');
  for (const heading of ['Eurot', 'Tilaisuudet', 'Selvitykset', 'Paikat']) {
    await expect(table.getByRole('columnheader', { name: heading })).toBeVisible();
  }
  const studies = (town: string): Promise<string> => table.getByRole('row', { name: new RegExp(`^${town}`) }).locator('td').nth(2).innerText();
  // The merger study concerned six municipalities, the local train study all of them.
  expect(Number(await studies('Lahti'))).toBeGreaterThan(Number(await studies('Sysmä')));
  expect(Number(await studies('Sysmä'))).toBeGreaterThan(0);
  await sound();
  await page.goto('/fi/fairness?from=1990&to=1990');
  await expect(page.locator('main')).toContainText('Näiden vuosien kuntia ei tunneta');
  await page.goto('/fi/fairness?from=2019&to=2019');
  await expect(page.locator('main')).toContainText('Näinä vuosina ei mitään saaneet:');
});

test('need 105: the impact of a reform is assessed actor by actor: effect, size, certainty', async ({ as, sound }) => {
  const page = await as('coordinator');
  await open(page, 'impact', /Asiakaspalvelu 2014/);
  const effects = page.locator('#effect');
  for (const words of ['Kunnat', 'Kansaneläkelaitos', 'Tulisi mukaan sopimusperusteisesti', 'Asikkala, Heinola, Nastola, Orimattila ja Sysmä']) {
    await expect(effects).toContainText(words);
  }
  await add(page, 'Lisää vaikutus', { Toimija: 'Hartola', Vaikutus: 'Lähin palvelupiste olisi Sysmässä' }, { Suunta: 'haitta', Suuruus: 'keskisuuri', Varmuus: 'pieni' });
  await expect(effects).toContainText('Lähin palvelupiste olisi Sysmässä');
  await expect(effects).toContainText('keskisuuri');
  await sound(page);
});

test('need 107: shared models by municipality, with stage and date of decision', async ({ as, page: visitor, sound }) => {
  await visitor.goto('/fi/adoption');
  const row = visitor.getByRole('row', { name: /Yhteinen kirjastokortti/ });
  await expect(row).toContainText('Sysmä: käytössä');
  await expect(row).toContainText('9/10 kuntaa on päättänyt');
  await sound(visitor);
  const page = await as('coordinator');
  await open(page, 'model', 'Yhteinen asiakaspalvelupiste');
  await page.locator('main').getByRole('link', { name: 'Heinola', exact: true }).click();
  await page.getByLabel('Vaihe').selectOption({ label: 'päättänyt ottaa käyttöön' });
  await page.getByLabel('Päätöspäivä').fill('2.9.2015');
  await page.getByRole('button', { name: 'Tallenna' }).click();
  await expect(page.locator('main')).toContainText('2.9.2015');
  await visitor.goto('/fi/adoption');
  await expect(visitor.getByRole('row', { name: /Yhteinen asiakaspalvelupiste/ })).toContainText('1/10 kuntaa on päättänyt');
});

test('need 108: the funding pipeline goes from call to applied, granted and refused', async ({ as, page: visitor, sound }) => {
  await visitor.goto('/fi/registers/funding');
  await expect(visitor.getByRole('table').first()).toContainText('1 800 000 €');
  await sound(visitor);
  const page = await as('coordinator');
  for (const [state, sum] of [['haku auki', ''], ['haettu', '40 000'], ['hylätty', '']] as const) {
    await page.goto('/fi/registers/funding/new');
    await page.getByLabel('Nimi suomeksi').fill(`Lisäresurssi: ${state}`);
    await page.getByLabel('Tila', { exact: true }).selectOption({ label: state });
    await page.getByLabel('Rahoittaja', { exact: true }).fill('Valtiovarainministeriö');
    await page.getByLabel('Haettu, euroa').fill(sum);
    await page.getByRole('button', { name: 'Tallenna' }).click();
    await expect(page).toHaveURL(/\/cards\//);
  }
  await page.goto('/fi/registers/funding');
  const steps = page.getByRole('table').first();
  await expect(steps.getByRole('rowheader')).toHaveText(['haku auki', 'haettu', 'myönnetty', 'hylätty']);
  await expect(steps).toContainText('40 000 €');
});

test('need 110: the masterplan was printed and handed out widely: copies, events and groups', async ({ as, sound }) => {
  const page = await as('coordinator');
  await open(page, 'rollout', 'Markkinoinnin Masterplanin jalkautus');
  const log = page.locator('#delivery');
  for (const words of ['4.4.2013', 'Asumisen ja matkailun sidosryhmät', 'jaetaan laajasti', 'painotuote']) await expect(log).toContainText(words);
  await add(page, 'Lisää jakelu tai tilaisuus', { 'Mitä': 'Masterplan messuilla', Kenelle: 'Messuvieraat', Kappaleita: '500' }, { Tapa: 'painotuote' });
  await expect(log).toContainText('500 kappaletta');
  await sound(page);
});

test('need 111: the ministry found the plan exemplary, and who reused which version', async ({ page, sound }) => {
  await open(page, 'recognition', 'Sisäministeriön tunnustus turvallisuussuunnitelmalle');
  for (const words of ['todennut sen esimerkilliseksi', 'Luonnosvaiheen suunnitelma', 'Oppilaitosten turvallisuutta käsittelevä työryhmä', 'valtakunnallinen malli']) {
    await expect(page.locator('main')).toContainText(words);
  }
  await sound();
});

test('need 115: a decision is linked to a goal and the share of those without one is shown', async ({ as, sound }) => {
  const page = await as('coordinator');
  await page.goto('/fi/goal-links?year=2013');
  const main = page.locator('main');
  const before = Number(/(\d+) \/ \d+/.exec(await main.locator('.notice').innerText())?.[1]);
  expect(before).toBeGreaterThan(0);
  await main.locator('summary', { hasText: 'Liitä tavoitteeseen' }).first().click();
  await main.locator('select').first().selectOption({ label: 'Kuntayhteistyön tuki: alustava toimenpidesuunnitelma: 1 Kuntayhteistyön tukeminen alueen kuntien omista lähtökohdista' });
  await main.getByRole('button', { name: 'Liitä tavoitteeseen' }).first().click();
  await expect(main.locator('.notice')).toContainText(`${before - 1} / `);
  await sound(page);
  await page.goto('/fi/plans/kuntayhteistyon-tuki');
  await expect(page.locator('main')).toContainText('Tavoitteisiin liitetyt päätökset');
});
