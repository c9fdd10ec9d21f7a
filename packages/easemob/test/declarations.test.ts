import { readdirSync, readFileSync } from 'node:fs';
import { type AnyEndpoint, groupKinds, operations } from '@imgroups/core';
import { describe, expect, test } from 'vitest';
import { easemobEndpoints } from '../src/endpoints.ts';
import { capabilities } from '../src/provider/capabilities.ts';
import { furtherReads } from '../src/provider/further-reads.ts';
import { fixturesOf } from './read-fixture.ts';

const folder = new URL('../src/endpoints/', import.meta.url);
const source = readdirSync(folder)
  .map((file) => readFileSync(new URL(file, folder), 'utf8'))
  .join('\n');

/** The docstring right above an entry. */
function docstringOf(name: string): string[] {
  const match = new RegExp(`/\\*\\*((?:(?!\\*/)[\\s\\S])*)\\*/\\s*${name}: endpoint<`).exec(source);
  return (match?.[1] ?? '')
    .split('\n')
    .map((line) => line.replace(/^\s*\*? ?/, '').trim())
    .filter((line) => line !== '');
}

const entries = Object.entries<AnyEndpoint>(easemobEndpoints);

describe.each(entries)('%s', (name, endpoint) => {
  test('says in its docstring what its summary says', () => {
    expect(docstringOf(name)[0]).toBe(endpoint.summary);
  });

  test('names the same page in docstring and data', () => {
    expect(docstringOf(name).at(-1)).toBe(`@see ${endpoint.docs}`);
  });

  test('has a path below org and app', () => {
    expect(endpoint.path).toMatch(/^(\/([a-z_\d]+|\{\w+\}))+$/);
  });

  test('is a read when it is a GET', () => {
    if (endpoint.method === 'GET') expect(endpoint.repeat).toBe('read');
  });

  test('dates its limits', () => {
    expect(endpoint.limits?.asOf).toMatch(/^20\d\d-(0[1-9]|1[0-2])$/);
    expect(endpoint.limits?.rate).toBeDefined();
  });

  test('takes no group type, because the vendor has none', () => {
    expect(endpoint.groupTypes).toBeUndefined();
  });
});

test('only samples of declared endpoints are kept', () => {
  const names = fixturesOf('', '').map((file) => file.split('.')[0] ?? '');

  expect(
    names.filter((name) => !(name in easemobEndpoints) && name !== 'recorded-samples'),
  ).toEqual([]);
});

/** Operations that take no group and no kind. */
const withoutKind: readonly string[] = ['groups.getMany', 'groups.list', 'groups.listJoined'];

test.each(operations)('%s is possible for standard groups, and for no other kind', (operation) => {
  const possible = groupKinds.filter((kind) => capabilities[operation][kind] !== 'no');

  expect(possible).toEqual(withoutKind.includes(operation) ? groupKinds : ['standard']);
});

test.each(furtherReads)('$operation reads $endpoint with a call that reads', ({ endpoint }) => {
  expect(easemobEndpoints[endpoint].repeat).toBe('read');
});
