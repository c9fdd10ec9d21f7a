import { must, oneOf, secret, strict } from '@imgroups/core/adapter';
import { signTencentCallback } from '@imgroups/tencent/webhooks';
import * as v from 'valibot';
import type { Change } from '../../server/changes.ts';
import type { Clock } from '../../server/clock.ts';
import { type Deliveries, postCallback, type Reception } from '../../server/deliveries.ts';
import { subscribeToSteps } from '../../server/steps.ts';
import type { VendorContext } from '../../server/vendor-service.ts';
import { type CallbackBody, type Scene, toCallbacks } from './callback-bodies.ts';
import type { TencentSettings } from './settings.ts';
import type { TencentState } from './state/state.ts';
import type { Failure } from './wire/envelope.ts';
import { failure } from './wire/failures.ts';

/** The receiver of the Tencent emulator's callbacks, as the console sets it. */
export interface TencentWebhookSettings {
  readonly url: string;
  /** Signs the callbacks; without it they are not signed. */
  readonly token?: string | undefined;
  /** The commands that are switched on. @default all */
  readonly commands?: readonly string[] | undefined;
  /** The decision when a before-callback is not answered in time. @default 'allow' */
  readonly otherwise?: 'allow' | 'deny' | undefined;
  /** Sends a callback once more when it was not answered in time. @default false */
  readonly retryOnTimeout?: boolean | undefined;
  /** Milliseconds that the receiver has. @default 2000 */
  readonly timeout?: number | undefined;
}

export const webhookSettings: v.GenericSchema<unknown, TencentWebhookSettings> = strict({
  url: must<string>('a URL', (value) => URL.canParse(String(value))),
  token: v.optional(
    secret('must be 1 to 128 characters', (value) => value.length > 0 && value.length <= 128),
  ),
  commands: v.optional(v.array(v.string())),
  otherwise: v.optional(oneOf(['allow', 'deny'])),
  retryOnTimeout: v.optional(v.boolean()),
  timeout: v.optional(v.pipe(v.number(), v.minValue(1))),
});

type Fields = Readonly<Record<string, unknown>>;

/** A request that the application let pass, and what its answer becomes. */
interface Permitted {
  readonly fields: Fields;
  readonly restore: (answer: unknown) => unknown;
}

/** The callbacks of a Tencent application. */
export interface TencentCallbacks {
  readonly set: (settings: TencentWebhookSettings | undefined) => void;
  /** Asks the application before an endpoint does its work; throws 10016 where it refuses. */
  readonly ask: (endpoint: string, fields: Fields, origin: AskOrigin) => Promise<Permitted>;
  /** Tells that an endpoint failed, where the vendor does. */
  readonly tellFailure: (
    endpoint: string,
    fields: Fields,
    failure: Failure,
    origin: AskOrigin,
  ) => void;
  /** Asks whether a user may apply to join. */
  readonly mayApply: (groupId: string, userId: string) => Promise<boolean>;
}

/** The asking caller, and the request; a client makes none. */
interface AskOrigin {
  readonly caller: string;
  readonly request: number | undefined;
}

interface Parts extends Pick<VendorContext, 'changes' | 'deliveries'> {
  readonly app: TencentSettings;
  readonly state: TencentState;
  readonly clock: Clock;
  readonly deliveries: Deliveries;
}

const timeoutOfVendor = 2000;

