import * as v from 'valibot';
import { tencentTextLengths } from './text-lengths.ts';

// The most generous page: a client stricter than its service is a nuisance.
const lengths = tencentTextLengths['client-reference'];

/** The highest 32-bit unsigned number; as a length of time it means "for good". */
export const maxUint32 = 4_294_967_295;

export const integer = v.pipe(v.number(), v.integer());

export const count = v.pipe(integer, v.minValue(0));

export const uint32 = v.pipe(count, v.maxValue(maxUint32));

/** A signed 64-bit number: text, a number that a double holds exactly, or a bigint. */
export const int64 = v.pipe(
  v.union([
    v.pipe(v.string(), v.regex(/^-?\d+$/)),
    v.pipe(v.number(), v.safeInteger()),
    v.bigint(),
  ]),
  v.check(
    (value) => !isWhole(value) || BigInt.asIntN(64, BigInt(value)) === BigInt(value),
    ({ input }) => `must have at most 64 bits with its sign, not ${input}`,
  ),
);

/** A check of the size runs even where the form is wrong, which is told on its own. */
function isWhole(value: string | number | bigint): boolean {
  if (typeof value === 'string') return /^-?\d+$/.test(value);
  return typeof value === 'bigint' || Number.isSafeInteger(value);
}

/** A sum of permission bits: up to 64 of them, text, number or bigint. */
export const permissions = v.pipe(
  v.union([v.pipe(v.string(), v.regex(/^\d+$/)), v.pipe(v.number(), v.safeInteger()), v.bigint()]),
  v.check(
    (value) => !isWhole(value) || BigInt.asUintN(64, BigInt(value)) === BigInt(value),
    ({ input }) => `must have at most 64 bits, not ${input}`,
  ),
);

/** 1 or 0. */
export const flag = v.picklist([0, 1]);

/** Id of a group. */
export const groupId = v.pipe(v.string(), v.minLength(1));

/** Id of a group yet to be made. */
export const newGroupId = v.pipe(
  v.string(),
  v.minLength(1),
  v.maxBytes(48),
  v.regex(/^[\x20-\x7e]+$/, 'must be printable ASCII'),
);

/** Id of a topic: that of its community, `@TOPIC#_`, and more; printable ASCII, at most 96 bytes. */
export const topicId = v.pipe(
  v.string(),
  v.maxBytes(96),
  v.regex(
    /^@TGS#_[\x20-\x7e]*@TOPIC#_[\x20-\x7e]+$/,
    'must be the id of a community, @TOPIC#_, and more in printable ASCII',
  ),
);

/** Id of a permission group. */
export const permissionGroupId = v.pipe(
  v.string(),
  v.startsWith('@PMG#_', 'must begin with @PMG#_'),
);

/** Id of a permission group yet to be made: printable ASCII, without the prefix of the vendor's own ids. */
export const newPermissionGroupId = v.pipe(
  permissionGroupId,
  v.regex(
    /^@PMG#_(?!@PMG#)[\x20-\x7e]+$/,
    'must be @PMG#_ and more in printable ASCII, but not begin with @PMG#_@PMG#',
  ),
);

const idBytes = v.maxBytes<string, 32>(32);

/** Encoding every id to count its bytes would take a tenth of what a long list costs; ASCII needs none. */
const shortId: typeof idBytes = {
  ...idBytes,
  '~run': (dataset, config) =>
    /^[\x20-\x7e]{1,32}$/.test(String(dataset.value)) ? dataset : idBytes['~run'](dataset, config),
};

/** Id of a user: always a string, case-sensitive, at most 32 bytes. */
export const userId = v.pipe(v.string(), v.minLength(1), shortId);

const groupTypes = ['Public', 'Private', 'ChatRoom', 'AVChatRoom', 'Community'] as const;

/** The type of a group by its REST name: `Private` is Work and `ChatRoom` is Meeting in newer SDKs. */
export const groupType = v.picklist(groupTypes);

/** The type of a group as lists filter by it; `BChatRoom` is a legacy broadcast group. */
export const listedGroupType = v.picklist([...groupTypes, 'BChatRoom']);

/** The admission of users who apply. */
export const applyJoinOption = v.picklist(['FreeAccess', 'NeedPermission', 'DisableApply']);

/** The admission of users whom members invite. */
export const inviteJoinOption = v.picklist(['FreeAccess', 'NeedPermission', 'DisableInvite']);

export const onOff = v.picklist(['On', 'Off']);

