import { type AnyEndpoint, check, parseJson, stringifyJson } from '@imgroups/core/adapter';
import { textMessage } from '@imgroups/tencent';
import { tencentEndpoints } from '@imgroups/tencent/endpoints';
import * as v from 'valibot';
import { checkAnswer } from '../../server/check-answer.ts';
import { isTooDeep } from '../../server/json-depth.ts';
import { createRateLimits, rateRule } from '../../server/rate-limits.ts';
import { isJsonObject } from '../../server/read-request.ts';
import { createRouter } from '../../server/router.ts';
import { fromJsonData, toJsonData } from '../../server/saved-json.ts';
import type {
  EmulatorAnswer,
  EmulatorCall,
  EmulatorRequest,
  VendorContext,
  VendorService,
} from '../../server/vendor-service.ts';
import {
  createTencentCallbacks,
  type TencentWebhookSettings,
  webhookSettings,
} from './callbacks.ts';
import type { TencentCall } from './handlers/call.ts';
import { handlers } from './handlers/index.ts';
import pages from './pages.json' with { type: 'json' };
import {
  type GroupType,
  groupTypeCodes,
  guideGroupTypes,
  guideItemLimits,
  type TencentSettings,
} from './settings.ts';
import { createSignatureCheck } from './signature-check.ts';
import { type Snapshot, toSnapshot } from './snapshot.ts';
import { TencentState } from './state/state.ts';
import { toGroupHead, toGroupView, toView } from './view.ts';
import { acceptOldForms } from './wire/compatibility.ts';
import { Failure, failureAnswer } from './wire/envelope.ts';
import { failure } from './wire/failures.ts';
import { refuse } from './wire/refusals.ts';
import { fieldCode, isMessageService, rateCodes, tooManyCode } from './wire/request-failures.ts';
import { routing } from './wire/routing.ts';

type Fields = Readonly<Record<string, unknown>>;
type EndpointName = keyof typeof tencentEndpoints;

/** Answers above this are replaced by 10018. */
const maxAnswerBytes = 1024 * 1024;

