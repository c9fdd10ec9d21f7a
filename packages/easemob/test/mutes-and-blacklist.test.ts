import type { BatchError, BatchResult } from '@imgroups/core';
import { describe, expect, test } from 'vitest';
import { createEasemobProvider, type EasemobProviderOptions } from '../src/index.ts';
import {
  lostAnswer,
  optionsFor,
  refusal,
  type ScriptedService,
  type SeenCall,
  scriptedService,
} from './scripted-service.ts';

function providerOf(service: ScriptedService, options: Partial<EasemobProviderOptions> = {}) {
  return createEasemobProvider({ ...optionsFor(service), ...options });
}

const told = ({ outcomes }: BatchResult) =>
  outcomes.map((outcome) => {
    if (outcome.status === 'failed') {
      return `${outcome.userId}: ${outcome.error.reason ?? outcome.error.code}`;
    }
    const changed = outcome.status === 'done' ? outcome.changed : undefined;
    return `${outcome.userId}: ${outcome.status}${changed === undefined ? '' : ` ${changed}`}`;
  });

describe('mutes', () => {
  const answered = (call: SeenCall) => ({
    data: (call.body as { usernames: string[] }).usernames.map((user) => ({ result: true, user })),
  });

  test.each([
    [{ seconds: 90 }, 90_000],
    ['permanent' as const, -1],
  ])('%o is sent as %i', async (duration, mute_duration) => {
    const service = scriptedService({ 'POST /chatgroups/12/mute': answered });

    const result = await providerOf(service).mutes.add('12', ['Bob'], duration);

    expect(service.calls.at(-1)?.body).toEqual({ usernames: ['bob'], mute_duration });
    expect(told(result)).toEqual(['Bob: done']);
  });

  test('for good are unsupported in the legacy flavour, before any call', async () => {
    const service = scriptedService({});

    const call = providerOf(service, { flavour: 'legacy' }).mutes.add('12', ['bob'], 'permanent');

    await expect(call).rejects.toMatchObject({ code: 'unsupported', operation: 'mutes.add' });
    expect(service.calls).toEqual([]);
  });

  test('strangers fail, and the others are muted', async () => {
    const service = scriptedService({
      'POST /chatgroups/12/mute': (call) =>
        (call.body as { usernames: string[] }).usernames.includes('dave')
          ? refusal(403, 'forbidden_op', 'users [dave] are not members of this group!')
          : answered(call),
    });

    const result = await providerOf(service).mutes.add('12', ['bob', 'dave'], { seconds: 60 });

    expect(told(result)).toEqual(['bob: done', 'dave: not_a_member']);
  });

  test('are read back after a lost answer, by what is left of them', async () => {
    const now = 1_700_000_000_000;
    const service = scriptedService({
      'POST /chatgroups/12/mute': [lostAnswer()],
      'GET /chatgroups/12/mute': [
        {
          timestamp: now + 3_600_000,
          data: [
            { user: 'bob', expire: now + 3_600_000 + 60_000 },
            { user: 'carol', expire: now + 3_600_000 + 5_000_000 },
          ],
        },
      ],
    });
    const provider = providerOf(service, { retry: { maxRetries: 0 }, now: () => now });

    const result = await provider.mutes.add('12', ['bob', 'carol', 'dave'], { seconds: 60 });

    expect(told(result)).toEqual(['bob: done', 'carol: unavailable', 'dave: unavailable']);
  });

  test('a list tells ends, and leaves out what has ended by the clock of the service', async () => {
    const service = scriptedService({
      'GET /chatgroups/12/mute': [
        {
          timestamp: 1_489_072_802_179,
          data: [
            { user: 'a', expire: 1_489_158_589_481 },
            { user: 'b', expire: -1 },
            { user: 'c', expire: 4_638_873_600_000 },
            { user: 'd', expire: 1_489_072_802_178 },
          ],
        },
      ],
    });

    const mutes = await providerOf(service).mutes.list('12').toArray({ maxItems: 10 });

    expect(mutes.map(({ userId, until }) => [userId, until])).toEqual([
      ['a', new Date(1_489_158_589_481)],
      ['b', 'permanent'],
      ['c', 'permanent'],
    ]);
  });

  test('a vague refusal to unmute is explained by the list', async () => {
    const vague = refusal(403, 'forbidden_op', 'a text that nobody documented');
    const service = scriptedService({
      'DELETE /chatgroups/12/mute/bob,carol': [vague],
      'DELETE /chatgroups/12/mute/carol': [{ data: [{ result: true, user: 'carol' }] }],
      'GET /chatgroups/12/mute': [{ data: [{ user: 'carol', expire: -1 }] }],
    });

    const result = await providerOf(service).mutes.remove('12', ['bob', 'carol']);

    expect(told(result)).toEqual(['bob: done false', 'carol: done']);
  });
});

