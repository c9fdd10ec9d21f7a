import { describe, expect, test } from 'vitest';
import { readCommandLine, usage } from './command-line.ts';

test('without arguments everything has its default', () => {
  expect(readCommandLine([])).toMatchObject({
    output: 'banner',
    accounts: ['alice', 'bob', 'carol'],
    options: {
      inspectorPort: 4110,
      tencentPort: 4101,
      easemobPort: 4102,
      tencent: {},
      easemob: {},
    },
  });
});

test('everything that code can say can be said', () => {
  const { options, data } = readCommandLine([
    ...['--host', '0.0.0.0', '--rules', 'guide', '--rate-scale', '0', '--fault-seed', '7'],
    ...['--accounts', 'anna,ben', '--journal-bodies', '0', '--data', 'state.json'],
    ...['--journal-entries', '100000', '--inspector-port', '0', '--allow-host', 'localhost,box'],
    ...['--tencent', 'communities=false', '--tencent', 'administrators=root,admin'],
    ...['--tencent', 'itemLimits.addGroupMember=5', '--tencent', 'lengths=use-limits'],
    ...['--easemob', 'quotas.membersPerGroup=10', '--easemob', 'quotas.groupsPerApp=Infinity'],
    ...['--easemob', 'customGroupIds=false', '--easemob', 'appKey=acme#chess'],
  ]);

  expect(options).toMatchObject({
    host: '0.0.0.0',
    rules: 'guide',
    rateScale: 0,
    faultSeed: 7,
    journalEntries: 100_000,
    inspectorPort: 0,
    allowHost: ['localhost', 'box'],
    journalBodies: 0,
    accounts: ['anna', 'ben'],
    tencent: {
      communities: false,
      administrators: ['root', 'admin'],
      itemLimits: { addGroupMember: 5 },
      lengths: 'use-limits',
    },
    easemob: {
      quotas: { membersPerGroup: 10, groupsPerApp: Number.POSITIVE_INFINITY },
      customGroupIds: false,
      appKey: 'acme#chess',
    },
  });
  expect(data).toBe('state.json');
});

test('the usage fits a terminal and names every option of the applications', () => {
  expect(usage).toContain('quotas.membersPerGroup');
  expect(usage).toContain('communities');
  expect(Math.max(...usage.split('\n').map((line) => line.length))).toBeLessThan(120);
});

describe('what is refused', () => {
  test.each([
    [['--tencent-prot', '1'], '--tencent-prot: unknown option; did you mean --tencent-port?'],
    [['--qiet'], '--qiet: unknown option; did you mean --quiet?'],
    [
      ['--tencent', 'comunities=false'],
      '--tencent comunities: unknown name; did you mean communities?',
    ],
    [['--tencent', 'communities=no'], '--tencent communities: must be true or false, not no'],
    [['--tencent', 'communities'], '--tencent communities: must be <name=value>'],
    [['--tencent', 'communities.a=true'], '--tencent communities.a: the name must be communities'],
    [['--tencent', 'lengths=long'], '--tencent lengths: must be '],
    [['--easemob', 'quotas=1'], '--easemob quotas: the name must be one of quotas.'],
    [['--easemob', 'quotas.membersPerGrup=1'], 'did you mean membersPerGroup?'],
    [
      ['--easemob', 'quotas.membersPerGroup=many'],
      'must be a number that is not negative, not many',
    ],
    [['--rate-scale=-1'], '--rate-scale: must be a number that is not negative, not -1'],
    [['--json', '--env'], '--json and --env exclude each other'],
  ])('%j', (args, message) => {
    expect(() => readCommandLine(args)).toThrow(message);
  });
});
