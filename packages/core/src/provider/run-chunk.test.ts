import { describe, expect, test } from 'vitest';
import type { Outcome } from '../batch/outcome.ts';
import type { CallReport, OperationCall } from '../call/call-options.ts';
import {
  type Failure,
  type FailureDetails,
  refused,
  toFailure,
  unreadable,
} from '../errors/failure.ts';
import type { BatchPlan, DriverOutcome } from './driver.ts';
import { runChunk } from './run-chunk.ts';

const call: OperationCall = { operation: 'members.add' };
const toError = (thrown: unknown) => toFailure(thrown).toError({ operation: 'members.add' });

/** Runs a chunk of a plan; each of its steps is noted with its users. */
async function run(
  plan: Partial<BatchPlan>,
  userIds: readonly string[] = ['ann', 'bob'],
  verify?: boolean,
) {
  const steps: string[] = [];
  const noted = Object.fromEntries(
    Object.entries(plan).map(([name, step]) => [
      name,
      (ids: readonly string[], ...rest: never[]) => {
        steps.push(`${name} ${ids}`);
        return (step as (...given: unknown[]) => unknown)(ids, ...rest);
      },
    ]),
  );
  let doubts = 0;
  const context = {
    plan: { endpoint: 'put', maxChunk: 9, ...noted } as BatchPlan,
    call,
    verify,
    toError,
  };
  const sent = await runChunk(context, userIds, () => {
    doubts += 1;
  }).then(
    ({ outcomes, resend }) => ({ outcomes: outcomes.map(told), resend, outcomesAsTold: outcomes }),
    (error) => ({ error }),
  );
  return { ...sent, steps, doubts } as {
    outcomes?: string[];
    outcomesAsTold?: Outcome[];
    resend?: readonly string[];
    error?: unknown;
    steps: string[];
    doubts: number;
  };
}

function told(outcome: Outcome): string {
  if (outcome.status !== 'failed') return `${outcome.userId} ${outcome.status}`;
  const { code, reason, ambiguous } = outcome.error;
  return `${outcome.userId} failed: ${reason ?? code}${ambiguous ? ', in doubt' : ''}`;
}

const done = (userId: string): DriverOutcome => ({ userId, status: 'done' });
const failing = (userId: string, failure: Failure): DriverOutcome => ({
  userId,
  status: 'failed',
  failure,
});
const all = async (userIds: readonly string[]) => userIds.map(done);
const throwing = (failure: unknown) => () => Promise.reject(failure);
const vague = (details: Partial<FailureDetails> = {}) =>
  refused('no', { code: 'failed_precondition', vendorCode: 7, vendorMessage: 'no', ...details });
const lost = refused('lost', { code: 'unavailable', ambiguous: true });
const stranger = refused('not in it', { code: 'not_found', reason: 'not_a_member' });
const broken = throwing(new Error('the read failed'));

describe('who is settled before the wire', () => {
  test('is not sent', async () => {
    const { outcomes, steps } = await run({ settle: async () => [done('ann')], send: all });

    expect(outcomes).toEqual(['ann done', 'bob done']);
    expect(steps).toEqual(['settle ann,bob', 'send bob']);
  });

  test('may be everybody', async () => {
    const { outcomes, steps } = await run({ settle: all, send: all });

    expect(outcomes).toEqual(['ann done', 'bob done']);
    expect(steps).toEqual(['settle ann,bob']);
  });

  test('is told as well when the others fail', async () => {
    const { outcomes, resend } = await run({
      settle: async () => [done('ann')],
      send: throwing(vague()),
      explain: async () => [failing('bob', stranger)],
    });

    expect(outcomes).toEqual(['ann done', 'bob failed: not_a_member']);
    expect(resend).toEqual([]);
  });
});

test('doubt is noted when an attempt left some, also where a later one succeeded', async () => {
  const reporting =
    (inDoubt: boolean): BatchPlan['send'] =>
    async (userIds, { report }) => {
      report?.({ endpoint: 'put', admitted: true, attempts: 2, inDoubt } satisfies CallReport);
      return userIds.map(done);
    };

  expect((await run({ send: reporting(true) })).doubts).toBe(1);
  expect((await run({ send: reporting(false) })).doubts).toBe(0);
});

