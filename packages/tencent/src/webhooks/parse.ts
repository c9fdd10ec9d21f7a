import {
  type EventDraft,
  type NeutralDraft,
  present,
  readArray,
  readNumber,
  readObject,
  readText,
} from '@imgroups/core/webhooks-adapter';
import { vendorCommands } from './callbacks.ts';
import { readUserIds } from './read-ids.ts';

type Body = Readonly<Record<string, unknown>>;
type Read = (body: Body, groupId: string | undefined) => readonly NeutralDraft[];

/** The neutral events of a callback; a field that is missing makes fewer of them. */
const neutralCommands = new Map<string, Read>([
  [
    'Group.CallbackAfterCreateGroup',
    (body, groupId) => {
      const ownerId = readText(body.Owner_Account);
      const userIds = readUserIds(body.MemberList).filter((userId) => userId !== ownerId);
      const data = { ...present({ ownerId, name: readText(body.Name) }), userIds };
      return [{ type: 'group.created', groupId, data }];
    },
  ],
  ['Group.CallbackAfterGroupInfoChanged', readGroupChange],
  [
    'Group.CallbackAfterGroupAttrChanged',
    (body, groupId) => {
      const change = attributeChanges.find((word) => word === body.OptionType);
      const attributes = readAttributes(body.GroupAttr);
      return change
        ? [{ type: 'group.attributesChanged', groupId, data: { change, attributes } }]
        : [];
    },
  ],
  [
    'Group.CallbackAfterGroupDestroyed',
    ({ MemberList }, groupId) => [
      {
        type: 'group.deleted',
        groupId,
        data: MemberList ? { userIds: readUserIds(MemberList) } : {},
      },
    ],
  ],
  [
    'Group.CallbackAfterChangeGroupOwner',
    (body, groupId) => {
      const oldOwnerId = readText(body.OldOwner_Account);
      const newOwnerId = readText(body.NewOwner_Account);
      if (oldOwnerId === undefined || newOwnerId === undefined) return [];
      return [{ type: 'group.transferred', groupId, data: { oldOwnerId, newOwnerId } }];
    },
  ],
  [
    'Group.CallbackAfterNewMemberJoin',
    (body, groupId) => {
      const how = joinWords.get(body.JoinType) ?? 'unknown';
      return [
        {
          type: 'members.joined',
          groupId,
          data: { userIds: readUserIds(body.NewMemberList), how },
        },
      ];
    },
  ],
  [
    'Group.CallbackAfterMemberExit',
    (body, groupId) => {
      const how = exitWords.get(body.ExitType) ?? 'unknown';
      return [
        {
          type: 'members.left',
          groupId,
          data: { userIds: readUserIds(body.ExitMemberList), how },
        },
      ];
    },
  ],
  ['Group.CallbackAfterMemberFieldChanged', readMemberChange],
  [
    'Group.CallbackBeforeApplyJoinGroup',
    (body, groupId) => {
      const userId = readText(body.Requestor_Account);
      return userId === undefined ? [] : [{ type: 'joins.requested', groupId, data: { userId } }];
    },
  ],
  [
    'Group.CallbackAfterSendMsg',
    (body, groupId) => {
      const senderId = readText(body.From_Account);
      const told = present({ messageId: readText(body.MsgId), seq: readNumber(body.MsgSeq) });
      return senderId === undefined
        ? []
        : [{ type: 'message.sent', groupId, data: { ...told, senderId } }];
    },
  ],
  [
    'Group.CallbackAfterRecallMsg',
    (body, groupId) => {
      const messageIds = readArray(body.MsgSeqList).flatMap(
        (item) => readText(readObject(item).MsgSeq) ?? [],
      );
      return [{ type: 'message.recalled', groupId, data: { messageIds } }];
    },
  ],
]);

const attributeChanges = ['set', 'modify', 'clear', 'delete'] as const;

const joinWords = new Map<unknown, 'applied' | 'added'>([
  ['Apply', 'applied'],
  ['Invited', 'added'],
]);

const exitWords = new Map<unknown, 'removed' | 'left'>([
  ['Kicked', 'removed'],
  ['Quit', 'left'],
]);

const known: ReadonlySet<string> = new Set(vendorCommands);

/** The events of a callback, each mapped alone. */
export function readEvents(command: string, body: Body): readonly EventDraft[] {
  const groupId = readText(body.GroupId);
  const neutral = neutralCommands.get(command)?.(body, groupId) ?? [];
  if (neutral.length > 0) return neutral;
  return [{ type: known.has(command) ? 'vendor' : 'unknown', name: command, groupId }];
}

function readGroupChange(body: Body, groupId: string | undefined): readonly NeutralDraft[] {
  const changed = present({
    name: readFieldValue(body.Name),
    description: readFieldValue(body.Introduction),
    avatarUrl: readFieldValue(body.FaceUrl),
  });
  const announcement = readFieldValue(body.Notification);
  const drafts: NeutralDraft[] = [];
  if (Object.keys(changed).length > 0) {
    drafts.push({ type: 'group.updated', groupId, data: { changed } });
  }
  if (announcement !== undefined) {
    drafts.push({ type: 'group.announcementChanged', groupId, data: { text: announcement } });
  }
  // Something that this version does not know has changed.
  return drafts.length > 0 ? drafts : [{ type: 'group.updated', groupId, data: {} }];
}

function readMemberChange(body: Body, groupId: string | undefined): readonly NeutralDraft[] {
  const userId = readText(body.Member_Account) ?? readText(body.Modified_Account);
  if (userId === undefined) return [];
  const userIds = [userId];
  const role = body.Role === 'Admin' ? 'admin' : body.Role === 'Member' ? 'member' : undefined;
  const nickname = readFieldValue(body.NameCard);
  const drafts: NeutralDraft[] = [];
  if (role) drafts.push({ type: 'members.roleChanged', groupId, data: { userIds, role } });
  if (nickname !== undefined) {
    drafts.push({ type: 'members.profileChanged', groupId, data: { userIds, nickname } });
  }
  return drafts.length > 0
    ? drafts
    : [{ type: 'members.profileChanged', groupId, data: { userIds } }];
}

/** The case of the keys is not documented. */
function readAttributes(list: unknown): Readonly<Record<string, string>> {
  const pairs = readArray(list).map(readObject);
  return Object.fromEntries(
    pairs.flatMap((pair) => {
      const key = readText(pair.key) ?? readText(pair.Key);
      return key === undefined
        ? []
        : [[key, readFieldValue(pair.value) ?? readFieldValue(pair.Value) ?? '']];
    }),
  );
}

/** A string, which may be empty: a value that was taken away. */
function readFieldValue(value: unknown): string | undefined {
  return value === '' ? '' : readText(value);
}
