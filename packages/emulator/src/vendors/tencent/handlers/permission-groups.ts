import type { permissionGroupEndpoints } from '@imgroups/tencent/endpoints';
import type { HandlersOf } from '../../../server/vendor-service.ts';
import type { StoredPermissionGroup } from '../state/permission-groups.ts';
import { done, resultOf } from '../wire/envelope.ts';
import { failure } from '../wire/failures.ts';
import { pageAfter } from '../wire/paging.ts';
import type { TencentCall } from './call.ts';
import { requirePermissionCommunity } from './places.ts';

/** Longest pages. */
const maxGroups = 20;
const maxMembers = 50;

export const permissionGroupHandlers: HandlersOf<typeof permissionGroupEndpoints, TencentCall> = {
  createPermissionGroup({ state }, request) {
    const { permissionGroups } = requirePermissionCommunity(state, request.GroupId);
    const { id } = permissionGroups.add(request.PermissionGroupId, {
      name: request.PermissionGroupName,
      permission: BigInt(request.Permission),
      customString: request.CustomString ?? '',
    });
    return { ...done, PermissionGroupId: id };
  },

  destroyPermissionGroup({ state }, { GroupId, PermissionGroupIdList }) {
    const { permissionGroups } = requirePermissionCommunity(state, GroupId);
    return {
      ...done,
      PermissionGroupResultList: PermissionGroupIdList.map((PermissionGroupId) => ({
        PermissionGroupId,
        ...resultOf(() => permissionGroups.delete(PermissionGroupId)),
      })),
    };
  },

  modifyPermissionGroup({ state }, { GroupId, PermissionGroupId, ...patch }) {
    const { permissionGroups } = requirePermissionCommunity(state, GroupId);
    permissionGroups.require(PermissionGroupId);
    if (Object.keys(patch).length === 0) throw failure(10004, 'nothing to change');
    permissionGroups.update(PermissionGroupId, {
      name: patch.PermissionGroupName,
      permission: patch.Permission === undefined ? undefined : BigInt(patch.Permission),
      customString: patch.CustomString,
    });
    return done;
  },

  getPermissionGroup({ state }, { GroupId, PermissionGroupIdList, Limit = maxGroups, Next = '' }) {
    const { permissionGroups } = requirePermissionCommunity(state, GroupId);
    if (PermissionGroupIdList) {
      const named = PermissionGroupIdList.flatMap((id) => permissionGroups.get(id) ?? []);
      return { ...done, PermissionGroupInfoList: named.map(toInfo), Next: '' };
    }
    const { page, next } = pageAfter(permissionGroups.all(), Next, Limit);
    return { ...done, PermissionGroupInfoList: page.map(toInfo), Next: next };
  },

  addPermissionGroupMember({ state }, { GroupId, PermissionGroupId, MemberList }) {
    const { members, permissionGroups } = requirePermissionCommunity(state, GroupId);
    permissionGroups.require(PermissionGroupId);
    for (const { Member_Account } of MemberList) {
      if (!members.has(Member_Account)) throw failure(10004, `${Member_Account} is not a member`);
    }
    const userIds = MemberList.map(({ Member_Account }) => Member_Account);
    permissionGroups.addMembers(PermissionGroupId, userIds);
    return done;
  },

  deletePermissionGroupMember({ state }, { GroupId, PermissionGroupId, MemberList }) {
    const { permissionGroups } = requirePermissionCommunity(state, GroupId);
    const userIds = MemberList.map(({ Member_Account }) => Member_Account);
    permissionGroups.removeMembers(PermissionGroupId, userIds);
    return done;
  },

  getPermissionGroupMemberList({ state }, request) {
    const { GroupId, PermissionGroupId, Limit = maxMembers, Next = '' } = request;
    const { permissionGroups } = requirePermissionCommunity(state, GroupId);
    const { members } = permissionGroups.require(PermissionGroupId);
    const listed = [...members].map(([userId, sequence]) => ({ userId, sequence }));
    const { page, next } = pageAfter(listed, Next, Limit);
    return {
      ...done,
      MemberList: page.map(({ userId }) => ({ Member_Account: userId })),
      Next: next,
    };
  },
};

function toInfo({ id, name, permission, customString, members }: StoredPermissionGroup) {
  return {
    PermissionGroupId: id,
    PermissionGroupName: name,
    Permission: String(permission),
    CustomString: customString,
    MemberNum: members.size,
  };
}
