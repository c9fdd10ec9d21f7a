import type { Driver } from '@imgroups/core/adapter';
import { tencentEndpoints } from '../endpoints.ts';
import { kindOfId } from '../mapping/group.ts';
import { blacklist } from './blacklist.ts';
import { groups } from './groups.ts';
import { members } from './members.ts';
import { mutes } from './mutes.ts';
import { tencentOperations } from './operations.ts';
import type { TencentDriverTypes } from './types.ts';

/** Tencent Cloud Chat behind the neutral contract. */
export const tencentDriver: Driver<TencentDriverTypes> = {
  name: 'tencent',
  endpoints: tencentEndpoints,
  operations: tencentOperations,
  canonicalUserId: (userId) => userId,
  kindOfId,
  async check({ client, call }) {
    await client.getAppIdGroupList({ Limit: 1 }, call);
  },
  refine(failure, group) {
    const { vendorCode } = failure.details;
    // The vendor refused a bare id with 10007: most likely the group is of a kind with endpoints of its own.
    const lacksKind = group !== undefined && group.kind === undefined;
    if (failure.code !== 'unsupported' || vendorCode !== 10007 || !lacksKind) return failure;
    const hint = '; pass { id, kind } so that the calls of its kind are used';
    return failure.text.endsWith(hint) ? failure : failure.with({}, `${failure.text}${hint}`);
  },
  groups,
  members,
  mutes,
  blacklist,
};
