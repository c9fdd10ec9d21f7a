import { expect, test } from 'vitest';
import { readRoute, toHash } from './route.ts';

test('what the page shows is read again from its address', () => {
  const route = {
    vendor: 'tencent',
    view: 'groups',
    query: { group: '@TGS#2A?&=%', text: '<img>' },
  } as const;

  expect(readRoute(toHash(route))).toEqual(route);
});

test.each(['', '#', '#/tencent/nonsense', '#/%E0%A4%A/journal'])('%j shows the journal', (hash) => {
  expect(readRoute(hash).view).toBe('journal');
});

test('an empty filter leaves the address', () => {
  expect(toHash({ vendor: 'a', view: 'journal', query: { text: '', call: '1' } })).toBe(
    '#/a/journal?call=1',
  );
});
