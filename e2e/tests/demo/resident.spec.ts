// The resident of Sysmä on a phone of 360 px: finds the own municipality in one tap, has it remembered, reads what was
// promised, writes to those who represent it, follows it by mail and stops. In Finnish and in Swedish.
import type { Page } from '@playwright/test';
import { expect, test } from '../../house/base';

test.use({ viewport: { width: 360, height: 740 }, hasTouch: true });

/** The bytes of a page with all that it loads, as they travel. */
async function weigh(page: Page, address: string): Promise<number> {
  const client = await page.context().newCDPSession(page);
  await client.send('Network.enable');
  await client.send('Network.setCacheDisabled', { cacheDisabled: true });
  let bytes = 0;
  client.on('Network.loadingFinished', (event) => {
    bytes += event.encodedDataLength;
  });
  await page.goto(address, { waitUntil: 'networkidle' });
  await client.detach();
  return bytes;
}

/** The newest letter to an address, as the demo's outbox shows it; its links lead to this server. */
async function letter(page: Page, address: string): Promise<string[]> {
  await page.goto('/fi/outbox');
  await page.locator('main li, main tr').filter({ hasText: address }).first().getByRole('link').first().click();
  const text = await page.locator('main').innerText();
  return [...text.matchAll(/https?:\/\/[^\s]+?(\/(?:fi|sv|en)\/[^\s]+)/g)].map((m) => m[1] as string);
}

const stories = [
  {
    language: 'fi',
    choose: 'Valitse kuntasi',
    remember: 'Muista tämä kunta',
    own: 'Kuntasi: Sysmä',
    forget: 'Unohda kuntani',
    write: 'Kirjoita heille',
    send: 'Lähetä',
    sent: 'viestisi on lähetetty',
    follow: 'Seuraa',
    yes: 'Kyllä, haluan seurata',
    follows: 'Seuranta on voimassa',
    stop: 'Lopeta kaikki ja pyyhi osoitteeni',
    stopped: 'osoitteesi on pyyhitty',
  },
  {
    language: 'sv',
    choose: 'Välj din kommun',
    remember: 'Minns den här kommunen',
    own: 'Din kommun: Sysmä',
    forget: 'Glöm min kommun',
    write: 'Skriv till dem',
    send: 'Skicka',
    sent: 'ditt meddelande har skickats',
    follow: 'Följ',
    yes: 'Ja, jag vill följa',
    follows: 'Nu följer du',
    stop: 'Avsluta allt och radera min adress',
    stopped: 'din adress har raderats',
  },
];

