// Plans, strategies and programmes, each need acted out on the demo's own plans.
import { expect, test } from '../../house/base';

const KESKI_SUOMI = `http://keski-suomi.localhost:${process.env.TALKOOT_E2E_PORT ?? 8391}`;

test('need 61: an indicator has definition, base, target, source, yearly values, trend and owner', async ({ as, sound }) => {
  const page = await as('coordinator');
  await page.goto('/fi/plans/masterplan');
  await expect(page.locator('main')).toContainText('Laadullisen ja määrällisen mittariston luonti');
  await page.getByRole('link', { name: 'Lisää mittari' }).click();
  await page.getByLabel('Mittari', { exact: true }).fill('Yöpymiset maakunnassa');
  await page.getByLabel('Yksikkö').fill('1 000 yötä');
  await page.getByLabel('Lähtötaso', { exact: true }).fill('500');
  await page.getByLabel('Lähtötason vuosi').fill('2013');
  await page.getByLabel('Tavoitetaso').fill('600');
  await page.getByLabel('Tavoitteen vuosi').fill('2017');
  await page.getByLabel('Tavoite', { exact: true }).selectOption({ label: '9 Laadullisen ja määrällisen mittariston luonti' });
  await page.getByLabel('Mistä luku saadaan').fill('Tilastokeskus');
  await page.getByLabel('Kuka päivittää').fill('Markkinointistrategiatyöryhmä');
  await page.getByRole('button', { name: 'Tallenna' }).click();
  await expect(page.locator('main')).toContainText('Arvoja ei ole kirjattu');
  await page.getByText('Lisää arvoja').click();
  await page.getByLabel('Arvot, yksi riville').fill('2014; 520\n2015; 530');
  await page.getByRole('button', { name: 'Tallenna' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Yöpymiset maakunnassa');
  await expect(page.locator('main')).toContainText('kohti tavoitetta');
  await expect(page.locator('main')).toContainText('jäljessä tavoitepolusta');
  for (const words of ['500 1 000 yötä (2013)', '600 1 000 yötä (2017)', 'Tilastokeskus', 'Markkinointistrategiatyöryhmä']) {
    await expect(page.locator('dl')).toContainText(words);
  }
  await sound(page);
  await page.goto('/fi/plans/masterplan');
  await expect(page.getByRole('link', { name: 'Yöpymiset maakunnassa' })).toBeVisible();
});

test('need 62: a vision leads to goals, goals to yearly actions, and those to costs', async ({ as, page: visitor, sound }) => {
  await visitor.goto('/fi/plans/masterplan');
  await expect(visitor.getByRole('heading', { name: 'Visio', exact: true })).toBeVisible();
  await expect(visitor.locator('main')).toContainText('Yhteinen visio 2035');
  const years = visitor.locator('section', { has: visitor.getByRole('heading', { name: 'Vuosittain' }) });
  await expect(years.getByRole('rowheader')).toHaveText(['2013', '2014', '2015', '2016']);
  await expect(years).toContainText('kustannus ei ole tiedossa');
  await sound(visitor);

  const page = await as('coordinator');
  await page.goto('/fi/plans/masterplan');
  await page.getByRole('link', { name: 'Toimintasuunnitelma 2013 ja alustavat vuosisuunnitelmat 2014–2016', exact: true }).first().click();
  await page.getByText('Lisää vuositoimi').first().click();
  await page.getByLabel('Vuosi', { exact: true }).fill('2014');
  await page.getByLabel('Kustannus, euroa').fill('12 000');
  await page.getByLabel('Vuositoimi', { exact: true }).fill('Yhteinen messuosasto');
  await page.getByRole('button', { name: 'Lisää vuositoimi' }).click();
  await expect(page.getByRole('row', { name: /Yhteinen messuosasto/ })).toContainText('12 000 €');
  await page.goto('/fi/plans/masterplan/print');
  await expect(page.locator('article')).toContainText('Yhteinen messuosasto');
  await sound(page);
});

test('need 66: the safety plan prints one chapter per actor and counts shared measures once', async ({ page, sound }) => {
  await page.goto('/fi/plans/turvallisuussuunnitelma');
  await expect(page.locator('main')).toContainText('Niitä ei tarvitse etsiä suunnitelman eri sivuilta.');
  await page.getByRole('link', { name: 'Lue yhtenä asiakirjana' }).click();
  const book = page.locator('article');
  for (const chapter of ['2.1 Asikkala', 'Heinola', 'Lahti', 'Sysmä', 'Pelastuslaitos']) {
    await expect(book.getByRole('heading', { name: chapter }).first()).toBeVisible();
  }
  await expect(book).toContainText('Toimenpiteitä on 6.');
  await expect(book).toContainText('Summissa jokainen lasketaan kerran.');
  await expect(book).toContainText('⇄ Lahti, Pelastuslaitos');
  await sound();
  const pdf = await page.request.get('/fi/plans/turvallisuussuunnitelma/plan.pdf');
  expect(pdf.status()).toBe(200);
  expect((await pdf.body()).subarray(0, 5).toString()).toBe('%PDF-');
  expect((await page.request.get('/sv/plans/turvallisuussuunnitelma/plan.docx')).status()).toBe(200);

  await page.goto('/fi/plans/turvallisuussuunnitelma');
  await page.getByRole('link', { name: 'Heinola', exact: true }).first().click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Heinola');
  await expect(page.locator('main')).toContainText('Toimenpiteitä 4');
  await expect(page.locator('main')).not.toContainText('ostopalveluna');
  await sound();
});

test('need 70: the ICT strategy has its versions of 2011 and 2013, and its update waits since 27.10.2016', async ({ browser, sound }) => {
  const context = await browser.newContext({ baseURL: KESKI_SUOMI });
  const page = await context.newPage();
  await page.goto('/fi/plans/ict-strategia');
  const versions = page.locator('section', { has: page.getByRole('heading', { name: 'Versiot' }) });
  await expect(versions).toContainText('ICT-strategia 2011');
  await expect(versions).toContainText('tammikuussa 2011');
  await expect(versions).toContainText('Päivitys 2013');
  await expect(page.locator('main')).toContainText('Päivitystä siirrettiin 27.10.2016.');
  await expect(page.locator('main')).toContainText('Kansallinen valmistelu ja lainsäädäntömuutokset');
  const project = page.getByRole('listitem').filter({ hasText: 'vastuutetut toimenpiteet' });
  await expect(project.first()).toContainText('Keski-Suomen liitto');
  await expect(project.first()).toContainText('31.5.2015');
  await sound(page);

  // The coordinator freezes a version, changes the plan, and brings the update back.
  await page.goto('/fi/login');
  const form = page.locator('form:has(input[type="password"])');
  await form.locator('input[name="login"]').fill('koordinaattori');
  await form.locator('input[type="password"]').fill('talkoot');
  await form.locator('button').first().click();
  await expect(page).not.toHaveURL(/\/login/);
  await page.goto('/fi/plans/ict-strategia');
  await page.getByText('Jäädytä versio').first().click();
  await page.getByLabel('Version nimi').fill('Ennen päivitystä');
  await page.getByRole('button', { name: 'Jäädytä versio' }).click();
  await expect(page.locator('article')).toContainText('Toteutetaan strategiassa Keski-Suomen liitolle vastuutetut toimenpiteet');
  const frozen = page.url();
  await page.goto('/fi/plans/ict-strategia/measures/new');
  await page.getByLabel('Toimenpide', { exact: true }).fill('Digituki kuntiin');
  await page.getByLabel('Toimijat').fill('Kaikki kunnat');
  await page.getByRole('button', { name: 'Tallenna' }).click();
  await expect(page.locator('main')).toContainText('Jyväskylä');
  await page.goto(frozen);
  await expect(page.locator('article')).not.toContainText('Digituki kuntiin');
  await page.goto('/fi/plans/ict-strategia');
  await page.getByRole('button', { name: 'Tuo päivitys käsittelyyn' }).click();
  await page.getByRole('link', { name: 'Sen toimenpide' }).click();
  await expect(page.locator('main')).toContainText('Otetaan käsittelyyn päivitys');
  await expect(page.locator('main')).toContainText('ICT-strategian ohjausryhmä');
  await context.close();
});

test('the risk register stands on a matrix that tells its classes in words', async ({ page, sound }) => {
  await page.goto('/fi/plans/turvallisuussuunnitelma/risks');
  await expect(page.getByRole('row', { name: /Pitkä sähkökatko/ })).toContainText('4 × 5 = 20 kriittinen');
  await expect(page.getByRole('row', { name: /Pitkä sähkökatko/ })).toContainText('pienenee 50 %');
  await page.getByRole('link', { name: 'Ilman toimia' }).click();
  await expect(page.locator('main')).toContainText('suurin 20, keskiarvo 11,25');
  await sound();
});

for (const language of ['fi', 'sv', 'en']) {
  test(`plans are sound in ${language}, wide and narrow`, async ({ page, sound }) => {
    test.slow();
    for (const path of ['/plans', '/plans/turvallisuussuunnitelma', '/plans/turvallisuussuunnitelma/actors/heinola', '/plans/turvallisuussuunnitelma/risks']) {
      for (const width of [1280, 320]) {
        await page.setViewportSize({ width, height: 800 });
        expect((await page.goto(`/${language}${path}`))?.status()).toBe(200);
        await expect(page.locator('h1')).toHaveCount(1);
        await sound();
      }
    }
  });
}
