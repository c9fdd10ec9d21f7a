import type { CallContext } from '../call/call-context.ts';
import { operationCall } from '../call/call-options.ts';
import { type LimitOverrides, limitsOf } from '../endpoint/limits.ts';
import { type Failure, toFailure, unsupported } from '../errors/failure.ts';
import { type ImGroupsError, isImGroupsError, traceFromHere } from '../errors/imgroups-error.ts';
import type { GroupRef } from '../model/group.ts';
import { cursorCodec } from '../pagination/cursor.ts';
import type { CursorCodec } from '../pagination/cursor-codec.ts';
import { check } from '../validation/check.ts';
import { answerReader } from './answer-reader.ts';
import { type OptionSchema, optionSchemas, toExtras, toKnownGroup } from './arguments.ts';
import type {
  Driver,
  DriverTypes,
  ExtrasOf,
  KnownGroup,
  OnGroup,
  Op,
  WriteDriver,
} from './driver.ts';
import type { OperationOptions } from './group-provider.ts';
import type { Operation } from './operations.ts';
import { runWrite } from './run-write.ts';

/** The parts of a provider beside its driver. */
export interface ProviderParts<T extends DriverTypes> {
  readonly client: T['client'] & { close(): Promise<void> };
  /** The context of the client's calls. */
  readonly context: CallContext;
  readonly settings: T['settings'];
  readonly cursorSecret?: string | undefined;
}

/** The state that all operations of a provider share. */
export interface Frame<T extends DriverTypes> {
  readonly driver: Driver<T>;
  readonly client: T['client'];
  readonly context: CallContext;
  readonly settings: T['settings'];
  readonly cursors: CursorCodec;
  readonly maxItems: (endpoint: string) => number;
  readonly callsPerSecond: (endpoint: string) => number;
}

/** An operation on its way: what its driver is given, and how its failures become errors. */
export interface Running<Input> {
  readonly operation: Operation;
  readonly op: Input;
  readonly toError: (thrown: unknown) => ImGroupsError;
}

/** The same with its checked options. */
export interface Started<Input> extends Running<Input> {
  readonly given: Readonly<Record<string, unknown>>;
}

export function createFrame<T extends DriverTypes>(
  driver: Driver<T>,
  { client, context, settings, cursorSecret }: ProviderParts<T>,
): Frame<T> {
  const limits: LimitOverrides = { ...driver.limits?.(settings), ...context.limits };
  const limitsOfEndpoint = (endpoint: string) => {
    const declared = driver.endpoints[endpoint];
    return declared && limitsOf({ limits }, endpoint, declared);
  };
  return {
    driver,
    client,
    context,
    settings,
    cursors: cursorCodec(cursorSecret, context.now),
    maxItems: (endpoint) => limitsOfEndpoint(endpoint)?.items?.max ?? 1,
    callsPerSecond(endpoint) {
      const rate = limitsOfEndpoint(endpoint)?.rate;
      return rate ? rate.requests / rate.perSeconds : Number.POSITIVE_INFINITY;
    },
  };
}

/** Runs an operation, and turns every failure into an error that names provider and operation. */
export async function perform<T extends DriverTypes, Name extends Operation, Result>(
  frame: Frame<T>,
  operation: Name,
  options: OperationOptions<Name> | undefined,
  run: (running: Running<Op<T, Name>>) => Promise<Result>,
): Promise<Result> {
  try {
    return await run(start(frame, operation, options, optionSchemas.single, undefined));
  } catch (thrown) {
    throw traceFromHere(errorOf(frame, operation, undefined, thrown));
  }
}

/** The same for an operation on a group; refuses before any call what the group's kind cannot do. */
export async function performOn<T extends DriverTypes, Name extends Operation, Result>(
  frame: Frame<T>,
  operation: Name,
  ref: GroupRef,
  options: OperationOptions<Name> | undefined,
  run: (started: Started<OnGroup<T, Name>>) => Promise<Result>,
  schema: OptionSchema = optionSchemas.single,
): Promise<Result> {
  let group: KnownGroup | undefined;
  try {
    group = identify(frame, operation, ref);
    return await run(start(frame, operation, options, schema, group));
  } catch (thrown) {
    throw traceFromHere(errorOf(frame, operation, group, thrown));
  }
}