describe('single failures of an answer', () => {
  const answer = async () => [
    done('ann'),
    failing('bob', vague()),
    failing('eve', vague({ code: 'not_found' })),
    failing('joe', vague()),
  ];
  const users = ['ann', 'bob', 'eve', 'joe'];

  test('are told with the endpoint that was called', async () => {
    const { outcomesAsTold } = await run({ send: answer }, users);

    expect(outcomesAsTold?.[1]).toMatchObject({
      userId: 'bob',
      error: { endpoint: 'put', operation: 'members.add', vendorCode: 7 },
    });
  });

  test('are told with another endpoint where the driver names it', async () => {
    const failure = vague({ endpoint: 'get' });

    const { outcomesAsTold } = await run({ send: async () => [failing('ann', failure)] }, ['ann']);

    expect(outcomesAsTold?.[0]).toMatchObject({ error: { endpoint: 'get' } });
  });

  test('are explained once for each kind, and those that are not stay as they are', async () => {
    const { outcomes, outcomesAsTold, steps } = await run(
      {
        send: answer,
        explain: async (userIds) => (userIds.includes('bob') ? [failing('bob', stranger)] : []),
      },
      users,
    );

    expect(steps).toEqual(['send ann,bob,eve,joe', 'explain bob,joe', 'explain eve']);
    expect(outcomes).toEqual([
      'ann done',
      'bob failed: not_a_member',
      'eve failed: not_found',
      'joe failed: failed_precondition',
    ]);
    expect(outcomesAsTold?.[1]).toMatchObject({ error: { vendorCode: 7, vendorMessage: 'no' } });
  });

  test.each<[string, BatchPlan['explain']]>([
    ['fails', broken],
    ['tells nothing', async () => undefined],
    ['is about the call', async () => stranger],
  ])('stand when the explaining read %s', async (_, explain) => {
    const { outcomes } = await run({ send: answer, explain }, users);

    expect(outcomes?.slice(1, 3)).toEqual([
      'bob failed: failed_precondition',
      'eve failed: not_found',
    ]);
  });

  test('need no read where there are none', async () => {
    const { steps } = await run({ send: all, explain: async () => [], readBack: all });

    expect(steps).toEqual(['send ann,bob']);
  });

  test('that cannot be read are read back, and no others', async () => {
    const unread = unreadable('bad', { ambiguous: true });
    const { outcomes, steps } = await run(
      {
        send: async () => [
          done('ann'),
          failing('bob', unread),
          failing('eve', stranger),
          failing('joe', unread),
        ],
        readBack: async () => [done('bob')],
      },
      users,
    );

    expect(steps).toEqual(['send ann,bob,eve,joe', 'readBack bob,joe']);
    expect(outcomes).toEqual([
      'ann done',
      'bob done',
      'eve failed: not_a_member',
      'joe failed: internal, in doubt',
    ]);
  });

  test('that cannot be read and surely had no effect are not read back', async () => {
    const { steps } = await run({
      send: async () => [failing('ann', unreadable('bad'))],
      readBack: all,
    });

    expect(steps).toEqual(['send ann,bob']);
  });

  test('that cannot be read stand when the read fails', async () => {
    const { outcomes } = await run({
      send: async () => [failing('ann', unreadable('bad', { ambiguous: true }))],
      readBack: broken,
    });

    expect(outcomes).toEqual(['ann failed: internal, in doubt']);
  });
});

describe('a chunk that is refused', () => {
  test('is told as it was where nothing explains it', async () => {
    const { error, steps } = await run({ send: throwing(vague()), readBack: all });

    expect(error).toMatchObject({ code: 'failed_precondition', vendorCode: 7 });
    expect(steps).toEqual(['send ann,bob']);
  });

  test('is sent again without those whom a read explains', async () => {
    const { outcomes, resend, outcomesAsTold } = await run({
      send: throwing(vague()),
      explain: async () => [failing('ann', stranger)],
    });

    expect(outcomes).toEqual(['ann failed: not_a_member']);
    expect(resend).toEqual(['bob']);
    expect(outcomesAsTold?.[0]).toMatchObject({ error: { vendorCode: 7, message: 'not in it' } });
  });

  test('is told in better words where a read has some', async () => {
    const { error } = await run({ send: throwing(vague()), explain: async () => stranger });

    expect(error).toMatchObject({ reason: 'not_a_member', vendorCode: 7, vendorMessage: 'no' });
  });

  test.each<[string, BatchPlan['explain']]>([
    ['fails', broken],
    ['explains nobody', async () => []],
    ['tells nothing', async () => undefined],
  ])('stands when the explaining read %s', async (_, explain) => {
    const { error } = await run({ send: throwing(vague()), explain });

    expect(error).toMatchObject({ code: 'failed_precondition', vendorCode: 7 });
  });
});

