import {
  type AnyEndpoint,
  check,
  type EndpointTable,
  parseJson,
  type Rate,
} from '@imgroups/core/adapter';
import { easemobEndpoints } from '@imgroups/easemob/endpoints';
import * as v from 'valibot';
import type { Actor } from '../../server/changes.ts';
import { checkAnswer } from '../../server/check-answer.ts';
import type { Form } from '../../server/form.ts';
import { isTooDeep } from '../../server/json-depth.ts';
import { createRateLimits, rateRule } from '../../server/rate-limits.ts';
import { isJsonObject, readRequest } from '../../server/read-request.ts';
import { createRouter, decodePart, type Route } from '../../server/router.ts';
import { fromJsonData, toJsonData } from '../../server/saved-json.ts';
import type {
  EmulatorAnswer,
  EmulatorCall,
  EmulatorRequest,
  VendorContext,
  VendorService,
} from '../../server/vendor-service.ts';
import { type Brand, easemobBrand } from './brand.ts';
import {
  createEasemobCallbacks,
  type EasemobWebhookSettings,
  webhookSettings,
} from './callbacks.ts';
import type { EasemobCall } from './handlers/call.ts';
import type { handlers } from './handlers/index.ts';
import { disabledFailure, permissionFailure } from './handlers/permissions.ts';
import type { EasemobSettings } from './settings.ts';
import { type EasemobSnapshot, toSnapshot } from './snapshot.ts';
import { EasemobState } from './state/state.ts';
import { type Caller, type CredentialCheck, Tokens } from './state/tokens.ts';
import { toGroupHead, toGroupView, toView } from './view.ts';
import { type Adapted, adaptRequest, readQuery } from './wire/compatibility.ts';
import { EasemobFailure, envelope, failureAnswer } from './wire/envelope.ts';
import { createFailures } from './wire/failures.ts';
import { failureOfRefusal } from './wire/refusals.ts';
import { failureOfIssue } from './wire/request-failures.ts';
import { routing } from './wire/routing.ts';

type Fields = Readonly<Record<string, unknown>>;
type EndpointName = keyof typeof handlers;

/** Those of clients come first: what they have in addition tells them from the documented ones. */
const usualRate: Rate = { requests: 100, perSeconds: 1 };

const apiMethods = new Set(['GET', 'POST', 'PUT', 'DELETE']);

/** A body as it was sent; absent where there was none. */
type Body =
  | { readonly json: unknown }
  | { readonly form: Form }
  | { readonly problem: EasemobFailure }
  | undefined;

/** A request that has found its endpoint. */
interface Chosen extends Adapted {
  readonly name: EndpointName;
  readonly endpoint: AnyEndpoint;
}

/** A request as far as it can be read before any check. */
interface Received {
  readonly request: EmulatorRequest;
  /** Below the app; absent when the path is not this app's. */
  readonly path: string | undefined;
  /** Entries of the path and method; the body decides between them. */
  readonly routes: readonly Route[];
  readonly body: Body;
  /** Absent when no entry takes the body. */
  readonly chosen: Chosen | undefined;
}

