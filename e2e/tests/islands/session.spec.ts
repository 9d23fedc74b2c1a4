import { expect, test, type Page } from '@playwright/test';
import { accessible, fits } from '../../house/look';
import { Stage } from '../../house/stage';

let stage: Stage;
test.beforeEach(async () => {
  stage = await Stage.open();
});
test.afterEach(() => stage.close());

const item = (text = '', version = 3): string => `<h1>§ 64</h1><section class="card"><form method="post" action="/decide">
  <input type="hidden" name="version" value="${version}">
  <div class="field"><label for="o">Linjaus</label>
  <textarea id="o" name="outcome" data-autosave="/save" data-version="${version}">${text}</textarea></div>
  <button class="btn" data-key="e">Linjattiin</button></form></section>
  <label class="choice"><input type="checkbox" data-keys-switch checked> Näppäimet käytössä</label>`;

const json = (version: number) => ({ status: 200, type: 'application/json', body: JSON.stringify({ version }) });

async function open(page: Page, text = '', version = 3): Promise<void> {
  await page.goto(stage.play(item(text, version), ['session.js']));
}

test('what is typed is saved after a rest, with the token and the version that the server told last', async ({ page }) => {
  let version = 3;
  stage.answer = () => json((version += 1));
  await open(page);
  await page.getByLabel('Linjaus').pressSequentially('Merkittiin');
  await expect(page.getByText(/^Tallennettu \d+\.\d\d\.\d\d$/)).toBeVisible();
  await page.getByLabel('Linjaus').pressSequentially(' tiedoksi');
  await expect.poll(() => stage.posts.at(-1)?.fields.get('outcome')).toBe('Merkittiin tiedoksi');
  expect(stage.posts[0]?.fields.get('csrf')).toBe('token-1');
  expect(stage.posts.map((p) => p.fields.get('version'))).toEqual(['3', '4']);
  await expect.poll(() => page.evaluate(() => Object.keys(localStorage).filter((k) => k.includes('text:')))).toEqual([]);
  await accessible(page);
});

test('while the network is away the text is kept and goes when it comes back', async ({ page, context }) => {
  await open(page);
  await context.setOffline(true);
  await page.getByLabel('Linjaus').fill('Kunnat nimeävät edustajansa.');
  await expect(page.getByText('Ei yhteyttä')).toBeVisible();
  expect(stage.posts).toEqual([]);
  await context.setOffline(false);
  await expect.poll(() => stage.posts.at(-1)?.fields.get('outcome')).toBe('Kunnat nimeävät edustajansa.');
  await expect(page.getByText(/^Tallennettu/)).toBeVisible();
});

test('text that was not sent survives the page and goes from the next one', async ({ page }) => {
  stage.answer = () => ({ status: 503 });
  await open(page, 'Vanha');
  await page.getByLabel('Linjaus').fill('Uusi');
  await expect(page.getByText('Ei yhteyttä')).toBeVisible();
  stage.answer = () => ({ status: 204 });
  const before = stage.posts.length;
  await page.evaluate(() => (document.querySelector('textarea')!.dataset.autosave = '/nowhere')); // the leaving page sends elsewhere
  await open(page, 'Vanha');
  await expect(page.getByLabel('Linjaus')).toHaveValue('Uusi');
  await expect.poll(() => stage.posts.slice(before).filter((p) => p.path === '/save').at(-1)?.fields.get('outcome')).toBe('Uusi');
});

test('when another has changed the text nothing is overwritten and both are in reach', async ({ page }) => {
  stage.answer = () => ({ status: 409 });
  await open(page, 'Vanha');
  await page.getByLabel('Linjaus').fill('Minun');
  await expect(page.getByText('Toinen on muuttanut samaa tekstiä')).toBeVisible();
  await page.waitForTimeout(900);
  expect(stage.posts).toHaveLength(1);
  // The next page has the other's text; one's own is offered.
  stage.answer = () => json(9);
  await open(page, 'Toisen', 8);
  await expect(page.getByLabel('Linjaus')).toHaveValue('Toisen');
  await page.getByRole('button', { name: 'Käytä omaa tekstiäni' }).click();
  await expect(page.getByLabel('Linjaus')).toHaveValue('Minun');
  await expect.poll(() => stage.posts.at(-1)?.fields.get('version')).toBe('8');
  expect(stage.posts.at(-1)?.fields.get('outcome')).toBe('Minun');
});

test('a key presses its button, but not while one is writing, nor when keys are turned off', async ({ page }) => {
  stage.answer = (post) => (post.path === '/decide' ? { status: 303, location: '/' } : json(4));
  await open(page);
  const button = page.getByRole('button', { name: 'Linjattiin' });
  await expect(button.locator('kbd')).toHaveText('E');
  await page.getByLabel('Linjaus').focus();
  await page.keyboard.type('e');
  await expect(page.getByLabel('Linjaus')).toHaveValue('e');
  await page.keyboard.press('Escape'); // leaves the field
  await page.keyboard.press('e');
  await expect.poll(() => stage.posts.filter((p) => p.path === '/decide').length).toBe(1);
  await expect(button, 'focus comes back to the button').toBeFocused();
  await page.getByLabel('Näppäimet käytössä').uncheck();
  await page.keyboard.press('e');
  await page.waitForTimeout(300);
  expect(stage.posts.filter((p) => p.path === '/decide')).toHaveLength(1);
});

