import type { StoredMessage } from './conversations.ts';
import { toCustomFields, toGroupProfile, toMemberProfile } from './profiles.ts';
import type { StoredGroup, TencentState } from './state.ts';

/** The whole state as plain JSON data, in the vendor's names. */
export type Snapshot = ReturnType<typeof toSnapshot>;

/** Everything that the service remembers. */
export function toSnapshot(state: TencentState) {
  return {
    accounts: [...state.accounts.values()].map(({ userId, nickname, faceUrl }) => ({
      UserID: userId,
      Nick: nickname,
      FaceUrl: faceUrl,
    })),
    groups: [...state.groups.values()].map((group) => toGroupSnapshot(state, group)),
    disbanded: [...state.disbanded],
    mutedInGroups: toEnds(state.endsOf(state.mutedInGroups)),
    mutedInChats: toEnds(state.endsOf(state.mutedInChats)),
  };
}

function toGroupSnapshot(state: TencentState, group: StoredGroup) {
  return {
    GroupId: group.id,
    ...toGroupProfile(state, group),
    AppDefinedData: toCustomFields(group.custom, undefined),
    MemberList: [...group.members.values()].map((member) =>
      toMemberProfile(state, group, member, undefined, undefined),
    ),
    LiveRoomAdmins: [...group.liveRoomAdmins],
    Mutes: toEnds(state.endsOf(group.mutes)),
    Bans: toEnds(state.endsOf(group.bans)),
    Messages: state.conversations.of(group.id).messages.map(toMessageSnapshot),
  };
}

function toMessageSnapshot({ receipts, extensions, ...message }: StoredMessage) {
  return {
    MsgSeq: message.seq,
    From_Account: message.sender,
    MsgTimeStamp: message.time,
    MsgRandom: message.random,
    MsgPriority: message.priority,
    MsgBody: message.body,
    CloudCustomData: message.cloudCustomData ?? '',
    Recalled: message.recalled,
    ...(receipts && { ReadNum: receipts.readCount, UnreadNum: receipts.unreadCount }),
    ...(extensions && { ExtensionList: extensions.from(0) }),
  };
}

function toEnds(ends: readonly (readonly [string, number])[]) {
  return ends.map(([userId, until]) => ({ Member_Account: userId, Until: until }));
}
