import { traceFromHere } from '../errors/imgroups-error.ts';
import type { GroupRef } from '../model/group.ts';
import { listOfPages, type PagesWanted, type ReadPages } from '../pagination/list-of-pages.ts';
import type { Page, Pages } from '../pagination/page.ts';
import { type ListOptions, pageSizeOf, paginate } from '../pagination/paginate.ts';
import { oneAtATime } from '../rate-limit/one-at-a-time.ts';
import { eitherSignal } from '../retry/either-signal.ts';
import { optionSchemas } from './arguments.ts';
import type { DriverTypes, KnownGroup, ListDriver, OnGroup, Op } from './driver.ts';
import { errorOf, type Frame, identify, type Running, start } from './frame.ts';
import type { OperationOptions } from './group-provider.ts';
import type { Operation } from './operations.ts';

/** The subject of a list, read from its arguments when it is first used. */
export interface ListSubject {
  readonly group?: KnownGroup;
  /** Further fields for its driver. */
  readonly extra?: object;
  /** The values that its cursors are bound to. */
  readonly subject: readonly unknown[];
}

/** Calls per second from which pages are read side by side: where fewer are taken, each that is not used is missed. */
const sideBySideRate = 10;

/** A list that sends nothing, and refuses nothing, until it is used. */
export function list<
  T extends DriverTypes,
  Name extends Operation,
  Item,
  Position,
  Input extends Op<T, Name>,
>(
  frame: Frame<T>,
  operation: Name,
  options: (OperationOptions<Name> & ListOptions) | undefined,
  idOf: (item: Item) => string,
  driverList: ListDriver<Item, Input, Position>,
  readSubject: () => ListSubject,
): Pages<Item> {
  let group: KnownGroup | undefined;
  const namedError = (thrown: unknown): Error =>
    traceFromHere(errorOf(frame, operation, group, thrown));

  function open(): ReadPages<Item> {
    const { extra, subject, ...about } = readSubject();
    group = about.group;
    const { given, ...running } = start(frame, operation, options, optionSchemas.list, group);
    const op = { ...running.op, ...extra } as unknown as Input;
    return pagesOf(frame, { ...running, op }, idOf, driverList, subject, given);
  }

  async function* pages(wanted: PagesWanted): AsyncGenerator<Page<Item>> {
    try {
      yield* open()(wanted);
    } catch (thrown) {
      throw namedError(thrown);
    }
  }

  const all = listOfPages(pages, operation);
  const { toArray } = all;
  // Its own argument can be wrong too.
  const collect: typeof toArray = (given) =>
    toArray(given).catch((thrown: unknown) => {
      throw namedError(thrown);
    });
  return Object.assign(all, { toArray: collect });
}

/** A list about a group. */
export function listOn<T extends DriverTypes, Name extends Operation, Item, Position>(
  frame: Frame<T>,
  operation: Name,
  ref: GroupRef,
  options: (OperationOptions<Name> & ListOptions) | undefined,
  idOf: (item: Item) => string,
  driverList: ListDriver<Item, OnGroup<T, Name>, Position>,
): Pages<Item> {
  return list(frame, operation, options, idOf, driverList, () => {
    const group = identify(frame, operation, ref);
    return { group, subject: [group.id] };
  });
}

/** The pages of a list whose arguments were checked. */
export function pagesOf<T extends DriverTypes, Item, Position, Input extends Op<T>>(
  { driver, context, cursors, callsPerSecond }: Frame<T>,
  { operation, op: input, toError }: Running<Input>,
  idOf: (item: Item) => string,
  driverList: ListDriver<Item, Input, Position>,
  subject: readonly unknown[],
  { pageSize, cursor, readAhead }: ListOptions,
): ReadPages<Item> {
  const sizes = driverList.pageSizes(input);
  const size = sizes ? pageSizeOf(pageSize, sizes) : 0;
  const reader = driverList.open(input);
  const { app } = context.protocol;
  const limiter = oneAtATime(context.limiter, () => undefined);
  const { calls } = driver.operations[operation];
  const isFast = calls.every((endpoint) => callsPerSecond(endpoint) >= sideBySideRate);
  return paginate<Item, Position>({
    async read(position, signal) {
      const { call } = input;
      const ahead = signal && { limiter, signal: eitherSignal(signal, call.signal) };
      const page = await reader.read(position, size, { ...call, ...ahead });
      const rest = isFast ? page.rest : undefined;
      return { ...page, unreadable: page.unreadable?.map(toError), rest };
    },
    idOf,
    binding: {
      provider: driver.name,
      app,
      operation,
      subject: JSON.stringify([...subject, input.extras]),
    },
    cursors,
    cursor,
    readAhead,
  });
}
