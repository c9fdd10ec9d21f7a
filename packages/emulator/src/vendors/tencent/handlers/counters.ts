import type { counterEndpoints } from '@imgroups/tencent/endpoints';
import type { HandlersOf } from '../../../server/vendor-service.ts';
import type { StoredGroup } from '../state/group.ts';
import type { TencentState } from '../state/state.ts';
import { done } from '../wire/envelope.ts';
import { failure } from '../wire/failures.ts';
import type { TencentCall } from './call.ts';

type Handlers = HandlersOf<typeof counterEndpoints, TencentCall>;
type Mode = Parameters<Handlers['updateGroupCounter']>[1]['Mode'];

const maxKeys = 20;

export const counterHandlers: Handlers = {
  getGroupCounter({ state }, { GroupId, GroupCounterKeys }) {
    const { counters } = groupOfCounters(state, GroupId);
    const asked = [...counters].filter(([key]) => GroupCounterKeys?.includes(key) ?? true);
    return { ...done, GroupCounter: asked.map(toCounter) };
  },

  updateGroupCounter({ state }, { GroupId, GroupCounter, Mode }) {
    const group = groupOfCounters(state, GroupId);
    const after = new Map(group.counters);
    for (const { Key, Value } of GroupCounter) {
      after.set(Key, changed(after.get(Key) ?? 0n, BigInt(Value), Mode));
    }
    if (after.size > maxKeys) throw failure(10063, `${after.size} keys, at most ${maxKeys}`);
    const keys = new Set(GroupCounter.map(({ Key }) => Key));
    const written = [...after].filter(([key]) => keys.has(key));
    state.setCounters(group, new Map(written));
    return { ...done, GroupCounter: written.map(toCounter) };
  },

  deleteGroupCounter({ state }, { GroupId, GroupCounterKeys }) {
    state.deleteCounters(groupOfCounters(state, GroupId), GroupCounterKeys);
    return done;
  },
};

function groupOfCounters(state: TencentState, groupId: string): StoredGroup {
  const group = state.requireGroup(groupId);
  if (!state.settings.counters) throw failure(10059);
  return group;
}

function changed(before: bigint, value: bigint, mode: Mode): bigint {
  const after = mode === 'Set' ? value : mode === 'Increase' ? before + value : before - value;
  if (BigInt.asIntN(64, after) !== after) throw failure(10004, `${after} has more than 64 bits`);
  return after;
}

function toCounter([key, value]: readonly [string, bigint]) {
  return { Key: key, Value: String(value) };
}
