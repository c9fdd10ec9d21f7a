/**
 * Adds an endpoint to each vendor, and then a vendor, to a copy of the repository: it must compile, be documented and pass
 * the suites, and no other file may have to change than CONTRIBUTING.md says.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { registry } from '@imgroups/emulator/registry';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { RepositoryCopy } from '../src/repository-copy.ts';

/** Installing, compiling and testing the copy takes a minute on a machine that has nothing else to do. */
const patience = 900_000;

let copy: RepositoryCopy;
afterAll(() => copy.remove());

/** The results of the tests that ran in the copy. */
interface Report {
  readonly testResults: readonly {
    readonly name: string;
    readonly message: string;
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

/** The names of tests of operations of the vendors that are here already. */
const operationsOfOthers = `(?:${registry.map(({ vendor }) => vendor.name).join('|')}) (?:as a group provider|\\S+ calls what the table says)`;

interface Touched {
  readonly changed: readonly string[];
  readonly added: readonly string[];
}

const touched: { endpoints?: Touched; vendor?: Touched } = {};

beforeAll(() => {
  copy = new RepositoryCopy();
  addTencentEndpoint();
  addEasemobEndpoint();
  touched.endpoints = { changed: copy.changed(), added: copy.added() };
  addVendor();
  touched.vendor = {
    changed: without(copy.changed(), touched.endpoints.changed),
    added: without(copy.added(), touched.endpoints.added),
  };
}, patience);

describe('an endpoint', () => {
  test('touches its chapter, its handler and its fixtures', () => {
    expect(touched.endpoints).toEqual({
      changed: [
        'packages/easemob/src/chapters/mutes.ts',
        'packages/emulator/src/vendors/easemob/handlers/mutes.ts',
        'packages/emulator/src/vendors/tencent/handlers/mutes.ts',
        'packages/tencent/src/chapters/mutes.ts',
      ],
      added: [
        'packages/easemob/test/fixtures/countMutes.request.json',
        'packages/easemob/test/fixtures/countMutes.response.json',
        'packages/tencent/test/fixtures/countGroupMuted.request.json',
        'packages/tencent/test/fixtures/countGroupMuted.response.json',
      ],
    });
  });
});

describe('a vendor', () => {
  test('changes at most five files', () => {
    expect(touched.vendor?.changed).toEqual([
      'packages/emulator/package.json',
      'packages/emulator/src/registry.ts',
    ]);
  });

  test('has a package, a folder in the emulator, and a file for the reference', () => {
    const places = touched.vendor?.added.map(
      (file) => /^(packages\/tiny|.*\/vendors\/tiny)\b/.exec(file)?.[0],
    );

    expect([...new Set(places)].sort()).toEqual([
      'docs/scripts/reference/vendors/tiny',
      'packages/emulator/src/vendors/tiny',
      'packages/tiny',
    ]);
  });
});

describe('with all of them', () => {
  test(
    'the reference is generated, and the packages compile',
    async () => {
      const reference = await copy.run(
        '--conditions=@imgroups/source',
        'docs/scripts/reference.ts',
      );
      copy.write(
        'tsconfig.additions.json',
        JSON.stringify({
          extends: './tsconfig.json',
          // `node_modules` is that of the repository: its own check keeps another file there.
          compilerOptions: { tsBuildInfoFile: 'node_modules/.cache/additions.tsbuildinfo' },
          include: ['tencent', 'easemob', 'tiny', 'emulator', 'testing'].flatMap((name) => [
            `packages/${name}/src`,
            `packages/${name}/test`,
          ]),
        }),
      );
      const compiled = await copy.run(
        'node_modules/typescript-7/bin/tsc',
        '--singleThreaded',
        '-p',
        'tsconfig.additions.json',
      );

      expect(reference).toMatchObject({ ok: true, output: expect.stringMatching(/^\d+ pages/) });
      expect(compiled).toEqual({ ok: true, output: '' });
    },
    patience,
  );

  test(
    'the suites pass, and skip with a reason what the vendor cannot do',
    async () => {
      const { output } = await copy.run(
        'node_modules/vitest/vitest.mjs',
        'run',
        '--config=vitest.workspace.ts',
        '--reporter=json',
        '--outputFile=report.json',
        // Of the table of group types, what was added; no operation of the other vendors calls anything new.
        `--testNamePattern=^(?!under the rules of|${operationsOfOthers})|countGroupMuted`,
        'packages/testing/test/conformance.test.ts',
        'packages/testing/test/imports.test.ts',
        'packages/tencent/test/endpoints.contract.test.ts',
        'packages/tencent/test/declarations.test.ts',
        'packages/easemob/test/endpoints.contract.test.ts',
        'packages/easemob/test/declarations.test.ts',
        'packages/tiny/test/endpoints.contract.test.ts',
        'packages/emulator/test/folders.test.ts',
        'packages/emulator/test/command-line-settings.test.ts',
        'packages/emulator/test/easemob-session.test.ts',
        'packages/emulator/test/tencent-group-types.test.ts',
        // The catalogues were just made.
        'docs/scripts/catalogue/catalogue.test.ts',
        'docs/scripts/reference',
        'docs/.vitepress',
      );
      const { testResults }: Report = JSON.parse(
        readFileSync(`${copy.folder}/report.json`, 'utf8'),
      );
      const tests = testResults.flatMap(({ assertionResults }) => assertionResults);
      const failed = tests.filter(({ status }) => status === 'failed');
      const ofTiny = tests.filter(({ fullName }) =>
        fullName.startsWith('tiny as a group provider'),
      );
      const count = (status: string) => ofTiny.filter((each) => each.status === status).length;

      expect(failed, output).toEqual([]);
      expect(testResults.filter(({ message }) => message !== '')).toEqual([]);
      expect(count('passed')).toBeGreaterThan(20);
      expect(count('skipped') + count('pending')).toBeGreaterThan(20);
      expect(count('passed') + count('skipped') + count('pending')).toBe(ofTiny.length);
    },
    patience,
  );
});

function without(files: readonly string[], others: readonly string[]): readonly string[] {
  return files.filter((file) => !others.includes(file));
}

function addTencentEndpoint(): void {
  const chapter = 'packages/tencent/src/chapters/mutes.ts';
  copy.insert(
    chapter,
    '/**\n * Mutes',
    `export const countGroupMutedRequest = v.object({ GroupId: groupId });
export interface CountGroupMutedRequest extends v.InferInput<typeof countGroupMutedRequest> {}

export const countGroupMutedResponse = v.object({
  ...envelope,
  /** Members who are muted. */
  MutedNum: v.optional(integer),
});
export interface CountGroupMutedResponse extends v.InferInput<typeof countGroupMutedResponse> {}

`,
  );
  copy.insert(
    chapter,
    '  /**\n   * Mutes or unmutes an account in all groups',
    `  /**
   * Counts the muted members of a group.
   *
   * @title 获取被禁言群成员数
   * @see https://cloud.tencent.com/document/product/269/2925
   */
  countGroupMuted: endpoint<CountGroupMutedRequest, CountGroupMutedResponse>({
    method: 'POST',
    path: '/v4/group_open_http_svc/count_group_muted',
    request: countGroupMutedRequest,
    response: countGroupMutedResponse,
    repeat: 'read',
    limits: { rate: { requests: 200, perSeconds: 1 }, asOf: '2026-11' },
    groupTypes: ['Public', 'ChatRoom'],
  }),

`,
  );
  copy.insert(
    'packages/emulator/src/vendors/tencent/handlers/mutes.ts',
    '  setNoSpeaking({ state }',
    `  countGroupMuted({ state }, { GroupId }) {
    return { ...done, MutedNum: state.endsOf(state.requireGroup(GroupId).mutes).length };
  },

`,
  );
  const fixture = 'packages/tencent/test/fixtures/countGroupMuted';
  copy.write(`${fixture}.request.json`, '{ "GroupId": "@TGS#1FAKEGROUP" }\n');
  copy.write(
    `${fixture}.response.json`,
    '{ "ActionStatus": "OK", "ErrorInfo": "", "ErrorCode": 0, "MutedNum": 2 }\n',
  );
}

function addEasemobEndpoint(): void {
  const chapter = 'packages/easemob/src/chapters/mutes.ts';
  copy.insert(
    chapter,
    '/**\n * Mutes',
    `export const countMutesRequest = v.object({ group_id: groupId });
export interface CountMutesRequest extends v.InferInput<typeof countMutesRequest> {}

export const countMutesResponse = v.object({
  ...envelope,
  entities: noEntities,
  data: v.optional(v.object({ count: v.optional(v.number()) })),
});
export interface CountMutesResponse extends v.InferOutput<typeof countMutesResponse> {}

`,
  );
  copy.insert(
    chapter,
    '  /**\n   * Ends the mute of everybody.',
    `  /**
   * Counts the muted members of a group.
   *
   * @title 获取禁言人数
   * @see https://doc.easemob.com/document/server-side/group_member_mutelist.html
   */
  countMutes: endpoint<CountMutesRequest, CountMutesResponse>({
    method: 'GET',
    path: '/chatgroups/{group_id}/mute/count',
    request: countMutesRequest,
    response: countMutesResponse,
    repeat: 'read',
    limits: { rate: hundredPerSecond, asOf: '2026-11' },
  }),

`,
  );
  copy.insert(
    'packages/emulator/src/vendors/easemob/handlers/mutes.ts',
    '  unmuteAll(call,',
    `  countMutes(call, { group_id }) {
    return { data: { count: call.state.mutesOf(requireGroup(call, group_id)).length } };
  },

`,
  );
  const fixture = 'packages/easemob/test/fixtures/countMutes';
  copy.write(`${fixture}.request.json`, '{ "group_id": "66021836783617" }\n');
  copy.write(
    `${fixture}.response.json`,
    '{ "action": "get", "data": { "count": 2 }, "entities": [], "timestamp": 1542542813702 }\n',
  );
}

/** A vendor of ten endpoints that does five operations. */
function addVendor(): void {
  copy.add(fileURLToPath(new URL('../tiny-vendor', import.meta.url)));
  copy.insert(
    'packages/emulator/package.json',
    '    "hono":',
    '    "@imgroups/tiny": "workspace:^",\n',
  );
  copy.install('packages/tiny', '@imgroups/core', 'valibot');
  copy.install('packages/emulator', '@imgroups/tiny');
  const registry = 'packages/emulator/src/registry.ts';
  copy.insert(
    registry,
    '\n/** Every vendor with',
    `import { tiny } from '@imgroups/tiny/vendor';
import { tinyEmulator } from './vendors/tiny/emulator.ts';
`,
  );
  copy.insert(registry, '] as const;', '  { vendor: tiny, emulator: tinyEmulator },\n');
}
