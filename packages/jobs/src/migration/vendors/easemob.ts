import { randomBytes } from 'node:crypto';
import { type CallOptions, isImGroupsError } from '@imgroups/core/adapter';
import type { EasemobClient } from '@imgroups/easemob/endpoints';
import { easemobEndpoints, easemobTextLengths } from '@imgroups/easemob/endpoints';
import { easemob } from '@imgroups/easemob/vendor';
import { chunksOf } from '../chunks.ts';
import type { RefusedAccount, VendorSide } from './vendor-side.ts';

const characters = (max: number) => ({ max, safe: max, unit: 'characters' }) as const;

const { max: usersAtOnce } = easemobEndpoints.createUsers.limits?.items ?? { max: 60 };

/** Accounts that are looked for at the same time: each takes a call of its own. */
const lookedForAtOnce = 16;

/** Groups are made and filled by the ordinary calls. */
export const easemobSide: VendorSide = {
  descriptor: easemob,
  texts: {
    name: characters(easemobTextLengths.groupname.max),
    description: characters(easemobTextLengths.description.max),
    announcement: characters(easemobTextLengths.announcement.max),
    avatarUrl: characters(easemobTextLengths.avatar.max),
  },
  maxUserIdBytes: 64,
  userIdProblem: (userId) =>
    /^[a-z0-9_.-]+$/.test(userId)
      ? undefined
      : "holds other characters than letters, digits, '_', '-' and '.'",
  groupIdProblem(groupId) {
    if (groupId.startsWith('@TGS#')) return 'ids of Tencent hold characters that are not taken';
    return /^[a-z0-9]{1,64}$/.test(groupId) ? undefined : 'is not up to 64 of a-z and 0-9';
  },
  // The vendor must switch it on for the app.
  keepsGroupIds: false,
  maxMembers: { standard: 3000 },
  kinds: ['standard'],
  needsOwner: true,
  hasInviteApproval: false,
  hasOpenInvitation: false,
  hasBanEnds: false,
  keepsTimes: false,
  removesSilently: false,
  mayTellMembers: ['members.setRole', 'mutes.add', 'blacklist.add', 'groups.setAnnouncement'],
  endpoints: {
    create: 'createGroup',
    add: 'addMembers',
    register: 'createUsers',
    check: 'getUser',
  },
  memberPage: 1000,
  profileHasAnnouncement: false,

  async missingAccounts({ client }, userIds, call) {
    const missing: string[] = [];
    for (const chunk of chunksOf(userIds, lookedForAtOnce)) {
      const found = await Promise.all(chunk.map((userId) => isThere(native(client), userId, call)));
      missing.push(...chunk.filter((_, index) => !found[index]));
    }
    return missing;
  },

  async createAccounts({ client }, userIds, passwordOf, call) {
    const refused: RefusedAccount[] = [];
    for (const chunk of chunksOf(userIds, usersAtOnce)) {
      const users = chunk.map((username) => ({
        username,
        password: passwordOf(username) ?? randomBytes(24).toString('base64url'),
      }));
      const { data = [] } = await native(client).createUsers({ users }, call);
      for (const { username: userId = '', registerUserFailReason: reason = '' } of data) {
        if (!/already exists/i.test(reason)) refused.push({ userId, reason });
      }
    }
    return refused;
  },
};

function native(client: unknown): EasemobClient {
  return client as EasemobClient;
}

async function isThere(
  client: EasemobClient,
  username: string,
  call: CallOptions,
): Promise<boolean> {
  try {
    await client.getUser({ username }, call);
    return true;
  } catch (thrown) {
    if (isImGroupsError(thrown) && thrown.code === 'not_found') return false;
    throw thrown;
  }
}