for (const s of stories) {
  test(`a resident on a 360 px phone finds, remembers, writes and follows (${s.language})`, async ({ page, sound }) => {
    const address = `asukas-${s.language}@example.fi`;
    const town = `/${s.language}/municipalities/sysma`;

    await test.step('the municipality is the first choice of the front page, one tap away', async () => {
      await page.goto(`/${s.language}`);
      await expect(page.locator('main h2').first()).toHaveText(s.choose);
      await sound();
      expect(await page.context().cookies()).toEqual([]);
      await page.getByRole('link', { name: 'Sysmä' }).tap();
      await expect(page).toHaveURL(new RegExp(`${town}$`));
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sysmä');
      await sound();
    });

    await test.step('what the municipality has promised and not answered is on the page', async () => {
      const promised = page.locator('section').filter({ has: page.locator('a[href*="/actions/"]') }).first();
      await expect(promised).toBeVisible();
      await promised.locator('a[href*="/actions/"]').first().tap();
      await expect(page.locator('main')).toContainText('Sysmä');
      await page.goBack();
    });

    await test.step('the choice is remembered by a press and forgotten by a press', async () => {
      const kept = page.waitForResponse((answer) => answer.url().endsWith('/remember'));
      await page.getByRole('button', { name: s.remember }).tap();
      await kept;
      await page.waitForLoadState('networkidle');
      await page.goto(`/${s.language}`);
      await expect(page.locator('main h2').first()).toHaveText(s.own);
      await sound();
      await page.getByRole('button', { name: s.forget }).tap();
      await expect(page.locator('main h2').first()).toHaveText(s.choose);
      expect(await page.context().cookies()).toEqual([]);
    });

    await test.step('a letter to those who represent the municipality shows nobody’s address', async () => {
      await page.goto(town);
      await page.getByRole('link', { name: s.write }).tap();
      await expect(page.locator('main')).not.toContainText('@');
      await page.locator('textarea[name="text"]').fill('Milloin kirjasto on auki?');
      await page.locator('input[name="email"]').fill('väärä osoite');
      // The server's answer is looked at, not the browser's own.
      await page.locator('form:has(textarea[name="text"])').evaluate((form: HTMLFormElement) => {
        form.noValidate = true;
      });
      await page.locator('form button').filter({ hasText: s.send }).tap();
      await expect(page.locator('#errors')).toBeVisible();
      await expect(page.locator('textarea[name="text"]')).toHaveValue('Milloin kirjasto on auki?');
      await sound();
      await page.locator('input[name="email"]').fill(address);
      await page.locator('form button').filter({ hasText: s.send }).tap();
      await expect(page.locator('main')).toContainText(s.sent);
    });

    await test.step('following begins by a pressed button and ends by one', async () => {
      await page.goto(town);
      const form = page.locator('#follow');
      await form.locator('input[name="email"]').fill(address);
      await form.getByRole('button', { name: s.follow }).tap();
      await expect(page).toHaveURL(/\/follow\/sent$/);
      await sound();
      const links = await letter(page, address);
      const confirm = links.find((l) => l.includes('/follow/confirm/')) ?? '';
      const stop = links.find((l) => l.includes('/follow/stop/')) ?? '';
      await page.goto(confirm);
      await sound();
      await page.getByRole('button', { name: s.yes }).tap();
      await expect(page.locator('main')).toContainText(s.follows);
      await page.goto(stop);
      await sound();
      await page.getByRole('button', { name: s.stop }).tap();
      await expect(page.locator('main')).toContainText(s.stopped);
      await page.goto('/fi/outbox');
      await expect(page.locator('main tr, main li').filter({ hasText: address })).toHaveCount(0);
    });
  });
}

test('the municipality’s page travels in at most 200 kB and needs no scripts', async ({ page, browser, baseURL }) => {
  const bytes = await weigh(page, '/fi/municipalities/sysma');
  console.log(`/fi/municipalities/sysma: ${bytes} bytes in all`);
  expect(bytes).toBeLessThanOrEqual(200_000);
  const context = await browser.newContext({ baseURL, javaScriptEnabled: false, viewport: { width: 360, height: 740 } });
  const plain = await context.newPage();
  await plain.goto('/fi/municipalities/sysma');
  await plain.locator('main a[href="#follow"]').click();
  await expect(plain.locator('#follow')).toBeInViewport();
  await context.close();
});

test('every municipality that is or was in the region has a sound page, and Nastola says where it went', async ({ page, sound }) => {
  await page.goto('/fi/municipalities/nastola');
  await expect(page.locator('main .notice')).toContainText('liittyi sitten kuntaan Lahti');
  await sound();
  await page.locator('main .notice a').tap();
  await expect(page).toHaveURL(/\/municipalities\/lahti$/);
  for (const path of ['/en/municipalities/hameenkoski', '/fi/municipalities/iitti', '/fi/municipalities/sysma/years/2021', '/fi/follow', '/sv/follow?kind=word&word=silta']) {
    await page.goto(path);
    await sound();
  }
});

test('an agenda before the meeting stands under a mark that cannot be taken for a decision', async ({ page, sound }) => {
  await page.goto('/fi/meetings');
  const called = page.locator('main').locator('tr, li').filter({ hasText: /kutsuttu/i }).getByRole('link').first();
  await called.tap();
  await expect(page.locator('[data-undecided]')).toContainText('Ei päätös.');
  await expect(page.locator('main ol .tag').filter({ hasText: 'ei vielä päätetty' }).first()).toBeVisible();
  await sound();
});

test('the feeds of a municipality and of a word are Atom and public', async ({ page }) => {
  for (const feed of ['/feeds/municipalities/sysma.atom', '/feeds/words/kokous.atom', '/feeds/bodies/kuntajohtajakokous.atom']) {
    const answer = await page.request.get(feed);
    expect(answer.status()).toBe(200);
    expect(answer.headers()['content-type']).toContain('application/atom+xml');
    expect(await answer.text()).toContain('<feed xmlns="http://www.w3.org/2005/Atom"');
  }
});
