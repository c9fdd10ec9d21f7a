import { existsSync, readFileSync } from 'node:fs';
import type { AnyEndpoint } from '@imgroups/core/adapter';
import { createTencentClient } from '@imgroups/tencent';
import { tencentEndpoints } from '@imgroups/tencent/endpoints';
import { describe, expect, test } from 'vitest';
import guide from '../../tencent/test/fixtures/operations.json' with { type: 'json' };
import { handlers } from '../src/vendors/tencent/handlers/index.ts';

/** Endpoints of the vendor beyond the guide. */
const beyondGuide = [
  'deleteGroupAttr',
  'getCommunityOnlineMemberNum',
  'addRobots',
  'delRobots',
  'createPermissionGroup',
  'destroyPermissionGroup',
  'modifyPermissionGroup',
  'getPermissionGroup',
  'addPermissionGroupMember',
  'deletePermissionGroupMember',
  'getPermissionGroupMemberList',
  'addTopicPermissionGroup',
  'setTopicPermissionGroup',
  'deleteTopicPermissionGroup',
  'getTopicPermissionGroup',
  'getGroupShuttedUin',
  'setNoSpeaking',
  'getNoSpeaking',
  'clearGroupMsg',
];

const names = [...guide.operations.map(({ operation }) => operation), ...beyondGuide];
const client = createTencentClient({ sdkAppId: 1, secretKey: 'secret' });
const reference = new URL('../../../docs/reference/tencent/README.md', import.meta.url);
const page = readFileSync(reference, 'utf8');

function entry<Value>(table: Readonly<Record<string, Value>>, name: string): Value | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}

test('there are 53 operations of the guide and 19 more', () => {
  expect(new Set(names).size).toBe(53 + 19);
});

describe.each(names)('%s', (name) => {
  test('is a method of the client', () => {
    expect(entry<unknown>({ ...client }, name)).toBeTypeOf('function');
  });

  test('has a schema for its request and one for its answer', () => {
    const endpoint = entry<AnyEndpoint>(tencentEndpoints, name);

    expect([endpoint?.request.kind, endpoint?.response.kind]).toEqual(['schema', 'schema']);
  });

  test.each(['request', 'response'])('has the documented %s as a fixture', (side) => {
    const fixture = new URL(`../../tencent/test/fixtures/${name}.${side}.json`, import.meta.url);

    expect(existsSync(fixture)).toBe(true);
  });

  test('has a handler in the emulator', () => {
    expect(entry<unknown>(handlers, name)).toBeTypeOf('function');
  });

  test('has a row in the reference', () => {
    const rows = page.split('\n').filter((line) => line.startsWith(`| [\`${name}\`](`));

    expect(rows).toHaveLength(1);
  });
});
