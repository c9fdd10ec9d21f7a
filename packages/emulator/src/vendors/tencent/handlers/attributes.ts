import type { attributeEndpoints } from '@imgroups/tencent/endpoints';
import type { HandlersOf } from '../../../server/vendor-service.ts';
import type { GroupAttributes } from '../state/attributes.ts';
import { done } from '../wire/envelope.ts';
import { failure } from '../wire/failures.ts';
import type { TencentCall } from './call.ts';

/** Writes of one group, whatever the command. */
const writeRate = { requests: 5, perSeconds: 1 };

export const attributeHandlers: HandlersOf<typeof attributeEndpoints, TencentCall> = {
  getGroupAttr({ state }, { GroupId }) {
    const { attributes } = state.requireGroup(GroupId);
    return {
      ...done,
      GroupAttrAry: [...attributes.values].map(([key, value]) => ({ key, value })),
    };
  },

  modifyGroupAttr(call, { GroupId, GroupAttr }) {
    attributesToWrite(call, GroupId).modify(toMap(GroupAttr));
    return done;
  },

  setGroupAttr(call, { GroupId, GroupAttr }) {
    attributesToWrite(call, GroupId).set(toMap(GroupAttr));
    return done;
  },

  deleteGroupAttr(call, { GroupId, GroupAttr }) {
    attributesToWrite(call, GroupId).delete(GroupAttr.map(({ key }) => key));
    return done;
  },

  clearGroupAttr(call, { GroupId }) {
    attributesToWrite(call, GroupId).clear();
    return done;
  },
};

function attributesToWrite({ state, rates }: TencentCall, groupId: string): GroupAttributes {
  const { id, attributes } = state.requireGroup(groupId);
  if (!rates.allows(`attributes of ${id}`, writeRate)) throw failure(10049);
  return attributes;
}

function toMap(
  list: readonly { readonly key: string; readonly value: string }[],
): ReadonlyMap<string, string> {
  return new Map(list.map(({ key, value }) => [key, value]));
}
