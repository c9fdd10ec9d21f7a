import {
  type BatchResult,
  batchResult,
  type CallOptions,
  type GroupKind,
  isImGroupsError,
  type Outcome,
} from '@imgroups/core/adapter';
import type { TencentClient } from '@imgroups/tencent/endpoints';
import { tencentEndpoints, tencentTextLengths } from '@imgroups/tencent/endpoints';
import { tencent } from '@imgroups/tencent/vendor';
import { chunksOf } from '../chunks.ts';
import type { NewGroup, RefusedAccount, TextField, TextLength, VendorSide } from './vendor-side.ts';

const { 'client-reference': longest, 'use-limits': safe } = tencentTextLengths;

const wireFields = {
  name: 'Name',
  description: 'Introduction',
  announcement: 'Notification',
  avatarUrl: 'FaceUrl',
} as const;

function textLength(field: TextField): TextLength {
  const name = wireFields[field];
  return { max: longest[name], safe: safe[name], unit: 'bytes' };
}

/** The most that an import takes. */
const maxMembers = { standard: 6000, work: 6000, meeting: 6000, community: 100_000 } as const;

const types = {
  standard: 'Public',
  work: 'Private',
  meeting: 'ChatRoom',
  community: 'Community',
} as const;

const applyJoinOptions = {
  open: 'FreeAccess',
  approval: 'NeedPermission',
  closed: 'DisableApply',
} as const;

const { max: importedAtOnce } = tencentEndpoints.importGroupMember.limits?.items ?? { max: 20 };
const { max: accountsAtOnce } = tencentEndpoints.checkAccounts.limits?.items ?? { max: 100 };

/** Members come in between the creation of their group and now, as the import wants it. */
const apart = 1000;

/** Groups and members are imported: nobody is told, and the times stay. */
export const tencentSide: VendorSide = {
  descriptor: tencent,
  texts: {
    name: textLength('name'),
    description: textLength('description'),
    announcement: textLength('announcement'),
    avatarUrl: textLength('avatarUrl'),
  },
  maxUserIdBytes: 32,
  userIdProblem: () => undefined,
  groupIdProblem(groupId) {
    if (groupId.startsWith('@TGS#')) return 'ids that begin with @TGS# are made by the vendor';
    if (Buffer.byteLength(groupId) > 48) return 'is longer than 48 bytes';
    return /^[\x20-\x7e]+$/.test(groupId) ? undefined : 'is not printable ASCII';
  },
  keepsGroupIds: true,
  maxMembers,
  // Live rooms cannot be imported: nobody is in them unless they come themselves.
  kinds: ['standard', 'work', 'meeting', 'community'],
  needsOwner: false,
  hasInviteApproval: true,
  hasOpenInvitation: true,
  hasBanEnds: true,
  keepsTimes: true,
  removesSilently: true,
  mayTellMembers: ['members.setRole', 'mutes.add', 'blacklist.add', 'groups.setAnnouncement'],
  endpoints: {
    create: 'importGroup',
    add: 'importGroupMember',
    register: 'importAccounts',
    check: 'checkAccounts',
  },
  memberPage: 200,
  profileHasAnnouncement: true,

  async missingAccounts({ client }, userIds, call) {
    const missing: string[] = [];
    for (const chunk of chunksOf(userIds, accountsAtOnce)) {
      const CheckItem = chunk.map((UserID) => ({ UserID }));
      const { ResultItem = [] } = await native(client).checkAccounts({ CheckItem }, call);
      const absent = ResultItem.filter(({ AccountStatus }) => AccountStatus !== 'Imported');
      missing.push(...absent.map(({ UserID }) => UserID));
    }
    return missing;
  },

  async createAccounts({ client }, userIds, _, call) {
    const refused: RefusedAccount[] = [];
    for (const chunk of chunksOf(userIds, accountsAtOnce)) {
      const AccountList = chunk.map((UserID) => ({ UserID }));
      const { FailAccounts = [] } = await native(client).importAccounts({ AccountList }, call);
      refused.push(...FailAccounts.map((userId) => ({ userId, reason: 'not imported' })));
    }
    return refused;
  },

  async create(provider, { wanted, marker }, call) {
    const createdAt = wanted.createdAt?.getTime();
    try {
      const { GroupId } = await native(provider.client).importGroup(
        {
          Type: typeOf(wanted.kind),
          Name: wanted.name,
          Introduction: marker,
          ...(wanted.id !== undefined && { GroupId: wanted.id }),
          ...(wanted.ownerId !== undefined && { Owner_Account: wanted.ownerId }),
          ...(wanted.avatarUrl && { FaceUrl: wanted.avatarUrl }),
          ...(wanted.maxMembers !== undefined && { MaxMemberCount: wanted.maxMembers }),
          ...(wanted.joinPolicy && { ApplyJoinOption: applyJoinOptions[wanted.joinPolicy] }),
          ...(createdAt !== undefined && { CreateTime: Math.floor(createdAt / 1000) }),
        },
        call,
      );
      return GroupId ?? wanted.id ?? '';
    } catch (thrown) {
      if (await isMadeAlready(thrown, { wanted, marker }, provider, call)) return wanted.id ?? '';
      throw thrown;
    }
  },

  async addMembers(provider, { id, wanted }, members, call) {
    const outcomes: Outcome[] = [];
    const refused: string[] = [];
    const earliest = (wanted.createdAt?.getTime() ?? 0) + apart;
    async function importChunk(chunk: typeof members): Promise<void> {
      const latest = Date.now() - apart;
      const MemberList = chunk.map(({ userId, joinedAt }) => {
        if (!joinedAt || earliest > latest) return { Member_Account: userId };
        const time = Math.min(Math.max(joinedAt.getTime(), earliest), latest);
        return { Member_Account: userId, JoinTime: Math.floor(time / 1000) };
      });
      const answer = await native(provider.client).importGroupMember(
        { GroupId: id, MemberList },
        call,
      );
      for (const { Member_Account: userId, Result } of answer.MemberList ?? []) {
        if (Result === 0) refused.push(userId);
        else outcomes.push({ userId, status: 'done', changed: Result === 1 });
      }
    }
    await allEnded(chunksOf(members, importedAtOnce).map(importChunk));
    // The import does not say why; the ordinary call does.
    const added = await addOrdinarily(refused);
    return batchResult([...outcomes, ...added.outcomes]);

    async function addOrdinarily(userIds: readonly string[]): Promise<BatchResult> {
      if (userIds.length === 0) return batchResult([]);
      return provider.members.add({ id, kind: wanted.kind }, userIds, { ...call, notify: false });
    }
  },
};

/** Waits for all, so that nothing is on its way when the first failure is told. */
async function allEnded(work: readonly Promise<void>[]): Promise<void> {
  const ends = await Promise.allSettled(work);
  const failed = ends.find((end) => end.status === 'rejected');
  if (failed) throw failed.reason;
}

function native(client: unknown): TencentClient {
  return client as TencentClient;
}

function typeOf(kind: GroupKind) {
  if (kind === 'livestream') throw new TypeError('live rooms are not imported');
  return types[kind];
}

/** Tells whether an id is taken because an attempt took effect whose answer was lost. */
async function isMadeAlready(
  thrown: unknown,
  { wanted, marker }: NewGroup,
  provider: Parameters<NonNullable<VendorSide['create']>>[0],
  call: CallOptions,
): Promise<boolean> {
  if (!isImGroupsError(thrown) || thrown.reason !== 'group_id_taken') return false;
  if (wanted.id === undefined) return false;
  const { description } = await provider.groups.get(wanted.id, call);
  return description === marker;
}
