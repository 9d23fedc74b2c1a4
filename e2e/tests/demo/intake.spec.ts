// The coordinator brings old memos in: guesses are confirmed, filed on past meetings, found, and taken back whole.
import { expect, test } from '../../house/base';

const memo = (name: string, words: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(words) });

const SURE = memo(
  'muistio_2009.txt',
  'Kuntajohtajakokous 3/2009\nMUISTIO\nAika: to 12.3.2009 klo 9.00\nPaikka: Lahti\n' +
    'Läsnä: Olli Riipinen, Anna Niemi\n1. Kokouksen avaus\nAvattiin.\n2. Seutulippu\nLippuhinnoista keskusteltiin kumppanuustaulukon avulla.\n',
);
const UNSURE = memo('vanha muistio.txt', 'Muistio\nKokoonnuimme syksyllä 2008\n1. Asiat\nKeskusteltiin.\n');
const BROKEN = { name: 'rikki.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7 nothing') };

test('old memos are guessed, confirmed, filed, found and taken back', async ({ as, sound, picture }) => {
  const page = await as('coordinator');
  await page.goto('/fi/import');
  await sound(page);
  await page.locator('input[name="files"]').setInputFiles([SURE, UNSURE, BROKEN]);
  await page.getByRole('button', { name: 'Lue tiedostot' }).click();
  await expect(page.getByRole('heading', { name: 'Tarkista arvaukset' })).toBeVisible({ timeout: 30_000 });

  // The unsure one stands first, the broken one with its reason.
  await expect(page.locator('table.confirm tbody tr').first()).toContainText('vanha muistio.txt');
  await expect(page.locator('main')).toContainText('Tiedosto on rikki');
  await expect(page.locator('table.confirm')).toContainText(/varma 9\d %/);
  await sound(page);
  await picture('import-confirm', page);
  await page.setViewportSize({ width: 360, height: 740 });
  await sound(page);
  await page.setViewportSize({ width: 1280, height: 800 });

  await page.getByLabel('Viedään: vanha muistio.txt').check();
  await page.getByRole('button', { name: 'Tallenna ja katso' }).click();
  await expect(page.locator('main')).toContainText('Toimielin puuttuu');
  await page.getByLabel('Toimielin: vanha muistio.txt').selectOption({ label: 'Kuntajohtajakokous' });
  await page.getByRole('button', { name: 'Tallenna ja katso' }).click();
  await expect(page.getByRole('heading', { name: 'Mitä tehtäisiin' })).toBeVisible();
  await expect(page.locator('main')).toContainText('2 kokousta, kirjattu jälkikäteen');
  await sound(page);
  await page.getByRole('button', { name: 'Vie muistiin' }).click();
  await expect(page.locator('main')).toContainText('2 asiakirjaa');
  await sound(page);
  const done = page.url();

  await page.locator('main a', { hasText: '12.3.2009' }).click();
  await expect(page.locator('main')).toContainText('muistio 2009');
  await expect(async () => {
    await page.goto('/fi/search?q=kumppanuustaulukko');
    await expect(page.locator('main')).toContainText('muistio 2009', { timeout: 1000 });
  }).toPass({ timeout: 30_000 });

  await page.goto(done);
  await page.getByRole('button', { name: 'Peru koko tuonti' }).click();
  await expect(page.locator('main')).toContainText('Tuonti on peruttu');
  await page.goto('/fi/bodies/kuntajohtajakokous');
  await expect(page.locator('main')).not.toContainText('12.3.2009');
});

test('who does not coordinate does not bring material in', async ({ as }) => {
  const page = await as('manager');
  expect((await page.goto('/fi/import'))?.status()).toBe(403);
});

test('a table is brought in by columns that are asked and kept', async ({ as, sound, picture }) => {
  const page = await as('coordinator');
  await page.goto('/fi/import');
  await page.getByLabel('Laji').selectOption({ label: 'Yhteystiedot' });
  await page.locator('input[name="file"]').setInputFiles({
    name: 'yhteystiedot.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('Nimi;Nimike;S-posti\nEeva Tuotu;johtaja;eeva.tuotu@example.org\nPekka Tuotu;johtaja;pekka at\n'),
  });
  await page.getByRole('button', { name: 'Seuraavaksi sarakkeet' }).click();
  await expect(page.getByLabel('Sähköposti')).toHaveValue('S-posti');
  await sound(page);
  await picture('import-columns', page);
  await page.getByRole('button', { name: 'Lue ja tarkista rivit' }).click();
  await expect(page.getByRole('heading', { name: 'Rivit on tarkistettu' })).toBeVisible({ timeout: 30_000 });
  await expect(page.locator('main')).toContainText('pekka at ei ole sähköpostiosoite');
  await sound(page);
  await page.getByRole('link', { name: 'Katso, mitä tehtäisiin' }).click();
  await expect(page.locator('main')).toContainText('1 henkilö');
  await page.getByRole('button', { name: 'Vie muistiin' }).click();
  await page.getByRole('button', { name: 'Peru koko tuonti' }).click();
  await expect(page.locator('main')).toContainText('Tuonti on peruttu');
});

test('a key lets a municipality’s system in until it is revoked', async ({ as, request, sound }) => {
  const page = await as('admin');
  await page.goto('/fi/api-keys');
  await page.getByLabel('Kunta').selectOption({ label: 'Sysmä' });
  await page.getByLabel('Järjestelmä').fill('Selainkoe');
  await page.getByRole('button', { name: 'Tee avain' }).click();
  const key = await page.locator('code').innerText();
  await sound(page);
  const headers = { Authorization: `Bearer ${key}` };
  expect((await request.get('/api/v1/items', { headers })).status()).toBe(200);
  await page.goto('/fi/api-keys');
  await page.getByRole('button', { name: 'Peru avain Sysmä Selainkoe' }).click();
  expect((await request.get('/api/v1/items', { headers })).status()).toBe(401);
});
