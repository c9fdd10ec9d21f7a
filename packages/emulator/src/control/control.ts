import { Hono } from 'hono';
import * as v from 'valibot';
import type { Clock } from '../server/clock.ts';
import { type Fault, type Faults, faultSchema } from '../server/faults.ts';
import type { Journal, JournalEntry } from '../server/journal.ts';
import type { VendorEmulator } from '../server/vendor-service.ts';

/** Commands to one vendor's emulator; the HTTP control API below `/_emulator` calls the same functions. */
export interface Control<Snapshot = unknown> {
  /** Forgets state, journal and faults, and sets the clock back to the machine's time. */
  readonly reset: () => void;
  /** Registers users. Those that exist stay as they are. */
  readonly importAccounts: (userIds: readonly string[]) => void;
  /**
   * Lets users come online in a group, as their clients do: into a live room, or as members of any other group. Throws when one
   * cannot, and where the vendor shows nothing of it (Easemob).
   */
  readonly enter: (groupId: string, userIds: readonly string[]) => void;
  /** Lets users go offline in a group. */
  readonly leave: (groupId: string, userIds: readonly string[]) => void;
  /** The whole state as plain JSON data. */
  readonly snapshot: () => Snapshot;
  /** Moves the clock ahead, so that mutes, bans, tokens and signatures end. */
  readonly advanceClock: (seconds: number) => void;
  /** The newest requests, oldest first. */
  readonly journal: () => readonly JournalEntry[];
  readonly clearJournal: () => void;
  /** Makes calls go wrong. Throws when a field is not valid. */
  readonly addFault: (fault: Fault) => void;
  /** The faults that are not over yet. */
  readonly faults: () => readonly Fault[];
  readonly clearFaults: () => void;
}

/** What the control of an emulator works on. */
export interface ControlParts<Snapshot> {
  readonly vendor: VendorEmulator<Snapshot>;
  readonly clock: Clock;
  readonly journal: Journal;
  readonly faults: Faults;
}

const accountsSchema = v.strictObject({ userIds: v.array(v.pipe(v.string(), v.nonEmpty())) });
const presenceSchema = v.strictObject({ groupId: v.string(), ...accountsSchema.entries });
const clockSchema = v.strictObject({ advanceSeconds: v.pipe(v.number(), v.minValue(0)) });

/** What follows has no date that everybody can read; it leaves room for mutes that end later. */
const latestTime = Date.UTC(9999, 11, 31);

/** The commands to one vendor's emulator. */
export function createControl<Snapshot>(parts: ControlParts<Snapshot>): Control<Snapshot> {
  const { vendor, clock, journal, faults } = parts;
  return {
    reset() {
      clock.reset();
      vendor.reset();
      journal.clear();
      faults.clear();
    },
    importAccounts: (userIds) => vendor.importAccounts(check(accountsSchema, { userIds }).userIds),
    enter: (groupId, userIds) => movePresence(vendor, 'enter', { groupId, userIds }),
    leave: (groupId, userIds) => movePresence(vendor, 'leave', { groupId, userIds }),
    snapshot: () => vendor.snapshot(),
    advanceClock(seconds) {
      const { advanceSeconds } = check(clockSchema, { advanceSeconds: seconds });
      if (clock.now() + advanceSeconds * 1000 > latestTime) {
        throw new ControlError('advanceSeconds: the clock would go beyond the year 9999');
      }
      clock.advance(advanceSeconds);
    },
    journal: () => journal.list(),
    clearJournal: () => journal.clear(),
    addFault: (fault) => faults.add(check(faultSchema, fault)),
    faults: () => faults.list(),
    clearFaults: () => faults.clear(),
  };
}

/** The control API: `reset`, `snapshot`, `accounts`, `enter`, `leave`, `clock`, `journal` and `faults` below `/_emulator`. */
export function controlRoutes(control: Control): Hono {
  const routes = new Hono();
  routes.post('/reset', (context) => {
    control.reset();
    return context.json({ ok: true });
  });
  routes.get('/snapshot', (context) => context.json({ snapshot: control.snapshot() }));
  routes.post('/accounts', async (context) => {
    const { userIds } = check(accountsSchema, await readJson(context.req.raw));
    control.importAccounts(userIds);
    return context.json({ ok: true });
  });
  for (const command of ['enter', 'leave'] as const) {
    routes.post(`/${command}`, async (context) => {
      const { groupId, userIds } = check(presenceSchema, await readJson(context.req.raw));
      control[command](groupId, userIds);
      return context.json({ ok: true });
    });
  }
  routes.post('/clock', async (context) => {
    const { advanceSeconds } = check(clockSchema, await readJson(context.req.raw));
    control.advanceClock(advanceSeconds);
    return context.json({ ok: true });
  });
  routes.get('/journal', (context) => context.json({ journal: control.journal() }));
  routes.delete('/journal', (context) => {
    control.clearJournal();
    return context.json({ ok: true });
  });
  routes.get('/faults', (context) => context.json({ faults: control.faults() }));
  routes.post('/faults', async (context) => {
    control.addFault(check(faultSchema, await readJson(context.req.raw)));
    return context.json({ ok: true });
  });
  routes.delete('/faults', (context) => {
    control.clearFaults();
    return context.json({ ok: true });
  });
  routes.all('*', (context) =>
    context.json(
      {
        error: `no control command ${context.req.method} ${context.req.path}`,
        commands: routes.routes
          .filter(({ method }) => method !== 'ALL')
          .map(({ method, path }) => `${method} /_emulator${path}`),
      },
      404,
    ),
  );
  routes.onError((error, context) =>
    error instanceof ControlError
      ? context.json({ error: error.message }, 400)
      : context.json({ error: `defect in the emulator: ${error.message}` }, 500),
  );
  return routes;
}

function movePresence(vendor: VendorEmulator, command: 'enter' | 'leave', input: unknown): void {
  const { groupId, userIds } = check(presenceSchema, input);
  const move = vendor[command];
  if (!move) throw new ControlError(`${vendor.vendor} shows nobody as online in a group`);
  try {
    move(groupId, userIds);
  } catch (error) {
    throw new ControlError(error instanceof Error ? error.message : String(error));
  }
}

/** Whether an address is of this machine itself. */
export function isLoopback(address = ''): boolean {
  return address === '::1' || /^(::ffff:)?127\./.test(address);
}

/** A command that cannot be understood. */
class ControlError extends Error {
  override readonly name = 'ControlError';
}

async function readJson(request: Request): Promise<unknown> {
  try {
    return JSON.parse(await request.text());
  } catch {
    throw new ControlError('the body is not JSON');
  }
}

function check<Output>(schema: v.GenericSchema<unknown, Output>, input: unknown): Output {
  const checked = v.safeParse(schema, input);
  if (checked.success) return checked.output;
  const [issue] = checked.issues;
  throw new ControlError(`${v.getDotPath(issue) ?? 'body'}: ${issue.message}`);
}
