// The secretary's first hour: from an empty folder to the first call, by keyboard alone, with the acts counted.
import { type Locator, type Page } from '@playwright/test';
import { expect, test } from '../../house/base';
import { Empty } from '../../house/empty';
import { accessible, fits } from '../../house/look';
import { Post } from '../../house/post';

/** One act: a field is filled, a choice made, a box ticked, a button or link pressed. Walking there by Tab is none. */
class Acts {
  count = 0;
  steps = 0;

  constructor(private readonly page: Page) {}

  /** Walks by Tab to the control; what the keyboard cannot reach fails. */
  private async reach(wanted: Locator): Promise<void> {
    await expect(wanted).toBeVisible();
    for (let step = 0; step < 250; step += 1) {
      if (await wanted.evaluate((e) => e === document.activeElement)) return;
      await this.page.keyboard.press('Tab');
      this.steps += 1;
    }
    throw new Error(`${String(wanted)} is not reached by Tab`);
  }

  async fill(name: string, words: string): Promise<void> {
    await this.reach(this.page.locator(`[name="${name}"]:not([type="hidden"])`).first());
    await this.page.keyboard.press('ControlOrMeta+A');
    await this.page.keyboard.insertText(words);
    this.count += 1;
  }

  async choose(name: string, value: string): Promise<void> {
    const field = this.page.locator(`select[name="${name}"]`);
    await this.reach(field);
    for (let down = 0; down < 40 && (await field.inputValue()) !== value; down += 1) {
      await this.page.keyboard.press('ArrowDown');
      this.steps += 1;
    }
    await expect(field).toHaveValue(value);
    this.count += 1;
  }

  async tick(selector: string): Promise<void> {
    await this.reach(this.page.locator(selector));
    await this.page.keyboard.press('Space');
    this.count += 1;
  }

  async press(wanted: Locator): Promise<void> {
    await this.reach(wanted);
    const here = this.page.url();
    await this.page.keyboard.press('Enter');
    this.count += 1;
    await this.page.waitForLoadState('load');
    await this.page.waitForTimeout(here === this.page.url() ? 400 : 50);
    await this.page.waitForLoadState('load');
  }

  async button(name: string | RegExp): Promise<void> {
    await this.press(this.page.getByRole('button', { name }).first());
  }

  async link(name: string | RegExp): Promise<void> {
    await this.press(this.page.locator('main').getByRole('link', { name }).first());
  }
}

const MEMBERS = [
  'Nimi\tKunta\tRooli\tSähköposti',
  'Aino Aalto\tLahti\tPuheenjohtaja\taino.aalto@lahti.example.fi',
  'Bo Berg\tSysmä\tJäsen\tbo.berg@sysma.example.fi',
  'Cecilia Ceder\tHeinola\tJäsen\tcecilia.ceder@heinola.example.fi',
].join('\n');

