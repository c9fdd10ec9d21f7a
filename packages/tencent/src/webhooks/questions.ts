import { type GroupKind, given, InvalidRequestError } from '@imgroups/core/adapter';
import type { RawCallback } from '@imgroups/core/webhooks';
import {
  type Decision,
  present,
  type Question,
  readArray,
  readObject,
  readText,
} from '@imgroups/core/webhooks-adapter';
import * as v from 'valibot';
import { kindOfType } from '../mapping/group.ts';
import type { CallbackOf, TencentCallbacks } from './callbacks.ts';
import { readUserIds } from './read-ids.ts';

type Body = Readonly<Record<string, unknown>>;

/** The fields of every before-callback's question. */
export interface TencentAsked<Command extends keyof TencentCallbacks> {
  readonly raw: RawCallback<CallbackOf<Command>>;
  /** The actor: a user, or the administrator of a REST call. */
  readonly actorId?: string;
}

/** Lets what was asked happen. */
export interface TencentAllow {
  readonly allow: true;
}

/** The before-callbacks of Tencent: what each asks, and how it can be answered. */
export type TencentDecisions = {
  readonly 'group.create': {
    readonly ask: TencentAsked<'Group.CallbackBeforeCreateGroup'> & {
      readonly kind: GroupKind | 'other';
      readonly ownerId?: string;
      readonly name?: string;
      readonly userIds: readonly string[];
    };
    readonly answer: TencentAllow;
  };
  readonly 'members.invite': {
    readonly ask: TencentAsked<'Group.CallbackBeforeInviteJoinGroup'> & {
      readonly groupId: string;
      readonly userIds: readonly string[];
    };
    /** `exceptUserIds` are not let in. */
    readonly answer: TencentAllow & { readonly exceptUserIds?: readonly string[] | undefined };
  };
  readonly 'joins.request': {
    readonly ask: TencentAsked<'Group.CallbackBeforeApplyJoinGroup'> & {
      readonly groupId: string;
      readonly userId: string;
    };
    readonly answer: TencentAllow;
  };
  readonly 'message.send': {
    readonly ask: TencentAsked<'Group.CallbackBeforeSendMsg'> & {
      readonly groupId: string;
      readonly senderId: string;
      /** Of its text elements; absent where there is none. */
      readonly text?: string;
    };
    /** `replaceText` is sent in place of the message. */
    readonly answer: TencentAllow & { readonly replaceText?: string | undefined };
  };
  readonly 'topic.create': {
    readonly ask: TencentAsked<'Group.CallbackBeforeCreateTopic'> & {
      readonly groupId?: string;
      readonly name?: string;
    };
    readonly answer: TencentAllow;
  };
};

/** The names of the handlers. */
export const questionNames = [
  'group.create',
  'members.invite',
  'joins.request',
  'message.send',
  'topic.create',
] as const satisfies readonly (keyof TencentDecisions)[];

type QuestionName = (typeof questionNames)[number];

/** Reads the question of each command; undefined where a field is missing that the question needs. */
const readers = new Map<string, readonly [QuestionName, (body: Body) => object | undefined]>([
  [
    'Group.CallbackBeforeCreateGroup',
    [
      'group.create',
      (body) => ({
        kind: readKind(body.Type),
        ownerId: readText(body.Owner_Account),
        name: readText(body.Name),
        userIds: readUserIds(body.MemberList),
      }),
    ],
  ],
  [
    'Group.CallbackBeforeInviteJoinGroup',
    [
      'members.invite',
      (body) =>
        required({
          groupId: readText(body.GroupId),
          userIds: readUserIds(body.DestinationMembers),
        }),
    ],
  ],
  [
    'Group.CallbackBeforeApplyJoinGroup',
    [
      'joins.request',
      (body) =>
        required({ groupId: readText(body.GroupId), userId: readText(body.Requestor_Account) }),
    ],
  ],
  [
    'Group.CallbackBeforeSendMsg',
    [
      'message.send',
      (body) => {
        const asked = required({
          groupId: readText(body.GroupId),
          senderId: readText(body.From_Account),
        });
        return asked && { ...asked, text: readMessageText(body.MsgBody) };
      },
    ],
  ],
  [
    'Group.CallbackBeforeCreateTopic',
    ['topic.create', (body) => ({ groupId: readText(body.GroupId), name: readText(body.Name) })],
  ],
]);

/** Returns the question of a before-callback; undefined for any other callback. */
export function readQuestion(command: string, raw: RawCallback<Body>): Question | undefined {
  const [name, read] = readers.get(command) ?? [];
  const asked = read?.(raw.body);
  if (name === undefined || asked === undefined) return undefined;
  const actorId = readText(raw.body.Operator_Account);
  return { name, ask: { ...present({ ...asked, actorId }), raw } };
}

function required<Fields extends object>(fields: Fields): Fields | undefined {
  return Object.values(fields).includes(undefined) ? undefined : fields;
}

function readKind(type: unknown): GroupKind | 'other' {
  const read = v.safeParse(kindOfType, type);
  return read.success ? read.output : 'other';
}

function readMessageText(elements: unknown): string | undefined {
  const texts = readArray(elements)
    .map((element) => readObject(readObject(element).MsgContent).Text)
    .filter((text) => typeof text === 'string');
  return texts.length > 0 ? texts.join('') : undefined;
}

/** The first of the codes that the vendor hands on to the user with the text. */
const codeWithText = 10100;
const codeWithoutText = 1;

/** The body that answers a callback. */
export function answerTo(question: Question | undefined, decision: Decision): object {
  if (!decision.allow) {
    const { message = '' } = decision;
    return {
      ActionStatus: 'OK',
      ErrorCode: message === '' ? codeWithoutText : codeWithText,
      ErrorInfo: message,
    };
  }
  const allowed = { ActionStatus: 'OK', ErrorCode: 0, ErrorInfo: '' };
  const { exceptUserIds, replaceText } = decision;
  if (question?.name === 'members.invite' && exceptUserIds !== undefined) {
    return { ...allowed, RefusedMembers_Account: requireIds(exceptUserIds) };
  }
  if (question?.name === 'message.send' && replaceText !== undefined) {
    const Text = requireText(replaceText);
    return { ...allowed, MsgBody: [{ MsgType: 'TIMTextElem', MsgContent: { Text } }] };
  }
  return allowed;
}

function requireIds(value: unknown): readonly string[] {
  if (Array.isArray(value) && value.every((id) => typeof id === 'string')) return value;
  throw refused('exceptUserIds', `must be a list of user ids, not ${given(value)}`);
}

function requireText(value: unknown): string {
  if (typeof value === 'string') return value;
  throw refused('replaceText', `must be a string, not ${given(value)}`);
}

function refused(field: string, rule: string): InvalidRequestError {
  return new InvalidRequestError(`${field}: ${rule}`, { provider: 'tencent', field });
}
