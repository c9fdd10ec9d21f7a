import { InvalidRequestError } from '@imgroups/core';
import type { ControlParts } from './control/commands.ts';
import { type Control, createControl } from './control/control.ts';
import { controlGuard } from './control/guard.ts';
import { controlRoutes } from './control/routes.ts';
import { createChangeFeed } from './server/changes.ts';
import { createClock } from './server/clock.ts';
import { createDeliveries } from './server/deliveries.ts';
import { type RunningServer, type ServerOptions, startServer } from './server/emulator-server.ts';
import { createFaults } from './server/faults.ts';
import { createJournal } from './server/journal.ts';
import type { VendorContext, VendorService } from './server/vendor-service.ts';

/** A running emulator of one vendor. */
export interface EmulatorServer<Snapshot = unknown, WebhookSettings = object>
  extends RunningServer {
  readonly control: Control<Snapshot, WebhookSettings>;
}

const defaultJournalEntries = 10_000;
const defaultJournalBodies = 64 * 1024 * 1024;

/** The parts of each running emulator, for the inspector. */
const partsOf = new WeakMap<object, ControlParts>();

/** Returns the parts of an emulator that `startVendor` gave. */
export function partsOfEmulator(emulator: EmulatorServer): ControlParts {
  const parts = partsOf.get(emulator);
  if (!parts) throw new TypeError('not an emulator of startVendor');
  return parts;
}

/**
 * Starts the emulator of one vendor. `toApp` gives what a client has to know of it, by the names of the options of the
 * vendor's client. Rejects when the port is taken.
 */
export async function startVendor<Snapshot, WebhookSettings, App extends object>(
  createService: (context: VendorContext) => VendorService<Snapshot>,
  toApp: (baseUrl: string) => App,
  options: ServerOptions,
): Promise<App & EmulatorServer<Snapshot, WebhookSettings>> {
  const { host = '127.0.0.1', rules = 'newest', rateScale = 1, faultSeed = 1 } = options;
  const clock = createClock(options.now);
  const changes = createChangeFeed(clock.now);
  const { journalBodies = defaultJournalBodies, journalEntries = defaultJournalEntries } = options;
  const journal = createJournal({ entries: journalEntries, bodies: journalBodies }, changes);
  const faults = createFaults(faultSeed);
  const deliveries = createDeliveries(clock, journalEntries);
  const service = withAccounts(
    createService({ clock, changes, deliveries, rules, rateScale }),
    options.accounts ?? [],
  );
  const parts = { service, clock, journal, faults, deliveries };
  const server = await startServer(
    { ...parts, control: controlRoutes(parts, controlGuard([host])) },
    options,
  );
  const control = createControl<Snapshot, WebhookSettings>(parts);
  const emulator = withHidden(toApp(server.baseUrl), { ...server, control });
  partsOf.set(emulator, parts);
  return emulator;
}

/**
 * Adds fields that are not enumerable where they are not fields of the application as well: the result can be passed to a
 * factory, and spread into its options, which refuse names that they do not know.
 */
function withHidden<App extends object, Hidden extends object>(
  app: App,
  hidden: Hidden,
): App & Hidden {
  const fields = Object.entries(hidden).filter(([name]) => !(name in app));
  return Object.defineProperties(
    app,
    Object.fromEntries(fields.map(([name, value]) => [name, { value }])),
  ) as App & Hidden;
}

/** The service with users who are there from the start, and again after each reset. */
function withAccounts<Snapshot>(
  service: VendorService<Snapshot>,
  accounts: readonly string[],
): VendorService<Snapshot> {
  for (const userId of accounts) {
    const problem = service.userIdProblem(userId);
    if (problem === undefined) continue;
    throw new InvalidRequestError(
      `accounts: ${service.vendor} takes no user id ${JSON.stringify(userId)}: ${problem}`,
      { field: 'accounts' },
    );
  }
  service.importAccounts(accounts);
  return {
    ...service,
    reset() {
      service.reset();
      service.importAccounts(accounts);
    },
  };
}