/** Sends the callbacks of an application for what happens to its state. */
export function createTencentCallbacks(
  { app, state, clock, changes, deliveries }: Parts,
  initial: TencentWebhookSettings | undefined,
): TencentCallbacks {
  let webhooks = initial;
  /** Groups as they were last seen: of a deleted one the vendor tells more than its id. */
  const seen = new Map<string, Scene['group']>();

  subscribeToSteps(changes, (step) => {
    const bodies = step.flatMap((change) => bodiesOf(change).map((body) => ({ change, body })));
    for (const { change, body } of mergeBodies(bodies)) send(change, body);
  });

  function bodiesOf(change: Change): readonly CallbackBody[] {
    const { groupId } = change;
    const group = state.groups.get(groupId ?? '') ?? seen.get(groupId ?? '');
    if (groupId === undefined || !group) return [];
    seen.set(groupId, group);
    if (change.type === 'group.deleted') seen.delete(groupId);
    const findMessage: Scene['findMessage'] = (seq, topicId) =>
      state.conversations.of(groupId, topicId).at(seq);
    return toCallbacks(change, { group, findMessage });
  }

  function send({ groupId, request, at, actor }: Told, body: CallbackBody): void {
    const settings = webhooks;
    if (!settings || !isOn(settings, body)) return;
    const timed = { ...body, EventTime: Date.parse(at) };
    const platform = actor.kind === 'server' ? 'RESTAPI' : 'Unknown';
    deliveries.later({
      name: body.CallbackCommand,
      groupId,
      request,
      async send() {
        const reception = await post(settings, timed, platform);
        if (reception.problem !== 'timeout' || !settings.retryOnTimeout) {
          return { ...reception, attempts: 1 };
        }
        return { ...(await post(settings, timed, platform)), attempts: 2 };
      },
    });
  }

  async function post(
    { url, token, timeout = timeoutOfVendor }: TencentWebhookSettings,
    body: CallbackBody,
    platform: string,
  ): Promise<Reception> {
    const { sdkAppId } = app;
    const now = clock.now;
    const callback = await signTencentCallback({ sdkAppId, token, body, url, platform, now });
    return postCallback(callback, timeout);
  }

  /** The answer to a before-callback; nothing where the application is not asked. */
  async function decide(
    body: CallbackBody,
    request: number | undefined,
    platform: string,
  ): Promise<Fields | undefined> {
    const settings = webhooks;
    if (!settings || !isOn(settings, body)) return undefined;
    const timed = { ...body, EventTime: clock.now() };
    const groupId = typeof body.GroupId === 'string' ? body.GroupId : undefined;
    const { status, answer } = await deliveries.ask({
      name: body.CallbackCommand,
      groupId,
      request,
      send: async () => ({ ...(await post(settings, timed, platform)), attempts: 1 }),
    });
    if (status === 200 && isDecision(answer)) return answer;
    return { ErrorCode: settings.otherwise === 'deny' ? 1 : 0 };
  }

  return {
    set(settings) {
      webhooks = settings;
    },
    async ask(endpoint, fields, { caller, request }) {
      const unchanged: Permitted = { fields, restore: (answer) => answer };
      const body = webhooks && toQuestion(endpoint, fields, caller, state);
      const platform = request === undefined ? 'Web' : 'RESTAPI';
      const decision = body && (await decide(body, request, platform));
      if (!decision) return unchanged;
      if (decision.ErrorCode !== 0) throw failure(10016, String(decision.ErrorInfo ?? ''));
      if (endpoint === 'addGroupMember') return withoutRefused(fields, decision);
      if (endpoint === 'sendGroupMsg' && Array.isArray(decision.MsgBody)) {
        return { ...unchanged, fields: { ...fields, MsgBody: decision.MsgBody } };
      }
      return unchanged;
    },
    tellFailure(endpoint, fields, { code, message }, { caller, request }) {
      const question = endpoint === 'sendGroupMsg' && toQuestion(endpoint, fields, caller, state);
      const groupId = String(fields.GroupId);
      if (!question || !state.groups.has(groupId)) return;
      const at = new Date(clock.now()).toISOString();
      send(
        { groupId, request, at, actor: { kind: request === undefined ? 'user' : 'server' } },
        {
          ...question,
          CallbackCommand: 'Group.CallbackSendMsgException',
          ErrorCode: code,
          ErrorInfo: message,
        },
      );
    },
    async mayApply(groupId, userId) {
      const body = {
        CallbackCommand: 'Group.CallbackBeforeApplyJoinGroup',
        GroupId: groupId,
        Type: state.requireGroup(groupId).type,
        Requestor_Account: userId,
      };
      const decision = await decide(body, undefined, 'Web');
      return decision === undefined || decision.ErrorCode === 0;
    },
  };
}

function isOn({ commands }: TencentWebhookSettings, { CallbackCommand }: CallbackBody): boolean {
  return commands === undefined || commands.includes(CallbackCommand);
}

function isDecision(answer: unknown): answer is Fields {
  return (
    typeof answer === 'object' &&
    answer !== null &&
    'ErrorCode' in answer &&
    typeof answer.ErrorCode === 'number'
  );
}