/** Tencent's REST service for the application of the settings. */
export function createTencentService(
  settings: TencentSettings,
  { clock, changes, deliveries, rules, rateScale }: VendorContext,
  webhooks?: TencentWebhookSettings,
): VendorService<Snapshot> {
  const rates = createRateLimits(clock, rateScale);
  const checkSignature = createSignatureCheck(settings.secretKey, clock);
  const state = new TencentState(settings, clock, changes);
  const callbacks = createTencentCallbacks(
    { app: settings, state, clock, changes, deliveries },
    webhooks && check(webhookSettings, webhooks, 'webhooks'),
  );
  const router = createRouter(tencentEndpoints, routing);

  /** The checks in the order of the vendor: the first that fails decides the code. */
  async function answer(
    name: EndpointName | undefined,
    request: EmulatorRequest,
  ): Promise<EmulatorAnswer> {
    try {
      if (request.method !== 'POST') throw failure(60009);
      if (!name) throw failure(60008);
      const endpoint: AnyEndpoint = tencentEndpoints[name];
      const caller = await authenticate(request.query);
      checkRate(name, endpoint);
      const { request: fields, answer: inItsNames } = acceptOldForms(
        name,
        readBody(request.body, endpoint),
      );
      checkFields(name, endpoint, fields);
      checkItems(name, endpoint, fields);
      checkGroupType(name, endpoint, fields);
      const given = await perform(name, fields, { kind: 'server', id: caller }, request.number);
      const body = checkAnswer(name, endpoint, given);
      checkSize(body);
      return { status: 200, body: inItsNames(body), code: 0, int64: endpoint.int64 };
    } catch (error) {
      if (error instanceof Failure) return failureAnswer(error);
      throw error;
    }
  }

  /** Asks the application, does the work of an endpoint, and tells of it. */
  async function perform(
    name: EndpointName,
    fields: Fields,
    actor: { readonly kind: 'server' | 'user'; readonly id: string },
    request?: number,
  ): Promise<unknown> {
    const caller = actor.id;
    const permitted = await callbacks.ask(name, fields, { caller, request });
    const given = changes.during({ actor, request }, () => {
      try {
        return handle(name, { state, caller, rates }, permitted.fields);
      } catch (error) {
        if (error instanceof Failure) {
          callbacks.tellFailure(name, permitted.fields, error, { caller, request });
        }
        throw error;
      }
    });
    return permitted.restore(given);
  }

  /** The administrator who calls. */
  async function authenticate(query: URLSearchParams): Promise<string> {
    const sdkAppId = query.get('sdkappid');
    const userId = query.get('identifier');
    const userSig = query.get('usersig');
    if (!sdkAppId) throw failure(60012);
    if (!/^\d{1,10}$/.test(sdkAppId)) throw failure(60006);
    if (!userId) throw failure(60004);
    if (userSig === null) throw failure(60005);
    const code = await checkSignature(userSig, Number(sdkAppId), userId);
    const isOurs = Number(sdkAppId) === settings.sdkAppId;
    // A signature that contradicts the query is reported before an application that does not exist.
    if (!isOurs && ![70002, 70003, 70013, 70014].includes(code)) throw failure(70020);
    if (code !== 0) throw failure(code);
    if (!state.isAdministrator(userId)) throw failure(60010);
    return userId;
  }

  function checkRate(name: EndpointName, { limits }: AnyEndpoint): void {
    const rate = limits?.rate;
    if (!rate || rates.allows(rate.sharedAs ?? name, rate)) return;
    throw failure(rateCodes[name] ?? 60007).because(rateRule(rate));
  }

  function checkItems(name: EndpointName, { limits }: AnyEndpoint, request: Fields): void {
    if (!limits?.items) return;
    const { field, max: declared } = limits.items;
    const guide = rules === 'guide' ? guideItemLimits[name] : undefined;
    const max = settings.itemLimits[name] ?? guide ?? declared;
    const list = request[field];
    if (Array.isArray(list) && list.length > max) {
      throw failure(tooManyCode(name, field), `${field} has ${list.length} items, at most ${max}`);
    }
  }

  function checkGroupType(name: EndpointName, endpoint: AnyEndpoint, request: Fields): void {
    const guide = rules === 'guide' ? guideGroupTypes[name] : undefined;
    const types: readonly string[] | undefined = guide ?? endpoint.groupTypes;
    // The service of one-to-one messages answers unknown groups in codes of its own.
    if (!types || isMessageService(name)) return;
    if (name === 'createGroup' || name === 'importGroup') {
      requireType(name, types, String(request.Type));
    } else if (typeof request.GroupId === 'string') {
      requireType(name, types, state.requireGroup(request.GroupId).type);
    }
  }

  function receive(request: EmulatorRequest): EmulatorCall {
    const [route] = router.find('POST', request.path, request.query);
    const endpoint = route?.name as EndpointName | undefined;
    return { endpoint, answer: () => answer(endpoint, request) };
  }

  return {
    vendor: 'tencent',
    pages,
    secretQuery: ['usersig'],
    secretFields: [],
    receive,
    refuse,
    reset() {
      state.reset();
      rates.reset();
    },
    userIdProblem: (UserID) =>
      v.safeParse(tencentEndpoints.importAccount.request, { UserID }).issues?.[0].message,
    accounts: () => [...state.accounts.keys()],
    importAccounts(userIds) {
      for (const userId of userIds) state.importAccount(userId);
    },
    enter(groupId, userIds) {
      const group = state.requireGroup(groupId);
      for (const userId of userIds) state.enter(group, userId);
    },
    leave(groupId, userIds) {
      const { presence } = state.requireGroup(groupId);
      for (const userId of userIds) presence.leave(userId);
    },
    save: () => toJsonData(state.save()),
    load: (data) => state.load(fromJsonData(data) as ReturnType<TencentState['save']>),
    setWebhooks: (given) =>
      callbacks.set(given === undefined ? undefined : check(webhookSettings, given, 'body', true)),
    async apply(groupId, userId) {
      const group = state.requireGroup(groupId);
      state.requireAccount(userId);
      if (!(await callbacks.mayApply(groupId, userId))) return 'refused';
      if (group.applyJoinOption === 'DisableApply') return 'refused';
      if (group.applyJoinOption === 'NeedPermission') return 'pending';
      const origin = { actor: { kind: 'user', id: userId } } as const;
      changes.during(origin, () => state.addMembers(group, [userId], 'applied'));
      return 'joined';
    },
    async sendMessage(GroupId, From_Account, text) {
      const { type, members } = state.requireGroup(GroupId);
      state.requireAccount(From_Account);
      if (type !== 'AVChatRoom' && !members.has(From_Account)) return 'refused';
      const [Random] = crypto.getRandomValues(new Uint32Array(1));
      const fields = { GroupId, From_Account, Random, MsgBody: textMessage(text) };
      try {
        await perform('sendGroupMsg', fields, { kind: 'user', id: From_Account });
        return 'sent';
      } catch (error) {
        if (error instanceof Failure) return 'refused';
        throw error;
      }
    },
    snapshot: () => toSnapshot(state),
    groups: () => toView(state),
    group(groupId) {
      const group = state.groups.get(groupId);
      return group && toGroupView(state, group);
    },
    groupHeads: () => Array.from(state.groups.values(), (group) => toGroupHead(state, group)),
  };
}

function handle(name: EndpointName, call: TencentCall, request: Fields): unknown {
  // The schema of the endpoint has just been checked, so the request is of its type.
  const handler = handlers[name] as (call: TencentCall, request: Fields) => unknown;
  return handler(call, request);
}

/** The body as an object; some clients send none for a command without arguments. */
function readBody(text: string, endpoint: AnyEndpoint): Fields {
  if (text.trim() === '') return {};
  let body: unknown;
  try {
    body = parseJson(text, endpoint.int64);
  } catch {
    throw failure(60003);
  }
  // A client of PHP writes an empty object so.
  if (Array.isArray(body) && body.length === 0) return {};
  if (!isJsonObject(body)) throw failure(60003, 'the body is not an object');
  if (isTooDeep(body)) throw failure(60003, 'the body is nested too deeply');
  return body;
}

function checkFields(name: EndpointName, endpoint: AnyEndpoint, request: Fields): void {
  const checked = v.safeParse(endpoint.request, request);
  if (checked.success) return;
  const [issue] = checked.issues;
  const field = v.getDotPath(issue) ?? 'body';
  throw failure(fieldCode(name, field, issue), `${field}: ${issue.message}`);
}

function requireType(name: EndpointName, types: readonly string[], type: GroupType | string): void {
  if (types.includes(type)) return;
  const code = groupTypeCodes[name] ?? 10007;
  if (code !== 0) throw failure(code, `not for groups of type ${type}`);
}

function checkSize(body: unknown): void {
  if (new TextEncoder().encode(stringifyJson(body)).length > maxAnswerBytes) throw failure(10018);
}