/** Runs a write on a group. */
export function write<T extends DriverTypes, Name extends Operation, Extra extends object, Result>(
  frame: Frame<T>,
  operation: Name,
  ref: GroupRef,
  options: OperationOptions<Name> | undefined,
  driverWrite: WriteDriver<OnGroup<T, Name> & Extra, Result>,
  readExtra: (op: OnGroup<T, Name>) => Extra,
): Promise<Result> {
  return performOn(frame, operation, ref, options, ({ op, toError }) =>
    runWrite(driverWrite, { ...op, ...readExtra(op) }, op.now(), toError),
  );
}

/** Checks the options of an operation, and makes what its driver is given. */
export function start<
  T extends DriverTypes,
  Name extends Operation,
  Group extends KnownGroup | undefined,
>(
  frame: Frame<T>,
  operation: Name,
  options: OperationOptions<Name> | undefined,
  schema: OptionSchema,
  group: Group,
): Started<Op<T, Name> & { readonly group: Group }> {
  const { driver, client, context, settings, maxItems } = frame;
  // Without options nothing is to be checked, and most calls have none.
  const given = (options === undefined ? {} : check(schema, options, 'options', true)) as Readonly<
    Record<string, unknown>
  >;
  const call = operationCall(operation, given, (failure) =>
    refineFailure(frame, operation, failure, group),
  );
  const extras = toExtras(given, driver.name, driver.operations[operation]) as ExtrasOf<T, Name>;
  const read = answerReader(driver.endpoints, context, call);
  const { now, protocol } = context;
  return {
    operation,
    given,
    op: { client, settings, app: protocol.app, now, maxItems, extras, read, call, group },
    toError: (thrown) => errorOf(frame, operation, group, thrown),
  };
}

/** Reads a group; refuses before any call what its kind cannot do. */
export function identify<T extends DriverTypes>(
  frame: Frame<T>,
  operation: Operation,
  ref: GroupRef,
): KnownGroup {
  const { id, kind = frame.driver.kindOfId(id) } = toKnownGroup(ref);
  requireSupport(frame, operation, kind);
  return { id, kind };
}

export function requireSupport<T extends DriverTypes>(
  { driver: { name, operations } }: Frame<T>,
  operation: Operation,
  kind: KnownGroup['kind'],
): void {
  if (kind === undefined || operations[operation].kinds[kind] !== 'no') return;
  throw unsupported(`${operation} is not possible for ${kind} groups on ${name}`, {
    reason: 'group_kind',
  });
}

/** Refuses an own id before the call where the vendor takes none. */
export function requireOwnIds<T extends DriverTypes>({ driver, settings }: Frame<T>): void {
  const refusal = driver.refuseOwnIds?.(settings);
  if (refusal) throw refusal;
}

/** Makes the error of the value that stopped an operation; those of its calls are complete already. */
export function errorOf<T extends DriverTypes>(
  frame: Frame<T>,
  operation: Operation,
  group: KnownGroup | undefined,
  thrown: unknown,
): ImGroupsError {
  if (isImGroupsError(thrown) && thrown.operation === operation) return thrown;
  const failure = frame.context.secrets.mask(toFailure(thrown));
  const provider = frame.driver.name;
  return refineFailure(frame, operation, failure, group).toError({ provider, operation });
}

/** Names the caller's own argument in place of a field of the wire, and lets the driver find better words. */
function refineFailure<T extends DriverTypes>(
  { driver }: Frame<T>,
  operation: Operation,
  failure: Failure,
  group: KnownGroup | undefined,
): Failure {
  const [first = '', ...rest] = failure.field?.split('.') ?? [];
  const { fields = {} } = driver.operations[operation];
  const isRenamed = failure.errorClass === 'InvalidRequestError' && Object.hasOwn(fields, first);
  const argument = isRenamed ? fields[first] : undefined;
  const named =
    argument === undefined ? failure : failure.with({ field: [argument, ...rest].join('.') });
  return driver.refine?.(named, group) ?? named;
}
