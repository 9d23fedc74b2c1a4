// The coordinator's month by keyboard alone: today's session with an outcome and an action, the record from draft to
// published, what the public then sees, and next month's call. Presses are counted.
import { expect, test } from '../../house/base';
import { Keyboard } from '../../house/keyboard';

/** Today as the pages print it: 24.9.2021. */
const today = (): string => {
  const d = new Date();
  return `${d.getDate()}.${d.getMonth() + 1}.${d.getFullYear()}`;
};

test('a month of the managers’ meeting, by keyboard alone', async ({ as, page: visitor, picture }) => {
  test.setTimeout(300_000);
  const page = await as('coordinator');
  const keys = new Keyboard(page);
  const open = async (role: 'link' | 'button', name: string | RegExp): Promise<void> => {
    await keys.reach(role, name);
    await keys.press('Enter');
    await page.waitForLoadState();
  };

  // Today's meeting, as the demo has called it.
  await page.goto('/fi/meetings');
  await open('link', new RegExp(`Kuntajohtajakokous.*${today().replaceAll('.', '\\.')}|${today().replaceAll('.', '\\.')}`));
  const meeting = new URL(page.url()).pathname;
  await expect(page.getByRole('heading', { level: 1 })).toContainText(today());
  await picture('meeting', page);

  // The roll call is prefilled from the answers; the session begins.
  await open('link', 'Avaa istunto');
  if (!page.url().endsWith('/session')) await page.goto(`${meeting}/session`);
  await picture('roll', page);
  await open('button', 'Avaa kokous');
  await expect(page.locator('.live')).toBeVisible();
  await picture('session', page);

  // Every item gets its outcome by one key; the first one with an action for all municipalities.
  let first = true;
  for (let guard = 0; guard < 20; guard += 1) {
    const text = page.locator('textarea[name="text"][data-autosave]');
    if ((await text.count()) === 0 || (await page.locator('button[data-key="p"], button[data-key="l"]').count()) === 0) break;
    const number = await page.locator('#item').innerText();
    keys.begin('outcome');
    if (first) {
      await keys.press('Escape', 't');
      await keys.write('Ilmoittakaa yhteyshenkilö koordinaattorille.');
      await keys.press('Enter');
      await page.waitForLoadState();
      await expect(page.getByText('Ilmoittakaa yhteyshenkilö koordinaattorille.').first()).toBeVisible();
    }
    await page.locator('textarea[name="text"][data-autosave]').focus();
    await keys.write('Linjattiin esityksen mukaisesti.');
    await keys.press('Escape', 'l');
    await page.waitForLoadState();
    await expect(page.locator('#item')).not.toHaveText(number);
    if (first) expect(keys.count('outcome'), 'an outcome with one action').toBeLessThanOrEqual(6);
    await keys.seen();
    first = false;
  }

  // The end, the record, its approval and publication.
  await page.goto(`${meeting}/session/end`);
  await open('button', 'Päätä kokous');
  await page.goto(`${meeting}/record`);
  await picture('record', page);
  await open('button', 'Merkitse hyväksytyksi');
  await open('button', 'Julkaise');
  await expect(page.getByText('julkaistu').first()).toBeVisible();

  // The public reads it, and finds the action with each municipality.
  await visitor.goto(`${meeting}/record`);
  await expect(visitor.locator('main')).toContainText('Linjattiin esityksen mukaisesti.');
  const pdf = await visitor.request.get(`${meeting}/record.pdf`);
  expect(pdf.status()).toBe(200);
  expect((await pdf.body()).subarray(0, 5).toString()).toBe('%PDF-');
  await visitor.goto('/fi/actions');
  await expect(visitor.locator('main')).toContainText('Ilmoittakaa yhteyshenkilö koordinaattorille.');
  await picture('actions', visitor);

  // Next month's call from this month's meeting.
  await page.goto(meeting);
  let acts = 1;
  const act = async (role: 'link' | 'button', name: string | RegExp): Promise<void> => {
    acts += 1;
    await open(role, name);
  };
  await act('button', 'Tee seuraava kokous tämän pohjalta');
  await act('link', 'Kutsu');
  await picture('call', page);
  await act('button', 'Lähetä kutsu');
  await expect(page.getByText('Kutsu').first()).toBeVisible();
  expect(acts, 'next month’s call from last month’s').toBeLessThanOrEqual(12);
});