/** The facts of a callback beside the body. */
type Told = Pick<Change, 'groupId' | 'request' | 'at' | 'actor'>;

interface Pending {
  readonly change: Change;
  readonly body: CallbackBody;
}

/** Callbacks that tell what one call did, and the list that grows with it where there is one. */
const mergedLists = new Map<string, string | undefined>([
  ['Group.CallbackAfterGroupInfoChanged', undefined],
  ['Group.CallbackAfterRecallMsg', 'MsgSeqList'],
  ['Group.CallbackAfterReadReceipt', 'GroupMsgReceiptList'],
  ['Group.CallbackAfterTopicDestroyed', 'TopicIdList'],
]);

/** Merges the changes of one call to a group into one callback of each kind. */
function mergeBodies(pending: readonly Pending[]): readonly Pending[] {
  const merged: Pending[] = [];
  for (const { change, body } of pending) {
    const last = merged.at(-1);
    const isSame =
      mergedLists.has(body.CallbackCommand) &&
      last?.body.CallbackCommand === body.CallbackCommand &&
      last.body.GroupId === body.GroupId &&
      last.change.request === change.request;
    if (isSame) merged[merged.length - 1] = { change, body: mergeTwo(last.body, body) };
    else merged.push({ change, body });
  }
  return merged;
}

function mergeTwo(one: CallbackBody, other: CallbackBody): CallbackBody {
  const list = mergedLists.get(one.CallbackCommand);
  const merged = { ...one, ...other };
  if (list === undefined) return merged;
  const items = (body: CallbackBody) => body[list] as readonly unknown[];
  return { ...merged, [list]: [...items(one), ...items(other)] };
}

/** The question before an endpoint does its work, where the vendor has one. */
function toQuestion(
  endpoint: string,
  fields: Fields,
  caller: string,
  state: TencentState,
): CallbackBody | undefined {
  const Operator_Account = caller;
  const group = state.groups.get(String(fields.GroupId));
  switch (endpoint) {
    case 'createGroup': {
      const { Owner_Account, Type, Name, MemberList } = fields;
      const owned = [...state.groups.values()].filter(({ owner }) => owner === Owner_Account);
      return {
        CallbackCommand: 'Group.CallbackBeforeCreateGroup',
        Operator_Account,
        Owner_Account,
        Type,
        Name,
        CreateGroupNum: owned.filter(({ type }) => type === Type).length,
        MemberList: MemberList ?? [],
      };
    }
    case 'addGroupMember':
      return {
        CallbackCommand: 'Group.CallbackBeforeInviteJoinGroup',
        GroupId: fields.GroupId,
        Type: group?.type,
        Operator_Account,
        DestinationMembers: fields.MemberList,
      };
    case 'createGroupTopic':
      return {
        CallbackCommand: 'Group.CallbackBeforeCreateTopic',
        GroupId: fields.GroupId,
        Type: 'Community',
        Operator_Account,
        Name: fields.TopicName,
      };
    case 'sendGroupMsg': {
      const { GroupId, From_Account = caller, Random, OnlineOnlyFlag = 0, MsgBody } = fields;
      const { CloudCustomData, TopicId } = fields;
      return {
        CallbackCommand: 'Group.CallbackBeforeSendMsg',
        GroupId,
        Type: group?.type,
        From_Account,
        Operator_Account,
        Random,
        OnlineOnlyFlag,
        MsgBody,
        CloudCustomData,
        TopicId,
      };
    }
    default:
      return undefined;
  }
}

interface Result {
  readonly Member_Account: string;
}

/** Leaves out the users whom the application refuses; they get the result 0. */
function withoutRefused(fields: Fields, { RefusedMembers_Account }: Fields): Permitted {
  const list = fields.MemberList as readonly Result[];
  const refused = new Set(Array.isArray(RefusedMembers_Account) ? RefusedMembers_Account : []);
  return {
    fields: {
      ...fields,
      MemberList: list.filter(({ Member_Account }) => !refused.has(Member_Account)),
    },
    restore(answer) {
      const given = answer as { readonly MemberList: readonly Result[] };
      const left = [...given.MemberList];
      const MemberList = list.map(({ Member_Account }) =>
        refused.has(Member_Account) ? { Member_Account, Result: 0 } : left.shift(),
      );
      return { ...given, MemberList };
    },
  };
}
