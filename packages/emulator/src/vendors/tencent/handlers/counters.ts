import type { counterEndpoints } from '@imgroups/tencent/endpoints';
import type { HandlersOf } from '../../../server/vendor-service.ts';
import type { TencentState } from '../state/state.ts';
import { done, failure } from '../wire/failures.ts';

type Handlers = HandlersOf<typeof counterEndpoints, TencentState>;
type Mode = Parameters<Handlers['updateGroupCounter']>[1]['Mode'];

const maxKeys = 20;

export const counterHandlers: Handlers = {
  getGroupCounter(state, { GroupId, GroupCounterKeys }) {
    const counters = countersOf(state, GroupId);
    const asked = [...counters].filter(([key]) => GroupCounterKeys?.includes(key) ?? true);
    return { ...done, GroupCounter: asked.map(toCounter) };
  },

  updateGroupCounter(state, { GroupId, GroupCounter, Mode }) {
    const counters = countersOf(state, GroupId);
    const after = new Map(counters);
    for (const { Key, Value } of GroupCounter) {
      after.set(Key, changed(after.get(Key) ?? 0n, BigInt(Value), Mode));
    }
    if (after.size > maxKeys) throw failure(10063, `${after.size} keys, at most ${maxKeys}`);
    for (const [key, value] of after) counters.set(key, value);
    const keys = new Set(GroupCounter.map(({ Key }) => Key));
    return { ...done, GroupCounter: [...after].filter(([key]) => keys.has(key)).map(toCounter) };
  },

  deleteGroupCounter(state, { GroupId, GroupCounterKeys }) {
    const counters = countersOf(state, GroupId);
    for (const key of GroupCounterKeys ?? [...counters.keys()]) counters.delete(key);
    return done;
  },
};

function countersOf(state: TencentState, groupId: string): Map<string, bigint> {
  const { counters } = state.requireGroup(groupId);
  if (!state.settings.counters) throw failure(10059);
  return counters;
}

function changed(before: bigint, value: bigint, mode: Mode): bigint {
  const after = mode === 'Set' ? value : mode === 'Increase' ? before + value : before - value;
  if (BigInt.asIntN(64, after) !== after) throw failure(10004, `${after} has more than 64 bits`);
  return after;
}

function toCounter([key, value]: readonly [string, bigint]) {
  return { Key: key, Value: String(value) };
}
