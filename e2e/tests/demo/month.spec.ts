// The coordinator's month by keyboard alone: today's session with outcomes and an action, the record from draft to
// published, what the public then sees, and next month's call. Presses are counted; writing is not.
import { expect, test } from '../../house/base';
import { Keyboard } from '../../house/keyboard';
import { accessible, fits } from '../../house/look';

const ACTION = 'Ilmoittakaa yhteyshenkilö koordinaattorille.';
const LINE = 'Linjattiin esityksen mukaisesti.';

test('a month of the managers’ meeting, by keyboard alone', async ({ as, page: visitor, picture }) => {
  test.setTimeout(300_000);
  const page = await as('coordinator');
  const keys = new Keyboard(page);
  const heading = page.getByRole('heading', { level: 1 });
  const sound = async (): Promise<void> => {
    for (const width of [320, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      await fits(page);
      await accessible(page);
    }
  };

  await visitor.goto('/fi');
  await picture('front', visitor);

  // From the front page by the desk to today's meeting, as the demo has called it.
  await page.goto('/fi/');
  await keys.go('link', 'Työpöytä');
  await picture('desk', page);
  await keys.go('link', /^Avaa istunto: Kuntajohtajakokous/);
  const meeting = new URL(page.url()).pathname.replace(/\/session.*$/, '');
  await visitor.goto(meeting);
  await picture('meeting', visitor);

  // The roll call: nobody has answered the demo's call, so three are marked as they say that they are here.
  await expect(heading).toHaveText('Avaa kokous');
  await sound();
  for (const name of ['Asikkalan kunnanjohtaja', 'Lahden kaupunginjohtaja', 'Sysmän kunnanjohtaja']) {
    await keys.reach('combobox', `Läsnäolo: ${name}`);
    await keys.press('ArrowDown');
  }
  await keys.go('button', 'Avaa kokous');
  await expect(page.locator('.live')).toBeVisible();
  await sound();

  // Every item gets its outcome by one key; the second one also an action for all municipalities.
  const items = await page.locator('.agenda li').count();
  for (let at = 0; at < items; at += 1) {
    const text = page.locator('textarea[data-autosave]');
    const number = await page.locator('#item').innerText();
    await expect(text, 'writing begins at once').toBeFocused();
    keys.begin('outcome');
    await keys.write(LINE);
    if (at === 1) {
      await keys.press('Escape', 't');
      await keys.write(ACTION);
      await keys.turn('Enter');
      await expect(page.getByText(ACTION).first()).toBeVisible();
      await expect(text, 'the text is still there').toHaveValue(LINE);
      await expect(page.locator('button[data-key="p"]'), 'and the outcome is next').toBeFocused();
      await picture('session', page);
      await keys.turn('p');
      expect(keys.count('outcome'), 'an outcome with one action').toBeLessThanOrEqual(6);
    } else {
      await keys.press('Escape');
      await keys.turn('p');
      expect(keys.count('outcome'), 'an outcome').toBeLessThanOrEqual(2);
    }
    if (at + 1 < items) await expect(page.locator('#item')).not.toHaveText(number);
    await keys.seen();
  }
  await sound();

  // The end, the record, its approval and publication.
  await keys.go('link', 'Päätä kokous');
  await sound();
  await keys.go('button', 'Päätä kokous');
  await expect(page).toHaveURL(/\/record$/);
  await sound();
  await keys.go('button', 'Merkitse hyväksytyksi');
  await keys.go('button', 'Julkaise');
  await expect(page.locator('#state')).toContainText('julkaistu');
  await sound();

  // The public reads it, and finds the action with each municipality.
  await visitor.goto(`${meeting}/record`);
  await expect(visitor.locator('main')).toContainText(LINE);
  await picture('record', visitor);
  const pdf = await visitor.request.get(`${meeting}/record.pdf`);
  expect(pdf.status()).toBe(200);
  expect((await pdf.body()).subarray(0, 5).toString()).toBe('%PDF-');
  await new Keyboard(visitor).go('link', 'Toimenpiteet');
  await expect(visitor.locator('main')).toContainText(ACTION);
  await picture('actions', visitor);

  // Next month's call from this month's meeting. An act is a control pressed or a field written.
  let acts = 0;
  const act = async (role: 'link' | 'button', name: string | RegExp): Promise<void> => {
    acts += 1;
    await keys.go(role, name);
  };
  await act('link', /^Kokous$/);
  await expect(page).toHaveURL(meeting);
  await act('button', 'Tee seuraava kokous tämän pohjalta');
  await act('link', 'Kutsu');
  await act('button', 'Lähetä kutsu');
  await expect(page.getByText('ei ole vielä vastannut')).toBeVisible();
  expect(acts, 'next month’s call from last month’s').toBeLessThanOrEqual(12);
});
