import {
  addErrorDetails,
  type CallContext,
  type CursorBinding,
  type CursorCodec,
  type GroupRef,
  inOperation,
  isImGroupsError,
  type KnownGroup,
  limitsOf,
  type Operation,
  type Pages,
  pagesInOperation,
  readArgument,
  readObjects,
  requireSupport,
  toKnownGroup,
} from '@imgroups/core';
import { tencentEndpoints } from '../endpoints.ts';
import { kindOfId } from '../mapping/group.ts';
import type { TencentClient } from '../tencent-client.ts';
import { capabilities } from './capabilities.ts';

/** What the provider's operations work with. */
export interface Calls {
  readonly client: TencentClient;
  readonly context: CallContext;
  readonly cursors: CursorCodec;
}

/** Runs an operation on a group; refuses before the call what its kind cannot do. */
export async function performOn<Result>(
  operation: Operation,
  ref: GroupRef,
  run: (group: KnownGroup) => Promise<Result>,
): Promise<Result> {
  return inOperation('tencent', operation, async () => {
    const group = identify(operation, ref);
    try {
      return await run(group);
    } catch (error) {
      throw withKindHint(error, group);
    }
  });
}

/** Pages about a group; refuses before the call what its kind cannot do. */
export function pagesOn<T>(
  operation: Operation,
  ref: GroupRef,
  make: (group: KnownGroup, read: <Result>(call: Promise<Result>) => Promise<Result>) => Pages<T>,
): Pages<T> {
  return pagesInOperation('tencent', operation, () => {
    const group = identify(operation, ref);
    return make(group, (call) =>
      call.catch((error: unknown) => {
        throw withKindHint(error, group);
      }),
    );
  });
}

/** What a cursor of a list belongs to. */
export function bindingOf(
  { context }: Calls,
  operation: Operation,
  ...subject: readonly unknown[]
): CursorBinding {
  const { provider, app } = context.protocol;
  const text = readArgument('providerOptions.tencent', () => JSON.stringify(subject));
  return { provider, app, operation, subject: text };
}

/** The longest list of one call. */
export function itemLimit({ context }: Calls, name: keyof typeof tencentEndpoints): number {
  return limitsOf(context, name, tencentEndpoints[name]).items?.max ?? 1;
}

/** Reads an answer; when it cannot be read, the error names the endpoint, and a write is in doubt. */
export function readAnswer<Result>(
  endpoint: keyof typeof tencentEndpoints,
  read: () => Result,
): Result {
  try {
    return read();
  } catch (error) {
    if (!isImGroupsError(error)) throw error;
    throw addErrorDetails(error, {
      endpoint: error.endpoint ?? endpoint,
      ambiguous: error.ambiguous || tencentEndpoints[endpoint].repeat !== 'read',
    });
  }
}

/** A list of an answer; the vendor leaves it out when it has nothing to say. */
export function objectsOf<Item extends object>(
  items: readonly Item[] | undefined,
  field: string,
): readonly Item[] {
  readObjects(items ?? [], field);
  return items ?? [];
}

function identify(operation: Operation, ref: GroupRef): KnownGroup {
  const { id, kind } = toKnownGroup(ref);
  const group = { id, kind: kind ?? kindOfId(id) };
  requireSupport(capabilities, 'tencent', operation, group.kind);
  return group;
}

/** The vendor refused a bare id with 10007: most likely the group is of a kind with endpoints of its own. */
function withKindHint(error: unknown, group: KnownGroup): unknown {
  const hinted =
    isImGroupsError(error) &&
    error.code === 'unsupported' &&
    error.vendorCode === 10007 &&
    group.kind === undefined;
  if (hinted) {
    error.message += '; pass { id, kind } so that the calls of its kind are used';
  }
  return error;
}
