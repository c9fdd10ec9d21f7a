import { check, nearest, oneOf, strict, toFailure } from '@imgroups/core/adapter';
import * as v from 'valibot';
import type { Clock } from '../server/clock.ts';
import type { Deliveries } from '../server/deliveries.ts';
import { type Faults, faultSchema } from '../server/faults.ts';
import { type Journal, journalOutcomes } from '../server/journal.ts';
import type { VendorService } from '../server/vendor-service.ts';

/** The parts of an emulator that its control works on. */
export interface ControlParts<Snapshot = unknown> {
  readonly service: VendorService<Snapshot>;
  readonly clock: Clock;
  readonly journal: Journal;
  readonly faults: Faults;
  readonly deliveries: Deliveries;
}

/** A command to an emulator, declared once for code and HTTP. */
export interface Command<Input, Output> {
  /** The method and path below `/_emulator`. */
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: string;
  /** The body over HTTP; `nothing` where there is none. */
  readonly input: v.GenericSchema<unknown, Input>;
  /** Field of the answer over HTTP that holds the result; without it the answer is `{ ok: true }`. */
  readonly field?: string;
  run(parts: ControlParts, input: Input): Output;
}

/** A command that cannot be carried out as given. */
export class ControlError extends Error {
  override readonly name = 'ControlError';
  /** Of the answer over HTTP. */
  readonly status: 400 | 413 | 415;

  constructor(message: string, status: 400 | 413 | 415 = 400) {
    super(message);
    this.status = status;
  }
}

/** Checks the input of a command and carries it out. Throws `ControlError`. */
export function runCommand<Input, Output>(
  command: Command<Input, Output>,
  parts: ControlParts,
  input: unknown,
): Output {
  return command.run(
    parts,
    refusing(() => check(command.input, input, 'body', true)),
  );
}

/** Gives the result, or refuses the input as the check of it says. */
function refusing<Result>(checked: () => Result): Result {
  try {
    return checked();
  } catch (thrown) {
    throw new ControlError(toFailure(thrown).message);
  }
}

/** Ties the input of a command to its schema. */
export function command<Input, Output>(
  declaration: Command<Input, Output>,
): Command<Input, Output> {
  return declaration;
}

/** A body, or a query, with these fields and no others. */
export const fields = <const Entries extends v.ObjectEntries>(entries: Entries) =>
  strict(entries, 'field');

/** For commands without input. */
export const nothing = v.undefined();
const users = fields({ userIds: v.array(v.pipe(v.string(), v.nonEmpty())) });
export const whole = v.pipe(v.number('must be a whole number'), v.integer(), v.minValue(0));
/** Schemas of `JournalFilter`. */
export const journalFilter = {
  number: v.optional(whole),
  endpoint: v.optional(v.string()),
  outcome: v.optional(oneOf(journalOutcomes)),
  text: v.optional(v.string()),
};
const journalRange = fields({
  after: v.optional(whole),
  limit: v.optional(whole),
  ...journalFilter,
});
const usersOfGroup = fields({ groupId: v.string(), ...users.entries });

/** Later times have no date that everybody can read; this leaves room for mutes that end later. */
const latestTime = Date.UTC(9999, 11, 31);

