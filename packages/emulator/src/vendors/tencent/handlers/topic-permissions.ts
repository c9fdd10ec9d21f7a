import type { topicPermissionEndpoints } from '@imgroups/tencent/endpoints';
import type { HandlersOf } from '../../../server/vendor-service.ts';
import { done, resultOf } from '../wire/envelope.ts';
import { failure } from '../wire/failures.ts';
import type { TencentCall } from './call.ts';
import { requirePermissionCommunity, requireTopic } from './places.ts';

type Handlers = HandlersOf<typeof topicPermissionEndpoints, TencentCall>;

export const topicPermissionHandlers: Handlers = {
  addTopicPermissionGroup({ state }, { GroupId, PermissionGroupId, TopicPermissionList }) {
    const community = requirePermissionCommunity(state, GroupId);
    const { permissionGroups } = community;
    permissionGroups.require(PermissionGroupId);
    return {
      ...done,
      TopicPermissionResultList: TopicPermissionList.map(({ TopicId, Permission }) => ({
        TopicId,
        ...resultOf(() => {
          requireTopic(community, TopicId);
          permissionGroups.setTopic(PermissionGroupId, TopicId, BigInt(Permission));
        }),
      })),
    };
  },

  setTopicPermissionGroup({ state }, { GroupId, PermissionGroupId, TopicPermissionList }) {
    const { permissionGroups } = requirePermissionCommunity(state, GroupId);
    const { topics } = permissionGroups.require(PermissionGroupId);
    return {
      ...done,
      TopicPermissionResultList: TopicPermissionList.map(({ TopicId, Permission }) => ({
        TopicId,
        ...resultOf(() => {
          requirePermission(topics, TopicId);
          permissionGroups.setTopic(PermissionGroupId, TopicId, BigInt(Permission));
        }),
      })),
    };
  },

  deleteTopicPermissionGroup({ state }, { GroupId, PermissionGroupId, TopicIdList }) {
    const { permissionGroups } = requirePermissionCommunity(state, GroupId);
    const { topics } = permissionGroups.require(PermissionGroupId);
    return {
      ...done,
      TopicPermissionResultList: TopicIdList.map((TopicId) => ({
        TopicId,
        ...resultOf(() => {
          requirePermission(topics, TopicId);
          permissionGroups.removeTopic(PermissionGroupId, TopicId);
        }),
      })),
    };
  },

  getTopicPermissionGroup({ state }, { GroupId, PermissionGroupId, TopicIdList }) {
    const { permissionGroups } = requirePermissionCommunity(state, GroupId);
    const { topics } = permissionGroups.require(PermissionGroupId);
    const asked = [...topics].filter(([topicId]) => TopicIdList?.includes(topicId) ?? true);
    return {
      ...done,
      TopicPermissionList: asked.map(([TopicId, permission]) => ({
        TopicId,
        Permission: String(permission),
      })),
    };
  },
};

function requirePermission(topics: ReadonlyMap<string, bigint>, topicId: string): void {
  if (!topics.has(topicId)) throw failure(10004, `no permission for ${topicId}`);
}
