import type { BatchResult } from '../batch/outcome.ts';
import { createPace } from '../batch/pace.ts';
import { placeInCall } from '../batch/place-in-call.ts';
import { readInChunks } from '../batch/read-in-chunks.ts';
import { type BatchOptions, runBatch, type UserIds } from '../batch/run-batch.ts';
import type { CallContext } from '../call/call-context.ts';
import type { OperationCall } from '../call/call-options.ts';
import { configure } from '../client/client-options.ts';
import { type LimitOverrides, limitsOf } from '../endpoint/limits.ts';
import { type Failure, invalid, toFailure, unsupported } from '../errors/failure.ts';
import { type ImGroupsError, isImGroupsError, traceFromHere } from '../errors/imgroups-error.ts';
import { unreadItems } from '../errors/unread-items.ts';
import type { GroupRef } from '../model/group.ts';
import type { Duration } from '../model/until.ts';
import { cursorCodec } from '../pagination/cursor.ts';
import { itemsOf } from '../pagination/items-of.ts';
import { listOfPages, type PagesWanted, type ReadPages } from '../pagination/list-of-pages.ts';
import type { Page, Pages } from '../pagination/page.ts';
import { type ListOptions, pageSizeOf, paginate } from '../pagination/paginate.ts';
import { oneAtATime } from '../rate-limit/one-at-a-time.ts';
import { check } from '../validation/check.ts';
import { filledText, text } from '../validation/rules.ts';
import { answerReader } from './answer-reader.ts';
import {
  allIds,
  distinctIds,
  ensuredGroup,
  groupPatch,
  isOptions,
  memberRole,
  newGroup,
  optionSchemas,
  toExtras,
  toKnownGroup,
  toRoles,
  toSeconds,
} from './arguments.ts';
import type {
  BatchDriver,
  BatchPlan,
  Driver,
  DriverTypes,
  ExtrasOf,
  KnownGroup,
  ListDriver,
  NewGroup,
  OnGroup,
  Op,
  ReadManyDriver,
  WriteDriver,
} from './driver.ts';
import type {
  BatchOperationOptions,
  CreateGroupInput,
  EnsuredGroup,
  GroupPatch,
  GroupProvider,
  OperationOptions,
  SyncOptions,
  VerifyOptions,
} from './group-provider.ts';
import { capabilitiesOf, type Operation } from './operations.ts';
import { runChunk } from './run-chunk.ts';
import { runWrite } from './run-write.ts';
import { type SyncResult, syncMembers } from './sync-members.ts';

/** What a provider is made of beside its driver. */
export interface ProviderParts<T extends DriverTypes> {
  readonly client: T['client'] & { close(): Promise<void> };
  /** The context of the client's calls. */
  readonly context: CallContext;
  readonly settings: T['settings'];
  readonly cursorSecret?: string | undefined;
}

type OptionKind = keyof typeof optionSchemas;
type BlacklistOptions = BatchOperationOptions<'blacklist.add'>;

/** An operation on its way: its arguments so far, and how its failures become errors. */
interface Running<T extends DriverTypes, Name extends Operation> {
  readonly op: Op<T, Name>;
  readonly toError: (thrown: unknown) => ImGroupsError;
}

/** The same with what its driver is given. */
interface OperationOf<Input> {
  readonly op: Input;
  readonly toError: (thrown: unknown) => ImGroupsError;
}

interface RunningOnGroup<T extends DriverTypes, Name extends Operation> extends Running<T, Name> {
  readonly op: OnGroup<T, Name>;
}

/**
 * Makes the neutral provider of a vendor's driver: it checks arguments and support by kind, cuts batches and reads into
 * chunks, pages lists, keeps spellings of ids, reads back what is in doubt, and makes every error once.
 */
