import type { attributeEndpoints } from '@imgroups/tencent/endpoints';
import type { HandlersOf } from '../../../server/vendor-service.ts';
import type { GroupAttributes } from '../state/attributes.ts';
import type { TencentState } from '../state/state.ts';
import { done, failure } from '../wire/failures.ts';

/** Writes of one group, whatever the command. */
const writeRate = { requests: 5, perSeconds: 1 };

export const attributeHandlers: HandlersOf<typeof attributeEndpoints, TencentState> = {
  getGroupAttr(state, { GroupId }) {
    const { attributes } = state.requireGroup(GroupId);
    return {
      ...done,
      GroupAttrAry: [...attributes.values].map(([key, value]) => ({ key, value })),
    };
  },

  modifyGroupAttr(state, { GroupId, GroupAttr }) {
    const attributes = attributesToWrite(state, GroupId);
    attributes.store(new Map([...attributes.values, ...toMap(GroupAttr)]));
    return done;
  },

  setGroupAttr(state, { GroupId, GroupAttr }) {
    attributesToWrite(state, GroupId).store(toMap(GroupAttr));
    return done;
  },

  deleteGroupAttr(state, { GroupId, GroupAttr }) {
    const attributes = attributesToWrite(state, GroupId);
    const left = new Map(attributes.values);
    for (const { key } of GroupAttr) {
      if (!left.delete(key)) throw failure(10050, key);
    }
    attributes.store(left);
    return done;
  },

  clearGroupAttr(state, { GroupId }) {
    attributesToWrite(state, GroupId).store(new Map());
    return done;
  },
};

function attributesToWrite(state: TencentState, groupId: string): GroupAttributes {
  const { id, attributes } = state.requireGroup(groupId);
  if (!state.rates.allows(`attributes of ${id}`, writeRate)) throw failure(10049);
  return attributes;
}

function toMap(
  list: readonly { readonly key: string; readonly value: string }[],
): ReadonlyMap<string, string> {
  return new Map(list.map(({ key, value }) => [key, value]));
}
