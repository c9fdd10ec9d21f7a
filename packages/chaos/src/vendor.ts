import {
  type ClientOptions,
  defaultTransport,
  type GroupProvider,
  type HttpRequest,
  type Transport,
  unlimited,
} from '@imgroups/core/adapter';
import type { Control, JournalEntry } from '@imgroups/emulator';
import { chaosTransport } from './chaos-transport.ts';
import type { ChaosFault } from './faults.ts';
import type { World } from './world.ts';

export type VendorName = 'tencent' | 'easemob';

/** A write of the vendor-native client that must take effect once. */
interface NativeWrite {
  readonly name: string;
  readonly endpoint: string;
  /** What the vendor's state shows of it. */
  readonly effect: (text: string) => string;
  /** The text is unique, and so is the number, below 2 to the 32nd. */
  readonly run: (write: {
    readonly groupId: string;
    readonly text: string;
    readonly number: number;
  }) => Promise<unknown>;
}

/** A client of the vendor with a network that goes wrong. */
export interface Session {
  readonly provider: GroupProvider;
  readonly natives: readonly NativeWrite[];
}

/** What goes wrong for a session, and what it is told of. */
export interface SessionOptions
  extends Pick<
    ClientOptions,
    'now' | 'timeout' | 'onRequest' | 'onResponse' | 'onRetry' | 'logger'
  > {
  readonly plan: (request: HttpRequest) => ChaosFault | undefined;
  readonly maxRetries?: number | undefined;
  readonly cursorSecret?: string | undefined;
  /** What reaches the network. @default the transport that clients have by default */
  readonly sender?: Transport | undefined;
  /** What sends, given a transport whose requests go wrong. */
  readonly network?: ((transport: Transport) => Transport) | undefined;
}

type MaybePromise<T> = T | Promise<T>;

/** A vendor to make trials of, here or elsewhere. */
export interface Proving {
  readonly name: VendorName;
  readonly connect: (options: SessionOptions) => Session;
  /** Forgets everything but the accounts. */
  readonly reset: () => MaybePromise<void>;
  readonly world: () => MaybePromise<World>;
  readonly journal: () => MaybePromise<readonly JournalEntry[]>;
}

/** One vendor's emulator under chaos. */
export interface Vendor extends Proving {
  readonly control: Control;
  /** Every secret of the app, in plain text. */
  readonly secrets: readonly string[];
  readonly world: () => World;
  readonly journal: () => readonly JournalEntry[];
  readonly close: () => Promise<void>;
}

/** The options of a client in a run: pauses are short, and nothing but faults slows it down. */
export function clientOptions({
  plan,
  maxRetries = 3,
  sender = defaultTransport(),
  network = (transport) => transport,
  ...options
}: SessionOptions): ClientOptions {
  return {
    ...options,
    transport: network(chaosTransport(sender, plan)),
    limiter: unlimited,
    retry: { maxRetries, baseDelay: 1, throttledDelay: 1, maxDelay: 4 },
  };
}

/** The accounts of every run. */
export const userIds: readonly string[] = Array.from({ length: 60 }, (_, index) => `u${index}`);
