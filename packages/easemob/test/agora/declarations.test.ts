import { type AnyEndpoint, groupKinds, type NativeClient } from '@imgroups/core/adapter';
import { expect, expectTypeOf, test } from 'vitest';
import { testDeclarations } from '../../../testing/src/declarations.ts';
import { type AgoraChatClient, agoraEndpoints, agoraTables } from '../../src/agora/endpoints.ts';
import { agoraCapabilities, agoraOperations } from '../../src/agora/operations.ts';
import { easemobCapabilities } from '../../src/driver/operations.ts';
import { samples } from './fixtures.ts';

testDeclarations({
  tables: agoraTables,
  endpoints: agoraEndpoints,
  operations: agoraOperations,
  chapters: new URL('../../src/agora/chapters/', import.meta.url),
  samples: samples.filter(({ endpoint }) => endpoint in agoraEndpoints),
});

const entries = Object.entries<AnyEndpoint>(agoraEndpoints);

test('the client has a method for every endpoint', () => {
  expectTypeOf<keyof AgoraChatClient>().toEqualTypeOf<
    keyof typeof agoraEndpoints | keyof NativeClient
  >();
});

test('no endpoint gives tokens: they are made here', () => {
  expect(entries.filter(([, { path, auth }]) => path === '/token' || auth === 'none')).toEqual([]);
});

test('every call may be made a hundred times a second', () => {
  const rates = entries.map(([, { limits }]) => limits?.rate);

  expect(new Set(rates.map((rate) => JSON.stringify(rate)))).toEqual(
    new Set([JSON.stringify({ requests: 100, perSeconds: 1 })]),
  );
});

test('what the pages leave open depends, and all else is as at Easemob', () => {
  const different = Object.entries(agoraCapabilities).flatMap(([operation, support]) =>
    groupKinds
      .filter((kind) => easemobCapabilities[operation as 'check'][kind] !== support[kind])
      .map((kind) => [operation, kind, support[kind]]),
  );

  expect(different).toEqual([
    ['groups.ensure', 'standard', 'depends'],
    ['mutes.add', 'standard', 'depends'],
  ]);
});
