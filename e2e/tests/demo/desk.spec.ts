// The coordinator's desk: what waits, in sentences, by day; reminders; hand-over; workload; many at once; saved searches.
import { expect, test, type Role } from '../../house/base';

const EVERYBODY: Role[] = ['coordinator', 'chair', 'manager', 'assistant', 'admin'];

for (const role of EVERYBODY) {
  test(`the desk of the ${role} says in sentences what waits`, async ({ as, sound }) => {
    const page = await as(role);
    await page.goto('/fi/desk');
    await expect(page.getByRole('heading', { level: 1 })).toContainText(/(odottaa|odota) sinua/);
    await sound(page);
    await page.setViewportSize({ width: 360, height: 740 });
    await sound(page);
  });
}

test('a reminder goes out once a day and the desk shows when', async ({ as }) => {
  const page = await as('coordinator');
  await page.goto('/fi/desk');
  const others = page.locator('section[aria-labelledby="others"]');
  const row = others.locator('li').filter({ has: page.getByRole('button', { name: /Muistuta/ }) }).first();
  const button = row.getByRole('button', { name: /Muistuta/ });
  const anchor = await row.getAttribute('id');
  await button.click();
  await expect(page.getByRole('status')).toContainText(/Muistutus lähti|Kirjeitä ei lähtenyt/);
  const again = page.locator(`[id="${anchor}"]`);
  await expect(again.getByRole('button', { name: /Muistuta/ })).toHaveCount(0);
  await expect(again).toContainText('Muistutettu');
});

test('need 4: roles are bound to the office and its days, and go to a substitute and back without losing history', async ({ as, sound }) => {
  const page = await as('coordinator');
  await page.goto('/fi/offices/handover');
  await expect(page.locator('main')).toContainText('Koordinaattori');
  await page.getByLabel('Sijainen').selectOption({ label: 'Projektikoordinaattori (Kuntayhteistyön tuki)' });
  const later = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
  await page.getByLabel('Ensimmäinen päivä').fill(later(10));
  await page.getByLabel('Viimeinen päivä').fill(later(20));
  await page.getByLabel('Syy').fill('Vuosiloma');
  await page.getByRole('button', { name: 'Luovuta tehtävät' }).click();
  const row = page.locator('li.row', { hasText: 'Vuosiloma' }).first();
  await expect(row).toContainText('tulossa');
  await sound(page);
  await row.getByRole('button', { name: /Peru/ }).click();
  await expect(page.locator('li.row', { hasText: 'Vuosiloma' }).first()).toContainText('otettu takaisin');
  await page.goto('/fi/offices');
  await expect(page.locator('main')).toContainText('Kuntayhteistyöpäällikkö');
});

test('need 13: the working group Kuntaturva has a mandate and a term, and its secretary a workload', async ({ as, picture, sound }) => {
  const page = await as('coordinator');
  await page.goto('/fi/bodies/kuntaturva/mandate');
  await page.getByLabel('Toimeksianto suomeksi').fill('Kuntien yhteinen turvallisuustyö (esimerkki)');
  await page.getByLabel('Toimikausi alkaa').fill('1.1.2026');
  await page.getByLabel('Toimikausi päättyy').fill('31.12.2027');
  await page.getByRole('button', { name: 'Kirjaa toimeksianto' }).click();
  await expect(page.locator('main')).toContainText('voimassa');
  await page.goto('/fi/desk/workload');
  const person = page.locator('section.card', { has: page.getByRole('link', { name: 'Kuntayhteistyöpäällikkö' }) }).first();
  const line = person.locator('tr', { hasText: 'Kuntaturva' });
  await expect(line).toContainText('Sihteeri');
  await expect(line).toContainText('31.12.2027');
  await sound(page);
  await picture('workload', page);
  await page.setViewportSize({ width: 360, height: 740 });
  await sound(page);
});

test('a search is saved from the list itself, shown on the desk, removed and brought back', async ({ as, sound }) => {
  const page = await as('coordinator');
  await page.goto('/fi/actions');
  await page.getByLabel('Määräaika').selectOption('late');
  await page.getByRole('button', { name: 'Näytä', exact: true }).click();
  await page.getByRole('link', { name: 'Tallenna tämä haku' }).click();
  await expect(page.getByLabel('Nimi')).toHaveValue('Toimenpiteet');
  await page.getByLabel('Nimi').fill('Myöhässä olevat');
  await page.getByRole('button', { name: 'Tallenna' }).click();
  await sound(page);
  await page.goto('/fi/desk');
  await page.getByRole('link', { name: 'Myöhässä olevat' }).click();
  await expect(page).toHaveURL(/actions\?.*due=late/);
  await page.goto('/fi/desk/searches');
  await page.getByRole('button', { name: 'Poista: Myöhässä olevat' }).click();
  await page.getByRole('button', { name: 'Kumoa' }).click();
  await expect(page.getByRole('link', { name: 'Myöhässä olevat' })).toBeVisible();
});

test('several actions are done at once and one press takes all back', async ({ as, sound }) => {
  const page = await as('coordinator');
  await page.goto('/fi/actions');
  const boxes = page.getByRole('checkbox', { name: /Valitse/ });
  await boxes.nth(0).check();
  await boxes.nth(1).check();
  await page.getByRole('button', { name: 'Toimi valituille' }).click();
  await expect(page.locator('main')).toContainText('2 toimenpidettä on valittu');
  await sound(page);
  await page.getByLabel('Merkitse tehdyiksi').check();
  await page.getByRole('button', { name: 'Tee', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('2 toimenpidettä merkittiin tehdyiksi');
  await sound(page);
  await page.getByRole('button', { name: 'Kumoa' }).click();
  await expect(page.locator('main')).toContainText('Kumottu: kaikki on niin kuin ennen');
});

test('a time is asked of the members, answered, checked for clashes and fixed', async ({ as, sound, picture }) => {
  const page = await as('coordinator');
  await page.goto('/fi/polls/new?body=kuntajohtajakokous');
  const later = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
  await page.getByLabel('Nimi').fill('Ylimääräinen kokous');
  await page.locator('[name="day_1"]').fill(later(40));
  await page.locator('[name="time_1"]').fill('09:00');
  await page.locator('[name="day_2"]').fill(later(41));
  await page.locator('[name="time_2"]').fill('13:00');
  await sound(page);
  await page.getByRole('button', { name: 'Lähetä kysely' }).click();
  await expect(page.locator('main')).toContainText('Vastaus puuttuu');
  const address = page.url();

  const manager = await as('manager');
  await manager.goto('/fi/desk');
  await expect(manager.locator('main')).toContainText('Kerro, mitkä ajat sopivat: Ylimääräinen kokous');
  await manager.goto(address);
  await manager.getByLabel('sopii', { exact: true }).first().check();
  await manager.getByLabel('ei sovi').last().check();
  await manager.getByRole('button', { name: 'Lähetä vastaus' }).click();
  await manager.goto('/fi/desk');
  await expect(manager.locator('main')).not.toContainText('Ylimääräinen kokous');

  await page.goto(address);
  await expect(page.locator('main')).toContainText('sopii parhaiten');
  await sound(page);
  await picture('poll', page);
  await page.setViewportSize({ width: 360, height: 740 });
  await sound(page);
  await page.getByRole('button', { name: /Sovi tämä aika/ }).first().click();
  await expect(page).toHaveURL(/\/meetings\//);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Ylimääräinen kokous');
});

test('the days of the year of all bodies stand on one page', async ({ as, sound }) => {
  const page = await as('coordinator');
  await page.goto('/fi/year-plan');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Kokouspäivät');
  await sound(page);
});