describe('the blacklist', () => {
  const notMembers = refusal(403, 'forbidden_op', 'users [bob] are not members of this group!');

  test('seconds are unsupported before any call', async () => {
    const service = scriptedService({});

    const call = providerOf(service).blacklist.add('12', ['bob'], { seconds: 60 });

    await expect(call).rejects.toMatchObject({ code: 'unsupported', operation: 'blacklist.add' });
    expect(service.calls).toEqual([]);
  });

  test('somebody who is on it already is done, and a stranger fails', async () => {
    const answer = (user: string, reason?: string) => ({ result: !reason, user, reason });
    const service = scriptedService({
      'POST /chatgroups/12/blocks/users': [
        {
          data: [
            answer('bob', "user: bob doesn't exist in group: 12"),
            answer('carol'),
            answer('dave', "user: dave doesn't exist in group: 12"),
          ],
        },
      ],
      'GET /chatgroups/12/blocks/users': [{ data: ['bob'] }],
    });

    const result = await providerOf(service).blacklist.add('12', ['bob', 'carol', 'dave']);

    expect(told(result)).toEqual(['bob: done false', 'carol: done true', 'dave: not_a_member']);
  });

  test('a success reads nothing further', async () => {
    const service = scriptedService({
      'POST /chatgroups/12/blocks/users': [{ data: { result: true, user: 'bob', groupid: '12' } }],
    });

    const result = await providerOf(service).blacklist.add('12', ['bob']);

    expect(told(result)).toEqual(['bob: done true']);
    expect(service.routes()).toEqual(['POST /chatgroups/12/blocks/users']);
  });

  test('a refusal of everybody is explained by one read of the list', async () => {
    const service = scriptedService({
      'POST /chatgroups/12/blocks/users': [notMembers],
      'GET /chatgroups/12/blocks/users': [{ data: ['bob'] }],
    });

    const result = await providerOf(service).blacklist.add('12', ['bob']);

    expect(told(result)).toEqual(['bob: done false']);
    expect(service.routes()).toHaveLength(2);
  });

  test('the list is read once, however many are refused', async () => {
    const vague = refusal(403, 'forbidden_op', 'a text that nobody documented');
    const service = scriptedService({
      'POST /chatgroups/12/blocks/users': [vague],
      'GET /chatgroups/12/blocks/users': [{ data: [] }],
    });

    const result = await providerOf(service).blacklist.add('12', ['a', 'b', 'c', 'd']);

    expect(result.failed).toHaveLength(4);
    expect(service.routes().filter((route) => route.startsWith('GET'))).toHaveLength(1);
  });

  test('a refusal stands when the list cannot be read either', async () => {
    const service = scriptedService({
      'POST /chatgroups/12/blocks/users': [notMembers],
      'GET /chatgroups/12/blocks/users': [refusal(403, 'forbidden_op', 'no')],
    });

    const result = await providerOf(service).blacklist.add('12', ['bob']);

    expect(told(result)).toEqual(['bob: not_a_member']);
  });

  test('taking off somebody who is not on it is done', async () => {
    const service = scriptedService({
      'DELETE /chatgroups/12/blocks/users/bob,carol': [refusal(403, 'forbidden_op', 'no text')],
      'DELETE /chatgroups/12/blocks/users/carol': [
        { data: { result: true, user: 'carol', groupid: '12' } },
      ],
      'GET /chatgroups/12/blocks/users': [{ data: ['carol'] }],
    });

    const result = await providerOf(service).blacklist.remove('12', ['bob', 'carol']);

    expect(told(result)).toEqual(['bob: done false', 'carol: done true']);
  });

  test('is read back after a lost answer', async () => {
    const service = scriptedService({
      'POST /chatgroups/12/blocks/users': [lostAnswer(), notMembers],
      'GET /chatgroups/12/blocks/users': [{ data: ['bob'] }],
    });

    const result = await providerOf(service).blacklist.add('12', ['bob']);

    expect(told(result)).toEqual(['bob: done']);
  });

  describe('when the first answer was lost and the retry is refused', () => {
    const read = 'GET /chatgroups/12/blocks/users';
    const lostThenRefused = [
      lostAnswer(),
      refusal(403, 'forbidden_op', 'users [u1,ghost] are not members of this group!'),
    ];

    test('a user on the list may have been put there by this call', async () => {
      const service = scriptedService({
        'POST /chatgroups/12/blocks/users': lostThenRefused,
        [read]: [{ data: ['u1'] }],
      });

      const result = await providerOf(service).blacklist.add('12', ['u1', 'ghost']);

      expect(told(result)).toEqual(['u1: done', 'ghost: not_a_member']);
    });

    test('nobody proves by being no member that the lost call did nothing', async () => {
      const service = scriptedService({
        'POST /chatgroups/12/blocks/users': lostThenRefused,
        [read]: [refusal(403, 'forbidden_op', 'no')],
      });

      const { outcomes } = await providerOf(service).blacklist.add('12', ['u1', 'ghost']);

      expect(outcomes).toMatchObject([
        { userId: 'u1', error: { reason: 'not_a_member', ambiguous: true } },
        { userId: 'ghost', error: { reason: 'not_a_member', ambiguous: true } },
      ]);
    });

    test('an abort during the explaining read leaves everybody in doubt', async () => {
      const controller = new AbortController();
      const service = scriptedService({
        'POST /chatgroups/12/blocks/users': lostThenRefused,
        [read]: () => {
          controller.abort();
          return lostAnswer();
        },
      });

      const error = await providerOf(service)
        .blacklist.add('12', ['u1', 'ghost'], 'permanent', { signal: controller.signal })
        .catch((thrown: BatchError) => thrown);

      const { result, ambiguous } = error as BatchError;
      expect(ambiguous).toBe(true);
      expect(result.outcomes).toMatchObject([
        { userId: 'u1', status: 'failed', error: { ambiguous: true } },
        { userId: 'ghost', status: 'failed', error: { ambiguous: true } },
      ]);
    });
  });

  test('a list has permanent entries', async () => {
    const service = scriptedService({ 'GET /chatgroups/12/blocks/users': [{ data: ['bob'] }] });

    const entries = await providerOf(service).blacklist.list('12').toArray({ maxItems: 10 });

    expect(entries).toEqual([{ userId: 'bob', until: 'permanent', raw: 'bob' }]);
  });
});