export function createGroupProvider<T extends DriverTypes>(
  driver: Driver<T>,
  { client, context, settings, cursorSecret }: ProviderParts<T>,
): GroupProvider<T> {
  const { name: provider, operations, canonicalUserId } = driver;
  const { app } = context.protocol;
  const cursors = cursorCodec(cursorSecret, context.now);
  const limits: LimitOverrides = { ...driver.limits?.(settings), ...context.limits };

  function maxItems(endpoint: string): number {
    const declared = driver.endpoints[endpoint];
    return (declared && limitsOf({ limits }, endpoint, declared).items?.max) ?? 1;
  }

  function callsPerSecond(endpoint: string): number {
    const declared = driver.endpoints[endpoint];
    const rate = declared && limitsOf({ limits }, endpoint, declared).rate;
    return rate ? rate.requests / rate.perSeconds : Number.POSITIVE_INFINITY;
  }

  /** Makes the errors of an operation: those of its calls are complete already. */
  function errorsOf(operation: Operation, group: KnownGroup | undefined) {
    const refine = (failure: Failure): Failure => refineFailure(operation, failure, group);
    const toError = (thrown: unknown): ImGroupsError =>
      isImGroupsError(thrown) && thrown.operation === operation
        ? thrown
        : refine(context.secrets.mask(toFailure(thrown))).toError({ provider, operation });
    return { refine, toError };
  }

  /** Names the caller's own argument in place of a field of the wire, and lets the driver find better words. */
  function refineFailure(
    operation: Operation,
    failure: Failure,
    group: KnownGroup | undefined,
  ): Failure {
    const [first = '', ...rest] = failure.field?.split('.') ?? [];
    const isArgument = failure.errorClass === 'InvalidRequestError';
    const argument = isArgument ? operations[operation].fields?.[first] : undefined;
    const named =
      argument === undefined ? failure : failure.with({ field: [argument, ...rest].join('.') });
    return driver.refine?.(named, group) ?? named;
  }

  function start<Name extends Operation>(
    operation: Name,
    options: OperationOptions<Name> | undefined,
    kind: OptionKind,
    group?: KnownGroup,
  ) {
    const { refine, toError } = errorsOf(operation, group);
    // Without options nothing is to be checked, and most calls have none.
    const given: Readonly<Record<string, unknown>> =
      options === undefined ? {} : check(optionSchemas[kind], options, 'options', true);
    const { signal, timeout, totalTimeout, maxRetries } = given as OperationOptions<Name>;
    const { onRequest, onResponse, onRetry, onLimit, onConcurrency, onDrift, bodies } =
      given as OperationOptions<Name>;
    const call: OperationCall = {
      signal,
      timeout,
      totalTimeout,
      maxRetries,
      onRequest,
      onResponse,
      onRetry,
      onLimit,
      onConcurrency,
      onDrift,
      bodies,
      operation,
      refine,
    };
    const extras = toExtras(
      (given as { providerOptions?: Record<string, unknown> }).providerOptions,
      provider,
      operations[operation],
    ) as ExtrasOf<T, Name>;
    const read = answerReader(driver.endpoints, context, call);
    const { now } = context;
    const op: Op<T, Name> = { client, settings, app, now, maxItems, extras, read, call };
    return { given, running: { op, toError } };
  }

  /** Reads a group; refuses before any call what its kind cannot do. */
  function identify(operation: Operation, ref: GroupRef): KnownGroup {
    const { id, kind = driver.kindOfId(id) } = toKnownGroup(ref);
    requireSupport(operation, kind);
    return { id, kind };
  }

  function requireSupport(operation: Operation, kind: KnownGroup['kind']): void {
    if (kind === undefined || operations[operation].kinds[kind] !== 'no') return;
    throw unsupported(`${operation} is not possible for ${kind} groups on ${provider}`, {
      reason: 'group_kind',
    });
  }

  /** Runs an operation, so that whatever fails becomes an error that names provider and operation. */
  async function perform<Name extends Operation, Result>(
    operation: Name,
    options: OperationOptions<Name> | undefined,
    run: (running: Running<T, Name>) => Promise<Result>,
  ): Promise<Result> {
    let { toError } = errorsOf(operation, undefined);
    try {
      const { running } = start(operation, options, 'single');
      toError = running.toError;
      return await run(running);
    } catch (thrown) {
      throw traceFromHere(toError(thrown));
    }
  }

  async function performOn<Name extends Operation, Result>(
    operation: Name,
    ref: GroupRef,
    options: OperationOptions<Name> | undefined,
    run: (running: RunningOnGroup<T, Name>) => Promise<Result>,
  ): Promise<Result> {
    let { toError } = errorsOf(operation, undefined);
    try {
      const group = identify(operation, ref);
      const { running } = start(operation, options, 'single', group);
      toError = running.toError;
      return await run({ ...running, op: { ...running.op, group } });
    } catch (thrown) {
      throw traceFromHere(toError(thrown));
    }
  }

  /** Runs a write on a group. */
  function write<Name extends Operation, Extra extends object, Result>(
    operation: Name,
    ref: GroupRef,
    options: OperationOptions<Name> | undefined,
    driverWrite: WriteDriver<OnGroup<T, Name> & Extra, Result>,
    readExtra: (op: OnGroup<T, Name>) => Extra,
  ): Promise<Result> {
    return performOn(operation, ref, options, ({ op, toError }) =>
      runWrite(driverWrite, { ...op, ...readExtra(op) }, context.now(), toError),
    );
  }

  /** Changes any number of users of a group. */
  async function batch<Name extends Operation, Extra extends object>(
    operation: Name,
    ref: GroupRef,
    userIds: UserIds,
    options: (OperationOptions<Name> & Omit<BatchOptions, 'signal'>) | undefined,
    driverBatch: BatchDriver<OnGroup<T, Name> & Extra>,
    readExtra: (given: Readonly<Record<string, unknown>>) => Extra,
    optionKind: OptionKind = 'batch',
  ): Promise<BatchResult> {
    let { toError } = errorsOf(operation, undefined);
    try {
      const group = identify(operation, ref);
      const { given, running } = start(operation, options, optionKind, group);
      toError = running.toError;
      const plan = driverBatch.plan({ ...running.op, group, ...readExtra(given) });
      return await runPlan(plan, userIds, given, running);
    } catch (thrown) {
      throw traceFromHere(toError(thrown));
    }
  }

  /** Runs the plan of a batch as its options say. */
  function runPlan<Name extends Operation>(
    plan: BatchPlan,
    userIds: UserIds,
    given: BatchOptions & VerifyOptions,
    { op, toError }: Running<T, Name>,
  ): Promise<BatchResult> {
    const { chunkSize, concurrency, onProgress, verify } = given;
    const { call } = op;
    return runBatch({
      userIds,
      maxChunk: plan.maxChunk,
      maxJoinedBytes: plan.maxJoinedBytes,
      endsMembership: plan.endsMembership,
      chunkSize,
      pace: createPace({ context, call, concurrency }),
      onProgress,
      signal: call.signal,
      canonical: canonicalUserId,
      toError,
      send: (ids, each, noteDoubt) =>
        runChunk({ plan, call: each, verify, toError }, ids, noteDoubt),
    });
  }

  /**
   * Reads about any number of canonical ids, each with its name in the caller's argument, in chunks, and makes the result of
   * what the vendor knows. Where some of it could not be read, the error holds the result: an id that is absent from it would
   * seem to be missing.
   */
  async function readMany<Input extends Op<T>, Value, Result>(
    many: ReadManyDriver<Input, Value>,
    { op, toError }: OperationOf<Input>,
    ids: ReadonlyMap<string, string>,
    toResult: (values: ReadonlyMap<string, Value>, isComplete: boolean) => Result,
  ): Promise<Result> {
    const plan = many.plan(op);
    const limits = { maxItems: plan.maxChunk, maxJoinedBytes: plan.maxJoinedBytes };
    const pace = createPace({ context, call: op.call });
    const answers = await readInChunks([...ids.keys()], limits, pace, async (chunk, each) => {
      try {
        return await plan.read(chunk, each);
      } catch (thrown) {
        const failure = toFailure(thrown);
        const place = placeInCall(failure);
        throw place === undefined ? thrown : failure.with({ field: ids.get(chunk[place] ?? '') });
      }
    });
    const unreadable = answers.flatMap((answer) => answer.unreadable);
    const values = new Map(answers.flatMap((answer) => [...answer.values]));
    const result = toResult(values, unreadable.length === 0);
    const unread = unreadItems();
    unread.add(unreadable.map(toError));
    unread.throwIfAny(result);
    return result;
  }

  async function getRoles(
    ref: GroupRef,
    userIds: () => ReadonlyMap<string, string>,
    options: OperationOptions<'members.getRoles'> | undefined,
  ) {
    return performOn('members.getRoles', ref, options, async (running) => {
      const asked = userIds();
      const canonical = new Map([...asked].map(([id, name]) => [canonicalUserId(id), name]));
      return readMany(driver.members.getRoles, running, canonical, (roles, isComplete) => {
        const isTold = (userId: string) => isComplete || roles.has(canonicalUserId(userId));
        const told = [...asked.keys()].filter(isTold);
        return new Map(told.map((userId) => [userId, roles.get(canonicalUserId(userId))]));
      });
    });
  }

  /** A list that sends nothing, and refuses nothing, until it is used. */
  function list<Name extends Operation, Item, Position, Input extends Op<T, Name>>(
    operation: Name,
    options: (OperationOptions<Name> & ListOptions) | undefined,
    idOf: (item: Item) => string,
    driverList: ListDriver<Item, Input, Position>,
    prepare: () => {
      readonly group?: KnownGroup;
      readonly extra: object;
      readonly subject: readonly unknown[];
    },
  ): Pages<Item> {
    let toError = errorsOf(operation, undefined).toError;

    function open(): ReadPages<Item> {
      const { group, extra, subject } = prepare();
      const { given, running } = start(operation, options, 'list', group);
      toError = running.toError;
      const input = { ...running.op, ...extra } as Input;
      return pagesOf(operation, { op: input, toError }, idOf, driverList, subject, given);
    }

    async function* pages(wanted: PagesWanted): AsyncGenerator<Page<Item>> {
      try {
        yield* open()(wanted);
      } catch (thrown) {
        throw traceFromHere(toError(thrown));
      }
    }

    const all = listOfPages(pages, operation);
    const { toArray } = all;
    // Its own argument can be wrong too.
    const collect: typeof toArray = (given) =>
      toArray(given).catch((thrown: unknown) => {
        throw traceFromHere(toError(thrown));
      });
    return Object.assign(all, { toArray: collect });
  }

  /** The pages of a list whose arguments were checked. */
  function pagesOf<Item, Position, Input extends Op<T>>(
    operation: Operation,
    { op: input, toError }: OperationOf<Input>,
    idOf: (item: Item) => string,
    driverList: ListDriver<Item, Input, Position>,
    subject: readonly unknown[],
    { pageSize, cursor, readAhead }: ListOptions,
  ): ReadPages<Item> {
    const sizes = driverList.pageSizes(input);
    const size = sizes ? pageSizeOf(pageSize, sizes) : 0;
    const reader = driverList.open(input);
    const limiter = oneAtATime(context.limiter, () => undefined);
    const isFast = operations[operation].calls.every((name) => callsPerSecond(name) >= 10);
    return paginate<Item, Position>({
      async read(position, signal) {
        const { call } = input;
        const signals = [signal, call.signal].filter((each) => each !== undefined);
        const each = signal ? { ...call, limiter, signal: AbortSignal.any(signals) } : call;
        const { unreadable, rest, ...page } = await reader.read(position, size, each);
        const further = isFast ? rest : undefined;
        return { ...page, unreadable: unreadable?.map(toError), rest: further };
      },
      idOf,
      binding: { provider, app, operation, subject: JSON.stringify([...subject, input.extras]) },
      cursors,
      cursor,
      readAhead,
    });
  }

  function listOn<Name extends Operation, Item, Position>(
    operation: Name,
    ref: GroupRef,
    options: (OperationOptions<Name> & ListOptions) | undefined,
    idOf: (item: Item) => string,
    driverList: ListDriver<Item, OnGroup<T, Name>, Position>,
  ): Pages<Item> {
    return list(operation, options, idOf, driverList, () => {
      const group = identify(operation, ref);
      return { group, extra: { group }, subject: [group.id] };
    });
  }

  async function sync(
    ref: GroupRef,
    wanted: UserIds,
    options: SyncOptions | undefined,
  ): Promise<SyncResult> {
    let { toError } = errorsOf('members.sync', undefined);
    try {
      const group = identify('members.sync', ref);
      const { given, running } = start('members.sync', options, 'sync', group);
      toError = running.toError;
      const { roles, dryRun = false, remove = true, allowEmpty = false }: SyncOptions = given;
      if (roles !== undefined) requireSupport('members.setRole', group.kind);
      const userIds = await allIds('wanted', wanted);
      // A sync has no extras of its own, and so gives none to its parts.
      const op = { ...running.op, group, ...notifyOf(given), extras: {} as never };
      const order = { wanted: userIds, roles: toRoles(roles, userIds, canonicalUserId) };
      const { members } = driver;
      return await syncMembers(
        { ...order, dryRun, remove, allowEmpty },
        {
          canonicalUserId,
          toError,
          members: () =>
            itemsOf(
              pagesOf(
                'members.sync',
                { op, toError },
                byUserId,
                members.list,
                [group.id],
                {},
              )({ withCursors: false }),
            ),
          add: (ids) => runPlan(members.add.plan(op), ids, given, running),
          remove: (ids) => runPlan(members.remove.plan(op), ids, given, running),
          setRole: (ids, role) =>
            runPlan(members.setRole.plan({ ...op, role }), ids, given, running),
        },
      );
    } catch (thrown) {
      throw traceFromHere(toError(thrown));
    }
  }

  /** Refuses an own id before the call where the vendor takes none. */
  function requireOwnId(id: string | undefined): void {
    const refusal = id === undefined ? undefined : driver.refuseOwnIds?.(settings);
    if (refusal) throw refusal;
  }

  /** Reads the group, or creates it; whoever lost a race reads again. */
  async function ensure(
    input: CreateGroupInput & { readonly id: string },
    options: OperationOptions<'groups.ensure'> | undefined,
  ): Promise<EnsuredGroup<T['group']>> {
    return perform('groups.ensure', options, async ({ op, toError }) => {
      const { kind = 'standard', id, ...rest } = check(ensuredGroup, input, 'input', true);
      requireSupport('groups.ensure', kind);
      requireOwnId(id);
      const read = () => driver.groups.get({ ...op, group: { id, kind }, extras: {} as never });
      try {
        return { group: await read(), created: false };
      } catch (thrown) {
        if (toError(thrown).reason !== 'group_not_found') throw thrown;
      }
      // The extras are those of a creation.
      const order: NewGroup<T> = {
        ...op,
        extras: op.extras as never,
        input: { ...rest, id, kind },
      };
      const startedAt = context.now();
      let taken: ImGroupsError | undefined;
      try {
        await runWrite(driver.groups.create, order, startedAt, toError);
      } catch (thrown) {
        taken = toError(thrown);
        if (taken.reason !== 'group_id_taken') throw thrown;
      }
      // The id may have been taken by the attempt whose answer was lost.
      const isOurs = async (error: ImGroupsError) =>
        error.afterAmbiguous &&
        (await driver.groups.create.readBack?.(order, error, startedAt)) !== undefined;
      try {
        const created = taken === undefined || (await isOurs(taken));
        return { group: await read(), created };
      } catch (thrown) {
        const mayBeThere = taken?.afterAmbiguous ?? true;
        throw mayBeThere ? toFailure(thrown).with({ ambiguous: true }) : thrown;
      }
    });
  }

  const byId = ({ id }: { readonly id: string }): string => id;
  const byUserId = ({ userId }: { readonly userId: string }): string => userId;
  const none = () => ({});

  return {
    name: provider,
    capabilities: capabilitiesOf(operations),
    client,
    canonicalUserId: (userId) =>
      configure(provider, () => canonicalUserId(check(text, userId, 'userId'))),

    groups: {
      create: (input, options) =>
        perform('groups.create', options, async ({ op, toError }) => {
          const { kind = 'standard', ...rest } = check(newGroup, input, 'input', true);
          requireSupport('groups.create', kind);
          requireOwnId(rest.id);
          const given = { ...op, input: { ...rest, kind } };
          return runWrite(driver.groups.create, given, context.now(), toError);
        }),
      ensure,
      get: (ref, options) =>
        performOn('groups.get', ref, options, ({ op }) => driver.groups.get(op)),
      getMany: (ids, options) =>
        perform('groups.getMany', options, async (running) => {
          const asked = distinctIds('ids', ids);
          return readMany(
            driver.groups.getMany,
            running,
            asked,
            // In the order of the question: vendors answer in none.
            (groups) =>
              new Map(
                [...asked.keys()].flatMap((id) => {
                  const group = groups.get(id);
                  return group ? [[id, group] as const] : [];
                }),
              ),
          );
        }),
      list: (options) =>
        list('groups.list', options, byId, driver.groups.list, () => ({ extra: {}, subject: [] })),
      listJoined: (userId, options) =>
        list('groups.listJoined', options, byId, driver.groups.listJoined, () => {
          const canonical = canonicalUserId(check(filledText, userId, 'userId'));
          return { extra: { userId: canonical }, subject: [canonical] };
        }),
      update: (ref, patch, options) =>
        write('groups.update', ref, options, driver.groups.update, ({ extras }) => {
          const checked = check(groupPatch, patch, 'patch', true);
          requireChange(checked, extras);
          return { patch: checked };
        }),
      getAnnouncement: (ref, options) =>
        performOn('groups.getAnnouncement', ref, options, ({ op }) =>
          driver.groups.getAnnouncement(op),
        ),
      setAnnouncement: (ref, announcement, options) =>
        write('groups.setAnnouncement', ref, options, driver.groups.setAnnouncement, () => ({
          text: check(text, announcement, 'text'),
        })),
      delete: (ref, options) =>
        write('groups.delete', ref, options, dissolve(driver.groups.delete), none),
      transfer: (ref, newOwnerId, options) =>
        write('groups.transfer', ref, options, driver.groups.transfer, () => ({
          newOwnerId: canonicalUserId(check(filledText, newOwnerId, 'newOwnerId')),
        })),
    },

    members: {
      list: (ref, options) => listOn('members.list', ref, options, byUserId, driver.members.list),
      getRoles: (ref, userIds, options) =>
        getRoles(ref, () => distinctIds('userIds', userIds), options),
      async getRole(ref, userId, options) {
        const asked = () => new Map([[check(filledText, userId, 'userId'), 'userId']]);
        const roles = await getRoles(ref, asked, options);
        return roles.get(userId);
      },
      add: (ref, userIds, options) =>
        batch('members.add', ref, userIds, options, driver.members.add, notifyOf, 'notifyingBatch'),
      remove: (ref, userIds, options) =>
        batch(
          'members.remove',
          ref,
          userIds,
          options,
          driver.members.remove,
          notifyOf,
          'notifyingBatch',
        ),
      setRole: (ref, userIds, role, options) =>
        batch('members.setRole', ref, userIds, options, driver.members.setRole, () => ({
          role: check(memberRole, role, 'role'),
        })),
      sync,
    },

    mutes: {
      add: (ref, userIds, duration, options) =>
        batch(
          'mutes.add',
          ref,
          userIds,
          options,
          driver.mutes.add,
          () => ({ seconds: toSeconds(duration) }),
          'verifyingBatch',
        ),
      remove: (ref, userIds, options) =>
        batch('mutes.remove', ref, userIds, options, driver.mutes.remove, none),
      list: (ref, options) => listOn('mutes.list', ref, options, byUserId, driver.mutes.list),
      muteAll: (ref, options) => write('mutes.muteAll', ref, options, driver.mutes.muteAll, none),
      unmuteAll: (ref, options) =>
        write('mutes.unmuteAll', ref, options, driver.mutes.unmuteAll, none),
    },

    blacklist: {
      add(ref: GroupRef, userIds: UserIds, duration?: unknown, options?: BlacklistOptions) {
        // Duration and options can both be left out.
        const [seconds, given] = isOptions(duration)
          ? ['permanent', duration as BlacklistOptions]
          : [duration ?? 'permanent', options];
        return batch('blacklist.add', ref, userIds, given, driver.blacklist.add, () => ({
          seconds: toSeconds(seconds as Duration),
        }));
      },
      remove: (ref, userIds, options) =>
        batch('blacklist.remove', ref, userIds, options, driver.blacklist.remove, none),
      list: (ref, options) =>
        listOn('blacklist.list', ref, options, byUserId, driver.blacklist.list),
    },

    check: (options) => perform('check', options, ({ op }) => driver.check(op)),
    close: () => client.close(),
  };
}

/** When an earlier attempt was not answered and now the group is gone, that attempt has dissolved it. */
function dissolve<Input>(driver: WriteDriver<Input, void>): WriteDriver<Input, void> {
  return {
    ...driver,
    readBack: async (_, { reason, afterAmbiguous }) =>
      reason === 'group_not_found' && afterAmbiguous ? { result: undefined } : undefined,
  };
}

function requireChange(patch: GroupPatch, extras: object): void {
  const isGiven = (value: unknown): boolean => value !== undefined;
  if ([...Object.values(patch), ...Object.values(extras)].some(isGiven)) return;
  throw invalid('patch', 'at least one field is needed');
}

function notifyOf({ notify = true }: { readonly notify?: unknown }): { readonly notify: boolean } {
  return { notify: notify !== false };
}
