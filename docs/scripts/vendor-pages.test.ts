import { expect, test } from 'vitest';
import type { CatalogueEndpoint } from './catalogue/catalogue.ts';
import { differences, type ListedRoute, readVendorPages } from './vendor-pages.ts';

const muteAll: CatalogueEndpoint = {
  name: 'muteAll',
  method: 'POST',
  path: '/chatgroups/{group_id}/ban',
  summary: 'Mutes everybody.',
  title: '全体禁言',
  page: 'https://vendor.test/mute-all.html',
  repeat: 'safe',
  limits: { rate: { requests: 100, perSeconds: 1 }, asOf: '2026-02' },
  request: [],
  response: [],
};
const listed: ListedRoute = {
  route: 'POST /chatgroups/{id}/ban',
  perSecond: 100,
  date: '2026-02',
  page: muteAll.page,
};

test.each<[string, readonly ListedRoute[], readonly CatalogueEndpoint[], readonly string[]]>([
  ['nothing where both agree, whatever a parameter is called', [listed], [muteAll], []],
  [
    'a page without an entry',
    [listed],
    [],
    ['POST /chatgroups/{id}/ban: not in the table (https://vendor.test/mute-all.html)'],
  ],
  ['no page that is left out on purpose', [{ ...listed, leftOut: 'not ours' }], [], []],
  [
    'an entry without a page',
    [],
    [muteAll],
    ['muteAll: POST /chatgroups/{group_id}/ban is on no page'],
  ],
  [
    'another rate',
    [{ ...listed, perSecond: 50 }],
    [muteAll],
    ['muteAll: 100 calls per second, 50 on the page'],
  ],
  [
    'a page that is newer than the entry',
    [{ ...listed, date: '2026-10' }],
    [muteAll],
    ['muteAll: as of 2026-02, the page is of 2026-10'],
  ],
  ['nothing of a page that is older', [{ ...listed, date: '2025-12' }], [muteAll], []],
  [
    'an entry for what is said to be left out',
    [{ ...listed, leftOut: 'not ours' }],
    [muteAll],
    ['muteAll: listed as left out (not ours)'],
  ],
])('the comparison tells %s', (_, routes, endpoints, expected) => {
  expect(differences({ routes }, endpoints)).toEqual(expected);
});

test('every route of the list has a page, or says where it is known from', () => {
  const routes = Object.values(readVendorPages().vendors).flatMap((vendor) => vendor.routes);

  expect(routes.filter(({ page, source }) => (page ?? source) === undefined)).toEqual([]);
});