test('a form waits for the saving of its own text, so its version is not stale', async ({ page }) => {
  let release = (): void => undefined;
  stage.answer = (post) =>
    post.path === '/decide' ? { status: 303, location: '/sent' } : new Promise((done) => (release = () => done(json(4))));
  await open(page);
  await page.getByLabel('Linjaus').fill('Päätettiin');
  await expect.poll(() => stage.posts.length).toBe(1);
  await page.getByRole('button', { name: 'Linjattiin' }).click();
  await page.waitForTimeout(200);
  expect(stage.posts).toHaveLength(1);
  release();
  await expect(page.locator('h1')).toHaveText('Kiitos');
  expect(stage.posts.map((p) => p.path)).toEqual(['/save', '/decide']);
  expect(stage.posts[1]?.fields.get('version')).toBe('4');
});

test('a list is put in order by dragging, and put back when the server refuses', async ({ page }) => {
  const list = `<h1>Esityslista</h1><ol class="plain agenda" data-reorder="/order">${['a', 'b', 'c']
    .map((id, n) => `<li data-id="${id}" data-name="Asia ${id}"><span data-place>${n + 1}</span><div>Asia ${id}</div></li>`)
    .join('')}</ol>`;
  await page.goto(stage.play(list, ['reorder.js']));
  const order = (): Promise<string[]> => page.locator('li').evaluateAll((all) => all.map((e) => (e as HTMLElement).dataset.id ?? ''));
  const drag = async (): Promise<void> => {
    const from = (await page.locator('li').nth(0).locator('.handle').boundingBox())!;
    const to = (await page.locator('li').nth(2).boundingBox())!;
    await page.mouse.move(from.x + 5, from.y + 10);
    await page.mouse.down();
    await page.mouse.move(from.x + 5, to.y + to.height - 4, { steps: 8 });
    await page.mouse.up();
  };
  await drag();
  expect(await order()).toEqual(['b', 'c', 'a']);
  await expect.poll(() => stage.posts.at(-1)?.fields.getAll('id')).toEqual(['b', 'c', 'a']);
  await expect(page.getByText('Asia a: nyt sijalla 3 / 3')).toBeVisible();
  await expect(page.locator('[data-place]').first()).toHaveText('1');
  stage.answer = () => ({ status: 409 });
  await drag();
  await expect(page.getByText('Järjestystä ei voitu tallentaa')).toBeVisible();
  expect(await order()).toEqual(['b', 'c', 'a']);
  await accessible(page);
  await page.setViewportSize({ width: 320, height: 800 });
  await fits(page);
});

test('a draft outlives the page, is offered once, and goes when the form was sent', async ({ page }) => {
  const form = `<h1>Asia</h1><form method="post" action="/send" data-draft="matter"><div class="field"><label for="t">Otsikko</label>
    <input id="t" name="title" type="text"></div><label class="choice"><input type="checkbox" name="public" value="1"> Julkinen</label>
    <button class="btn">Lähetä</button></form>`;
  await page.goto(stage.play(form, ['drafts.js']));
  await page.getByLabel('Otsikko').fill('Tuulivoima');
  await page.getByLabel('Julkinen').check();
  await page.goto(stage.address);
  await expect(page.getByLabel('Otsikko')).toHaveValue('Tuulivoima');
  await expect(page.getByLabel('Julkinen')).toBeChecked();
  await expect(page.getByText('luonnos palautettiin')).toBeVisible();
  await accessible(page);
  stage.answer = () => ({ status: 303, location: '/sent' });
  await page.getByRole('button', { name: 'Lähetä' }).click();
  await expect(page.locator('h1')).toHaveText('Kiitos');
  await page.goto(stage.address);
  await expect(page.getByLabel('Otsikko')).toHaveValue('');
  await page.getByLabel('Otsikko').fill('Toinen');
  await page.goto(stage.address);
  await page.getByRole('button', { name: 'Hylkää luonnos' }).click();
  await expect(page.getByLabel('Otsikko')).toHaveValue('');
});

test('another form waits until the text beside it is at the server', async ({ page }) => {
  await page.goto(stage.play(`${item()}<form method="post" action="/action"><button class="btn">Tallenna toimenpide</button></form>`, ['session.js']));
  stage.answer = async ({ path }) => {
    if (path !== '/save') return { status: 303, location: '/sent' };
    await new Promise((done) => setTimeout(done, 300));
    return json(4);
  };
  await page.getByLabel('Linjaus').fill('Linjattiin.');
  await page.getByRole('button', { name: 'Tallenna toimenpide' }).click();
  await expect(page.locator('h1')).toHaveText('Kiitos');
  expect(stage.posts.map(({ path }) => path)).toEqual(['/save', '/action']);
});