describe('a chunk whose answer was lost', () => {
  test('is settled by a read, and who is not in it stays in doubt', async () => {
    const { outcomes, resend, steps } = await run({
      send: throwing(lost),
      readBack: async () => [done('ann')],
    });

    expect(steps).toEqual(['send ann,bob', 'readBack ann,bob']);
    expect(outcomes).toEqual(['ann done', 'bob failed: unavailable, in doubt']);
    expect(resend).toBeUndefined();
  });

  test('and whose retry was refused is settled by a read as well', async () => {
    const { outcomes } = await run({
      send: throwing(vague({ afterAmbiguous: true })),
      readBack: async () => [done('ann')],
    });

    expect(outcomes).toEqual(['ann done', 'bob failed: failed_precondition']);
  });

  test('and whose refusal a read puts in better words is read back all the same', async () => {
    const { outcomes } = await run({
      send: throwing(vague({ afterAmbiguous: true })),
      explain: async () => stranger,
      readBack: async () => [done('ann')],
    });

    expect(outcomes?.[0]).toBe('ann done');
  });

  test.each<[string, BatchPlan['readBack']]>([
    ['fails', broken],
    ['settles nobody', async () => []],
    ['is not known', undefined],
  ])('is told as lost when the read %s', async (_, readBack) => {
    const { error } = await run({ send: throwing(lost), ...(readBack && { readBack }) });

    expect(error).toMatchObject({ code: 'unavailable', ambiguous: true });
  });

  test('is not read back for a caller who cancelled', async () => {
    const cancelled = refused('stop', { code: 'cancelled', ambiguous: true });

    const { steps, error } = await run({ send: throwing(cancelled), readBack: all });

    expect(steps).toEqual(['send ann,bob']);
    expect(error).toMatchObject({ code: 'cancelled', ambiguous: true });
  });
});

describe('an answer that tells nothing per user', () => {
  const verify = async () => [failing('bob', stranger)];

  test('is verified where the caller asks for it', async () => {
    const { outcomes, steps } = await run({ send: all, verify }, ['ann', 'bob'], true);

    expect(steps).toEqual(['send ann,bob', 'verify ann,bob']);
    expect(outcomes).toEqual(['ann done', 'bob failed: not_a_member']);
  });

  test.each([
    ['nobody asked for it', { send: all, verify }, false],
    ['the vendor tells all', { send: all }, true],
    ['nobody was done', { send: async () => [failing('ann', stranger)], verify }, true],
  ])('is not verified where %s', async (_, plan, asked) => {
    const { steps } = await run(plan, ['ann', 'bob'], asked);

    expect(steps).toEqual(['send ann,bob']);
  });

  test('is verified for those who are done only', async () => {
    const send = async () => [done('ann'), failing('bob', stranger)];

    const { steps } = await run({ send, verify: async () => [] }, ['ann', 'bob'], true);

    expect(steps).toEqual(['send ann,bob', 'verify ann']);
  });

  test('leaves those in doubt who cannot be verified: the vendor took the write', async () => {
    const plan = {
      send: all,
      verify: throwing(refused('down', { code: 'unavailable' }).toError({})),
      explain: async () => [failing('ann', stranger)],
    };

    const { outcomes, steps } = await run(plan, ['ann', 'bob'], true);

    expect(steps).toEqual(['send ann,bob', 'verify ann,bob']);
    expect(outcomes).toEqual([
      'ann failed: unavailable, in doubt',
      'bob failed: unavailable, in doubt',
    ]);
  });
});
