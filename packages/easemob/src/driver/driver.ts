import { type Driver, unsupported } from '@imgroups/core/adapter';
import { easemobEndpoints } from '../endpoints.ts';
import { foldUserId } from '../mapping/user-id.ts';
import { blacklist } from './blacklist.ts';
import { groups } from './groups.ts';
import { members } from './members.ts';
import { mutes } from './mutes.ts';
import { easemobOperations } from './operations.ts';
import type { EasemobDriverTypes } from './types.ts';

/** Easemob behind the neutral contract. */
export const easemobDriver: Driver<EasemobDriverTypes> = {
  name: 'easemob',
  endpoints: easemobEndpoints,
  operations: easemobOperations,
  limits: ({ dialect }) => dialect.limits,
  canonicalUserId: foldUserId,
  refuseOwnIds: ({ customGroupIds }) =>
    customGroupIds
      ? undefined
      : unsupported(
          'id: the vendor must switch on ids of your own for the app; then give customGroupIds: true',
          { reason: 'feature_disabled', field: 'id' },
        ),
  async check({ client, call }) {
    await client.listGroups({ limit: 1 }, call);
  },
  // All ids look alike, and all groups are of one kind.
  kindOfId: () => undefined,
  groups,
  members,
  mutes,
  blacklist,
};