/** The REST service of Easemob, or of a brand of it, for the app of the settings. */
export function createEasemobService(
  settings: EasemobSettings,
  { clock, changes, deliveries, rateScale }: VendorContext,
  webhooks?: EasemobWebhookSettings,
  brand: Brand = easemobBrand(settings),
): VendorService<EasemobSnapshot> {
  const state = new EasemobState(clock, changes);
  const tokens = new Tokens(clock, changes);
  const appKey = `${settings.organization}#${settings.application}`;
  const callbacks = createEasemobCallbacks(
    { appKey, state, clock, changes, deliveries },
    webhooks && check(webhookSettings, webhooks, 'webhooks'),
  );
  const failure = createFailures(settings);
  const rates = createRateLimits(clock, rateScale);
  const router = createRouter<EndpointTable>(brand.endpoints, routing);

  /** The path below the app; nothing when it is not this app's. */
  function pathInApp(path: string): string | undefined {
    const [, first = '', second = '', ...rest] = path.split('/');
    const isOurs = `/${decodePart(first)}/${decodePart(second)}` === brand.appPath;
    return isOurs ? `/${rest.join('/')}` : undefined;
  }

  /** The vendor's order: app, token, path and method, rate, body, rights, the call itself. */
  function serve(received: Received, credential: CredentialCheck): unknown {
    const { request, path, routes, body, chosen } = received;
    if (path === undefined) throw failure.applicationNotFound(request.path);
    const caller = authenticate(received, path, credential);
    const [route] = routes;
    if (!route) throw noRoute(request.method, path);
    requireRate(chosen ?? route);
    if (body && 'problem' in body) throw body.problem;
    if (!chosen) throw unfitBody(body);

    const { name, endpoint, fields, restore } = chosen;
    if (isForgotten(fields.group_id)) throw failure.groupIdMissing();
    const forbidden = permissionFailure(name, caller, fields, { state, failure });
    if (forbidden) throw forbidden;
    const disabled = disabledFailure(name, endpoint, caller, fields, { state, failure });
    if (disabled) throw disabled;
    const checked = v.safeParse(endpoint.request, fields);
    if (!checked.success) {
      const [issue] = checked.issues;
      throw failureOfIssue(failure, name, issue).because(
        `${v.getDotPath(issue) ?? 'body'}: ${issue.message}`,
      );
    }

    const appUrl = `${request.origin}${brand.appPath}`;
    const version3 = request.query.get('version') === 'v3';
    const call = { state, settings, tokens, failure, caller, appUrl, version3, callbacks };
    const origin = { actor: toActor(caller), request: request.number };
    const payload = changes.during(origin, () => handle(brand, name, call, fields));
    if (payload instanceof ReadableStream) return checkAnswer(name, endpoint, payload);
    const answer = { ...envelope(name, path, request, settings, clock.now()), ...payload };
    checkAnswer(name, endpoint, answer);
    return restore(answer);
  }

  function authenticate(
    { routes, chosen }: Received,
    path: string,
    credential: CredentialCheck,
  ): Caller | undefined {
    const isOpen = chosen
      ? chosen.endpoint.auth === 'none'
      : routes.some(({ endpoint }) => endpoint.auth === 'none');
    if (isOpen) return undefined;
    if (credential.ok) return credential.caller;
    throw failure.unauthenticated(credential.problem, path.startsWith('/chatgroups'));
  }

  function noRoute(method: string, path: string): EasemobFailure {
    if (router.methodsAt(path).length === 0) return failure.noSuchPath();
    return apiMethods.has(method) ? failure.noSuchMethod() : failure.methodNotAllowed();
  }

  function requireRate({ name, endpoint }: Pick<Route, 'name' | 'endpoint'>): void {
    const rate = endpoint.limits?.rate ?? usualRate;
    if (!rates.allows(rate.sharedAs ?? name, rate)) {
      throw failure.rateExceeded().because(rateRule(rate));
    }
  }

  /** A form or JSON that no entry of the path takes. */
  function unfitBody(body: Body): EasemobFailure {
    if (body && 'form' in body) return failure.unsupportedMediaType();
    const json = body && 'json' in body ? body.json : undefined;
    return json === undefined || isJsonObject(json)
      ? failure.invalidRequest()
      : failure.notReadable();
  }

  async function answer(received: Received): Promise<EmulatorAnswer> {
    const authorization = received.request.headers.get('authorization');
    const credential = await brand.check(authorization, tokens);
    try {
      return { status: 200, body: serve(received, credential) };
    } catch (error) {
      if (error instanceof EasemobFailure) return failureAnswer(error, clock.now());
      throw error;
    }
  }

  const save = () => ({ state: state.save(), tokens: tokens.save() });

  /** A group and a user for what a client does. */
  function requireBoth(groupId: string, userId: string) {
    const group = state.groups.get(groupId);
    const user = state.users.get(userId.toLowerCase());
    if (!group || !user) throw new Error(`there is no ${group ? 'user' : 'group'} of this id`);
    return { group, username: user.username };
  }

  return {
    vendor: brand.vendor,
    pages: brand.pages,
    secretQuery: ['access_token', 'token'],
    secretFields: ['access_token', 'client_secret', 'password'],
    pageHeaders: ['Authorization', 'Content-Type', 'restrict-access', 'share-secret'],
    receive(request): EmulatorCall {
      const path = pathInApp(request.path);
      const query = readQuery(request.query);
      const routes = path === undefined ? [] : router.find(request.method, path, query);
      const body = readBody(request, failure.notJson, failure.unsupportedMediaType);
      const chosen = choose(routes, query, request.headers, body);
      return {
        endpoint: chosen?.name ?? routes[0]?.name,
        answer: () => answer({ request, path, routes, body, chosen }),
      };
    },
    refuse: (refusal) => failureAnswer(failureOfRefusal(failure, refusal), clock.now()),
    reset() {
      state.reset();
      rates.reset();
      tokens.revokeUsers(() => false);
    },
    userIdProblem: (username) =>
      v.safeParse(easemobEndpoints.getUser.request, { username }).issues?.[0].message,
    accounts: () => [...state.users.keys()],
    importAccounts(userIds) {
      for (const userId of userIds) {
        const username = userId.toLowerCase();
        if (!state.users.has(username)) state.createUser({ username });
      }
    },
    save: () => toJsonData(save()),
    load(data) {
      const saved = fromJsonData(data) as ReturnType<typeof save>;
      state.load(saved.state);
      tokens.load(saved.tokens);
    },
    setWebhooks: (given) =>
      callbacks.set(given === undefined ? undefined : check(webhookSettings, given, 'body', true)),
    async apply(groupId, userId, text) {
      const { group, username } = requireBoth(groupId, userId);
      if (!group.public || group.blocks.has(username)) return 'refused';
      const origin = { actor: { kind: 'user', id: username } } as const;
      if (group.membersonly) {
        changes.during(origin, () => state.apply(group, username, text));
        return 'pending';
      }
      changes.during(origin, () => state.addMembers(group, [username], 'applied'));
      return 'joined';
    },
    async sendMessage(groupId, userId, text) {
      const { group, username } = requireBoth(groupId, userId);
      if (!state.maySpeak(group, username)) return 'refused';
      const message = { messageId: newMessageId(), senderId: username, text };
      const passed = await callbacks.ask(groupId, message);
      if (passed === undefined) return 'refused';
      const origin = { actor: { kind: 'user', id: username } } as const;
      changes.during(origin, () => state.sendMessage(group, { ...message, text: passed }));
      return 'sent';
    },
    snapshot: () => toSnapshot(state),
    groups: () => toView(state),
    group(groupId) {
      const group = state.groups.get(groupId);
      return group && toGroupView(state, group);
    },
    groupHeads: () => Array.from(state.groups.values(), toGroupHead),
  };
}