/** Everything that an emulator can be told. */
export const commands = {
  reset: command({
    method: 'POST',
    path: '/reset',
    input: nothing,
    run({ clock, service, journal, faults, deliveries }) {
      clock.reset();
      service.reset();
      journal.clear();
      faults.clear();
      deliveries.clear();
    },
  }),
  importAccounts: command({
    method: 'POST',
    path: '/accounts',
    input: users,
    run({ service }, { userIds }) {
      for (const [index, userId] of userIds.entries()) {
        const problem = service.userIdProblem(userId);
        if (problem === undefined) continue;
        throw new ControlError(
          `userIds[${index}]: ${service.vendor} takes no user id ${JSON.stringify(userId)}: ${problem}`,
        );
      }
      service.importAccounts(userIds);
    },
  }),
  accounts: command({
    method: 'GET',
    path: '/accounts',
    input: nothing,
    field: 'accounts',
    run: ({ service }) => service.accounts(),
  }),
  enter: command({
    method: 'POST',
    path: '/enter',
    input: usersOfGroup,
    run: ({ service }, input) => movePresence(service, 'enter', input),
  }),
  leave: command({
    method: 'POST',
    path: '/leave',
    input: usersOfGroup,
    run: ({ service }, input) => movePresence(service, 'leave', input),
  }),
  save: command({
    method: 'GET',
    path: '/state',
    input: nothing,
    field: 'state',
    run: ({ service }) => service.save(),
  }),
  load: command({
    method: 'POST',
    path: '/state',
    input: fields({ state: v.unknown() }),
    run({ service, journal }, { state }) {
      const before = service.save();
      try {
        // A copy, because the fields of the caller's own object may change, or throw, later.
        service.load(JSON.parse(JSON.stringify(state)));
        // Whatever cannot be shown cannot be worked with.
        service.snapshot();
        service.groups();
        journal.forgetChanges();
      } catch {
        service.load(before);
        throw new ControlError(`state: not what ${service.vendor} gave with save`);
      }
    },
  }),
  apply: command({
    method: 'POST',
    path: '/apply',
    input: fields({
      groupId: v.string(),
      userId: v.pipe(v.string(), v.nonEmpty()),
      text: v.optional(v.string()),
    }),
    field: 'result',
    run: ({ service }, { groupId, userId, text = '' }) =>
      asClient(service, service.apply?.(groupId, userId, text)),
  }),
  sendMessage: command({
    method: 'POST',
    path: '/messages',
    input: fields({
      groupId: v.string(),
      userId: v.pipe(v.string(), v.nonEmpty()),
      text: v.string(),
    }),
    field: 'result',
    run: ({ service }, { groupId, userId, text }) =>
      asClient(service, service.sendMessage?.(groupId, userId, text)),
  }),
  setWebhooks: command({
    method: 'POST',
    path: '/webhooks',
    input: v.looseObject({ url: v.string() }),
    run: ({ service }, settings) => setWebhooks(service, settings),
  }),
  stopWebhooks: command({
    method: 'DELETE',
    path: '/webhooks',
    input: nothing,
    run: ({ service }) => setWebhooks(service, undefined),
  }),
  deliveries: command({
    method: 'GET',
    path: '/deliveries',
    input: nothing,
    field: 'deliveries',
    run: ({ deliveries }) => deliveries.list(),
  }),
  clearDeliveries: command({
    method: 'DELETE',
    path: '/deliveries',
    input: nothing,
    run: ({ deliveries }) => deliveries.clear(),
  }),
  settleDeliveries: command({
    method: 'POST',
    path: '/deliveries/settled',
    input: nothing,
    run: ({ deliveries }) => deliveries.settled(),
  }),
  snapshot: command({
    method: 'GET',
    path: '/snapshot',
    input: nothing,
    field: 'snapshot',
    run: ({ service }) => service.snapshot(),
  }),
  groups: command({
    method: 'GET',
    path: '/groups',
    input: nothing,
    field: 'groups',
    run: ({ service }) => service.groups(),
  }),
  advanceClock: command({
    method: 'POST',
    path: '/clock',
    input: fields({ advanceSeconds: v.pipe(v.number(), v.minValue(0)) }),
    run({ clock }, { advanceSeconds }) {
      if (clock.now() + advanceSeconds * 1000 > latestTime) {
        throw new ControlError('advanceSeconds: the clock would go beyond the year 9999');
      }
      clock.advance(advanceSeconds);
    },
  }),
  journal: command({
    method: 'GET',
    path: '/journal',
    input: journalRange,
    field: 'journal',
    run: ({ journal }, range) => journal.list(range),
  }),
  clearJournal: command({
    method: 'DELETE',
    path: '/journal',
    input: nothing,
    run: ({ journal }) => journal.clear(),
  }),
  addFault: command({
    method: 'POST',
    path: '/faults',
    input: faultSchema,
    run({ faults, service }, fault) {
      requireEndpoint(service, fault.endpoint);
      faults.add(fault);
    },
  }),
  faults: command({
    method: 'GET',
    path: '/faults',
    input: nothing,
    field: 'faults',
    run: ({ faults }) => faults.list(),
  }),
  clearFaults: command({
    method: 'DELETE',
    path: '/faults',
    input: nothing,
    run: ({ faults }) => faults.clear(),
  }),
};

/** Returns the result of a client's action; refuses what the vendor's clients cannot do. */
async function asClient<Result>(
  { vendor }: VendorService,
  doing: Promise<Result> | undefined,
): Promise<Result> {
  if (!doing) throw new ControlError(`no client does that at ${vendor}`);
  try {
    return await doing;
  } catch (error) {
    throw new ControlError(error instanceof Error ? error.message : String(error));
  }
}

function setWebhooks(service: VendorService, settings: unknown): void {
  if (!service.setWebhooks) throw new ControlError(`${service.vendor} sends no callbacks`);
  refusing(() => service.setWebhooks?.(settings));
}

/** Refuses a fault for an endpoint that is not there, which would never hit. */
function requireEndpoint({ pages, vendor }: VendorService, name: string | undefined): void {
  if (name === undefined || Object.hasOwn(pages, name)) return;
  const meant = nearest(name, Object.keys(pages));
  throw new ControlError(
    `endpoint: ${vendor} has no endpoint ${JSON.stringify(name)}${meant ? `; did you mean ${meant}?` : ''}`,
  );
}

function movePresence(
  service: VendorService,
  direction: 'enter' | 'leave',
  { groupId, userIds }: v.InferOutput<typeof usersOfGroup>,
): void {
  const move = service[direction];
  if (!move) throw new ControlError(`${service.vendor} shows nobody as online in a group`);
  try {
    move(groupId, userIds);
  } catch (error) {
    throw new ControlError(error instanceof Error ? error.message : String(error));
  }
}
