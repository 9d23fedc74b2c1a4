// The pages of those who are signed in: one of each kind that links lead to, as the public pages are looked at.
import { expect, test } from '../../house/base';
import { faults } from '../../house/look';
import { walk } from '../../house/walk';

// A trace of so many pages would take longer than the pages.
test.use({ trace: 'off' });

/** What a coordinator must be able to get to by links. */
const MUST = [
  '/desk',
  '/outbox',
  '/outbox/{id}',
  '/tray',
  '/people',
  '/people/new',
  '/people/{id}',
  '/people/{id}/edit',
  '/bodies/new',
  '/bodies/{name}/edit',
  '/bodies/{name}/members',
  '/bodies/{name}/members/{id}',
  '/bodies/{name}/chair',
  '/bodies/{name}/series',
  '/bodies/{name}/series/new',
  '/bodies/{name}/series/{id}',
  '/meetings/new',
  '/meetings/{id}/edit',
  '/meetings/{id}/agenda',
  '/meetings/{id}/items/new',
  '/meetings/{id}/items/{id}',
  '/meetings/{id}/call',
  '/meetings/{id}/session',
  '/meetings/{id}/record',
  '/calendar',
  '/matters/new',
  '/matters/{id}',
  '/matters/{id}/edit',
  '/decisions/{id}',
  '/documents',
  '/actions',
  '/actions/import',
  '/actions/{id}',
  '/offices',
  '/organisations',
  '/terms',
  '/terms/{id}/change',
  '/profile',
];

for (const language of ['fi', 'sv', 'en']) {
  test(`the coordinator’s pages are sound in ${language}, wide and narrow`, async ({ as }) => {
    test.setTimeout(900_000);
    const page = await as('coordinator');
    const found = await walk(page.request, ['/fi/desk', '/fi/']);
    expect([...found.keys()]).toEqual(expect.arrayContaining(MUST));
    const addresses = [...found.values()].map((path) => path.replace('/fi/', `/${language}/`));
    expect(await faults(page, addresses, { axe: language === 'fi' ? [1280, 320] : [1280] })).toEqual([]);
  });
}

test('the pages of a small municipality’s manager are sound, wide and narrow', async ({ as }) => {
  test.setTimeout(600_000);
  const page = await as('manager');
  const found = await walk(page.request, ['/fi/desk', '/fi/']);
  expect(await faults(page, [...found.values()], { axe: [320] })).toEqual([]);
});

test('pages load the scripts that their parts ask for', async ({ as }) => {
  const page = await as('coordinator');
  const found = await walk(page.request, ['/fi/desk']);
  await page.goto(found.get('/meetings/{id}/agenda')!);
  await expect(page.locator('[data-reorder] .handle').first()).toBeVisible();
  await page.goto(found.get('/meetings/{id}/items/{id}')!);
  await expect(page.getByRole('button', { name: 'Lihavointi' }).first()).toBeVisible();
});