/** Digits, as the vendor's ids are. */
function newMessageId(): string {
  return String(crypto.getRandomValues(new BigUint64Array(1))[0]);
}

function handle(
  brand: Brand,
  name: EndpointName,
  call: EasemobCall,
  request: Fields,
): Fields | ReadableStream {
  // The schema of the endpoint has just been checked, so the request is of its type.
  const handler = brand.handlers[name] as (
    call: EasemobCall,
    request: Fields,
  ) => Fields | ReadableStream;
  return handler(call, request);
}

/** A caller without a token asks for one on behalf of the app or of a user; that changes nothing of a group. */
function toActor(caller: Caller | undefined): Actor {
  return caller?.kind === 'user' ? { kind: 'user', id: caller.username } : { kind: 'server' };
}

/** A client that has no group id puts one of these words into the path. */
function isForgotten(id: unknown): boolean {
  return id === 'undefined' || id === 'null';
}

/** Ids that some clients send as numbers, too long for a double. */
const idFields = ['group_id', 'msg_id'];

/** A form, or the body as JSON whatever type the client gives it: many give none or a wrong one. */
function readBody(
  { method, headers, body, form }: EmulatorRequest,
  notJson: (body: string) => EasemobFailure,
  unsupportedMediaType: () => EasemobFailure,
): Body {
  if (form) return { form };
  if (method === 'GET' || body.trim() === '') return undefined;
  try {
    const json = parseJson(body, idFields);
    if (isTooDeep(json)) return { problem: notJson(body) };
    return json === null ? undefined : { json };
  } catch {
    // Only one DELETE has a body; what comes with the others does not matter.
    if (method === 'DELETE') return undefined;
    const type = headers.get('content-type') ?? '';
    const isForeign = /^(multipart\/|text\/(xml|html)|application\/(xml|octet-stream))/i.test(type);
    return { problem: isForeign ? unsupportedMediaType() : notJson(body) };
  }
}

/** The entry that a request is for, among those of its path and method. */
function choose(
  routes: readonly Route[],
  query: URLSearchParams,
  headers: Headers,
  body: Body,
): Chosen | undefined {
  for (const route of routes) {
    const { name, endpoint, matches } = route;
    if (!fitsBody(endpoint, body)) continue;
    const adapted = adaptRequest(name, readRequest(route, query, partsOf(endpoint, body), headers));
    if (matches(adapted.fields)) {
      // The router found the name in the table of these endpoints.
      return { name: name as EndpointName, endpoint, ...adapted };
    }
  }
  return undefined;
}

/** Returns the parts of a body that an entry reads. */
function partsOf({ method, body: declared }: AnyEndpoint, body: Body): unknown {
  if (!body || (method === 'DELETE' && declared === undefined)) return undefined;
  if (declared === 'multipart') return 'form' in body ? body.form : undefined;
  return 'json' in body ? body.json : undefined;
}

/** A list can only be the body of an entry that takes one, a form of one that takes a form, all else of the others. */
function fitsBody(endpoint: AnyEndpoint, body: Body): boolean {
  if (endpoint.body === 'multipart') return true;
  if (body && 'form' in body) return false;
  const json = partsOf(endpoint, body);
  if (typeof endpoint.body === 'object') return Array.isArray(json);
  return json === undefined || isJsonObject(json);
}
