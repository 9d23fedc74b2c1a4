import { expect, test, type Page } from '@playwright/test';
import { accessible, policyBreaches } from '../../house/look';
import { Stage } from '../../house/stage';

let stage: Stage;
test.beforeAll(async () => {
  stage = await Stage.open();
});
test.afterAll(() => stage.close());

const form = (text = ''): string => `<h1>Muistio</h1><form method="post" action="/save"><div class="field">
  <label for="b">Tausta</label><p class="hint" id="b-h">Lyhyesti</p>
  <textarea id="b" name="background" data-editor aria-describedby="b-h" rows="6">${text}</textarea></div>
  <button class="btn">Tallenna</button></form>`;

async function open(page: Page, text = ''): Promise<string[]> {
  const breaches = policyBreaches(page);
  await page.goto(stage.play(form(text), ['editor.js']));
  await expect(page.getByRole('textbox', { name: 'Tausta' })).toBeVisible();
  return breaches;
}

const value = (page: Page): Promise<string> => page.locator('#b').inputValue();

async function paste(page: Page, html: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Tausta' }).focus();
  await page.evaluate((html) => {
    const data = new DataTransfer();
    data.setData('text/html', html);
    data.setData('text/plain', 'plain');
    document.activeElement?.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  }, html);
}

test('text is written and formatted by keyboard alone and goes into the form', async ({ page }) => {
  const breaches = await open(page);
  await page.locator('h1').click();
  await page.keyboard.press('Tab'); // the toolbar is one stop
  await expect(page.getByRole('button', { name: 'Lihavointi' })).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('button', { name: 'Väliotsikko' })).toBeFocused();
  await page.keyboard.press('Enter');
  await page.keyboard.type('Tilanne');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Selvitys ');
  await page.keyboard.press('Control+b');
  await page.keyboard.type('alkaa');
  await page.keyboard.press('Control+b');
  expect(await value(page)).toMatch(/^<h3>Tilanne<\/h3><p>Selvitys <strong>alkaa<\/strong><\/p>$/);
  stage.answer = () => ({ status: 303, location: '/sent' });
  await page.getByRole('button', { name: 'Tallenna' }).click();
  await expect(page.locator('h1')).toHaveText('Kiitos');
  expect(stage.posts.at(-1)?.fields.get('background')).toContain('<strong>alkaa</strong>');
  expect(breaches).toEqual([]);
});

test('a list and a table are made with the toolbar', async ({ page }) => {
  await open(page);
  await page.getByRole('textbox', { name: 'Tausta' }).click();
  await page.getByRole('button', { name: 'Luettelo', exact: true }).click();
  await page.keyboard.type('yksi');
  await page.keyboard.press('Enter');
  await page.keyboard.type('kaksi');
  expect(await value(page)).toContain('<ul><li>yksi</li><li>kaksi</li></ul>');
  await page.getByRole('button', { name: 'Lisää taulukko' }).click();
  await page.keyboard.type('Kunta');
  await page.getByRole('button', { name: 'Lisää rivi' }).click();
  await page.keyboard.type('Lahti');
  await page.getByRole('button', { name: 'Lisää sarake' }).click();
  const text = await value(page);
  expect(text).toContain('<th>Kunta</th>');
  expect(text).toContain('<td>Lahti</td>');
  expect(text.match(/<tr>/g)).toHaveLength(4);
  expect(text.match(/<th>/g)).toHaveLength(4);
  await accessible(page);
});

test('a link is asked for in words and only a safe address is taken', async ({ page }) => {
  await open(page, '<p>Lue lausunto.</p>');
  await page.getByRole('textbox', { name: 'Tausta' }).getByText('Lue lausunto.').dblclick({ position: { x: 10, y: 8 } });
  await page.keyboard.press('Control+k');
  const address = page.getByLabel('Linkin osoite');
  await expect(address).toBeFocused();
  await address.fill('javascript:alert(1)');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Kirjoita osoite, joka alkaa')).toBeVisible();
  await address.fill('https://example.fi/a');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: 'Tausta' })).toBeFocused();
  expect(await value(page)).toContain('<a href="https://example.fi/a">Lue</a>');
});

test('what is pasted from Word keeps lists and tables and loses the rest', async ({ page }) => {
  const breaches = await open(page);
  await paste(
    page,
    `<html xmlns:o="urn:x"><head><style>p{color:red}</style></head><body lang=FI><!--StartFragment-->
    <h1 style='mso-x:1'>Otsikko<o:p></o:p></h1>
    <p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>·<span style='font:7.0pt'>&nbsp;&nbsp;</span></span><![endif]>Eka<o:p></o:p></p>
    <p class=MsoListParagraphCxSpMiddle style='mso-list:l0 level2 lfo1'><span style='mso-list:Ignore'>o<span>&nbsp;</span></span>Sisempi</p>
    <p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·</span>Toka</p>
    <p class=MsoNormal>Väli <b>vahva</b> <span style='color:red'>punainen</span></p>
    <p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><span style='mso-list:Ignore'>1.</span>Numero</p>
    <table class=MsoTableGrid border=1 style='border:none'><tr><td width=100 colspan=2 style='x'><p class=MsoNormal>Solu</p></td></tr></table>
    <p><a href="javascript:alert(1)" onclick="x()">paha</a><img src=x onerror="x()"><script>x()</script></p><!--EndFragment--></body></html>`,
  );
  expect((await value(page)).replace(/>\s+</g, '><').replace(/\s+/g, ' ').trim()).toBe(
    '<h3>Otsikko</h3><ul><li>Eka<ul><li>Sisempi</li></ul></li><li>Toka</li></ul>' +
      '<p>Väli <strong>vahva</strong> punainen</p><ol><li>Numero</li></ol>' +
      '<table><tbody><tr><td colspan="2">Solu</td></tr></tbody></table><p>paha</p>',
  );
  expect(breaches).toEqual([]);
});

test('without scripts the textarea is there as it was', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(stage.play(form('vanha'), ['editor.js']));
  await expect(page.getByLabel('Tausta')).toHaveValue('vanha');
  await context.close();
});

test('the editor is accessible in three languages and at 320 px', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 800 });
  for (const [language, name] of [['fi', 'Lihavointi'], ['sv', 'Fetstil'], ['en', 'Bold']] as const) {
    await page.goto(stage.play(form('<p>a</p>'), ['editor.js'], language));
    await expect(page.getByRole('button', { name })).toBeVisible();
    await accessible(page);
  }
});