test('from an empty folder to the first call in sixty acts, by keyboard alone', async ({ browser, picture }) => {
  test.setTimeout(240_000);
  const [empty, post] = await Promise.all([Empty.serve(), Post.open()]);
  const context = await browser.newContext({ baseURL: empty.address, locale: 'fi-FI', viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  const acts = new Acts(page);
  try {
    await page.goto('/');
    acts.count += 1;
    await expect(page).toHaveURL(/\/fi\/setup$/);
    await accessible(page);
    await picture('setup', page);
    await acts.fill('code', empty.code.toLowerCase());
    await acts.choose('region', '07');
    await acts.fill('name', 'Sirpa Sihteeri');
    await acts.fill('email', 'sirpa.sihteeri@liitto.example.fi');
    await acts.fill('password', 'kolme pitkää sanaa');
    await acts.fill('again', 'kolme pitkää sanaa');
    await acts.button('Ota käyttöön');
    await expect(page).toHaveURL(/\/fi\/admin\/start$/);
    await expect(page.locator('main')).toContainText('10 kuntaa on valmiina');
    await picture('setup-list', page);
    await accessible(page);

    await acts.link('Kokeile sähköpostia');
    await accessible(page);
    await acts.fill('host', '127.0.0.1');
    await acts.choose('protection', 'none');
    await acts.fill('port', String(post.port));
    await acts.button('Tallenna ja lähetä koekirje');
    await expect(page.getByRole('status')).toContainText('Koekirje lähti');
    expect(post.letters.at(-1)).toContain('sirpa.sihteeri@liitto.example.fi');

    await acts.link('Käyttöönotto');
    await acts.link('Valitse malleista');
    await accessible(page);
    await acts.tick('[name="template"][value="managers"]');
    await acts.button('Perusta valitut');
    await acts.link('Liitä jäsenet');
    await expect(page.locator('select[name="body"]')).toHaveValue('kuntajohtajakokous');
    await accessible(page);
    await acts.fill('text', MEMBERS);
    await acts.button('Katso, miten rivit ymmärretään');
    await expect(page.locator('main')).toContainText('lisää henkilöitä 3 ja paikkoja 3');
    await accessible(page);
    await acts.button('Tallenna kaikki');
    await expect(page).toHaveURL(/\/bodies\/kuntajohtajakokous/);
    await expect(page.locator('main')).toContainText('Bo Berg');

    await acts.press(page.getByRole('navigation', { name: 'Päävalikko' }).getByRole('link', { name: 'Kokoukset' }));
    await acts.link('Uusi kokous');
    await acts.fill('day', '15.12.2027');
    await acts.fill('start', '9.00');
    await acts.fill('end', '11.00');
    await acts.fill('place_fi', 'Maakuntatalo, Lahti');
    await acts.button('Tallenna');
    await acts.press(page.locator('main a[href$="/agenda"]').first());
    await acts.press(page.locator('form[action$="/agenda/template"] button'));
    await acts.press(page.locator('main a[href$="/call"]').first());
    await expect(page.locator('main')).toContainText('aino.aalto@lahti.example.fi');
    await acts.press(page.locator('form[action$="/call"] button.btn'));
    await expect.poll(() => post.letters.length, { timeout: 20_000 }).toBe(4);
    expect(post.letters.slice(1).join('\n')).toContain('text/calendar');
    for (const address of ['aino.aalto@lahti', 'bo.berg@sysma', 'cecilia.ceder@heinola']) {
      expect(post.letters.some((l) => l.includes(address)), address).toBe(true);
    }
    test.info().annotations.push({ type: 'acts', description: `${acts.count} acts, ${acts.steps} steps of Tab` });
    expect(acts.count).toBeLessThanOrEqual(60);

    await page.goto('/fi/admin/start');
    await expect(page.locator('main')).toContainText('Kaikki tarvittava on tehty');
    expect((await page.goto('/fi/setup'))?.status()).toBe(404);
  } finally {
    await context.close();
    await Promise.all([empty.end(), post.close()]);
  }
});

test('a guessed code waits, and the set-up fits a phone in three languages', async ({ browser }) => {
  test.setTimeout(120_000);
  const empty = await Empty.serve();
  const context = await browser.newContext({ baseURL: empty.address, viewport: { width: 360, height: 740 } });
  const page = await context.newPage();
  try {
    for (const language of ['fi', 'sv', 'en']) {
      await page.goto(`/${language}/setup`);
      await expect(page.locator('html')).toHaveAttribute('lang', language);
      await accessible(page);
      await fits(page);
    }
    for (let guess = 0; guess < 6; guess += 1) {
      await page.locator('[name="code"]').fill('AAAA-BBBB-CCCC');
      await page.locator('main button').click();
      await expect(page.locator('.errors')).toBeVisible();
    }
    await expect(page.locator('.errors').first()).toContainText('Too many wrong codes');
    await fits(page);
  } finally {
    await context.close();
    await empty.end();
  }
});