/** Display name, at most 100 bytes of UTF-8 by the client reference, 30 by the use-limits page. */
export const groupName = v.pipe(v.string(), v.maxBytes(lengths.Name));

/** At most 400 bytes of UTF-8 by the client reference, 240 by the use-limits page. */
export const introduction = v.pipe(v.string(), v.maxBytes(lengths.Introduction));

/** At most 400 bytes of UTF-8 by the client reference, 300 by the use-limits page. */
export const notification = v.pipe(v.string(), v.maxBytes(lengths.Notification));

/** At most 500 bytes of UTF-8 by the client reference, 100 by the use-limits page. */
export const faceUrl = v.pipe(v.string(), v.maxBytes(lengths.FaceUrl));

const customFieldKey = v.pipe(v.string(), v.maxBytes(16));

/** A custom field of a group; its key must be set up in the console first. */
export const groupCustomField = v.object({
  /** At most 16 bytes. */
  Key: customFieldKey,
  /** At most 512 bytes; `""` deletes the field. */
  Value: v.pipe(v.string(), v.maxBytes(512)),
});

/** A custom field of a member; its key must be set up in the console first. */
export const memberCustomField = v.object({
  /** At most 16 bytes. */
  Key: customFieldKey,
  /** At most 64 bytes. */
  Value: v.pipe(v.string(), v.maxBytes(64)),
});

/** A custom field as answers give it. */
const customField = v.object({
  Key: v.optional(v.string()),
  Value: v.optional(v.string()),
});

/** The fields of every answer. */
export const envelope = {
  ActionStatus: v.picklist(['OK', 'FAIL']),
  /** 0 = success. */
  ErrorCode: integer,
  /** A text for people; its wording changes. */
  ErrorInfo: v.optional(v.string()),
};

/** A group's profile: what was asked for of it. */
export const groupProfile = v.object({
  GroupId: v.string(),
  Type: v.optional(v.string()),
  Name: v.optional(v.string()),
  Introduction: v.optional(v.string()),
  /** The announcement. */
  Notification: v.optional(v.string()),
  FaceUrl: v.optional(v.string()),
  /** `""` when the group has no owner. */
  Owner_Account: v.optional(v.string()),
  /** Unix seconds. */
  CreateTime: v.optional(integer),
  /** Grows with each change of the profile. */
  InfoSeq: v.optional(integer),
  /** Unix seconds. */
  LastInfoTime: v.optional(integer),
  /** Unix seconds; 0 = never. */
  LastMsgTime: v.optional(integer),
  NextMsgSeq: v.optional(integer),
  /** Not meaningful for live rooms. */
  MemberNum: v.optional(integer),
  MaxMemberNum: v.optional(integer),
  ApplyJoinOption: v.optional(v.string()),
  InviteJoinOption: v.optional(v.string()),
  /** `On` or `Off`. */
  MuteAllMember: v.optional(v.string()),
  /** Old name of `MuteAllMember`. */
  ShutUpAllMember: v.optional(v.string()),
  AppDefinedData: v.optional(v.array(customField)),
  /** 1 = community with topics. */
  SupportTopic: v.optional(integer),
  EnablePermission: v.optional(integer),
  DefaultPermission: v.optional(integer),
  Appid: v.optional(integer),
  /** `On` or `Off`. */
  HistoryMsgBeforeJoin: v.optional(v.string()),
});

/** A member's profile. */
export const memberProfile = v.object({
  Member_Account: v.string(),
  /** `Owner`, `Admin` or `Member`; some answers have a trailing space. */
  Role: v.optional(v.string()),
  /** Unix seconds. */
  JoinTime: v.optional(integer),
  /** Unix seconds; 0 = never. */
  LastSendMsgTime: v.optional(integer),
  /** Newest message the member has read. */
  MsgSeq: v.optional(integer),
  /** `AcceptAndNotify`, `AcceptNotNotify`, `Discard` or `AcceptNotNotifyExceptAt`. */
  MsgFlag: v.optional(v.string()),
  /** Name shown in this group. */
  NameCard: v.optional(v.string()),
  /** End of the mute in Unix seconds; 0 = not muted. */
  MuteUntil: v.optional(integer),
  /** Old name of `MuteUntil`. */
  ShutUpUntil: v.optional(integer),
  /** `Online` or `Offline`; only when asked for, and on paid plans. */
  OnlineStatus: v.optional(v.string()),
  AppMemberDefinedData: v.optional(v.array(customField)),
});
export interface MemberProfile extends v.InferInput<typeof memberProfile> {}
