import {
  type ClientOptions,
  type Vendor as Descriptor,
  defaultTransport,
  type EndpointTable,
  type GroupProvider,
  type HttpRequest,
  type Operation,
  type TokenStore,
  type Transport,
  unlimited,
} from '@imgroups/core/adapter';
import type { Control, JournalEntry } from '@imgroups/emulator';
import { chaosTransport } from './chaos-transport.ts';
import type { FaultProxy } from './fault-proxy.ts';
import type { ChaosFault, Forms } from './faults.ts';
import type { Effect, World } from './world.ts';

/** The same text in each language. */
export type Text = Descriptor['titles'];

/** The arguments of a write that must take effect once. The text is unique, and so is the number, below 2 to the 32nd. */
interface Write {
  readonly groupId: string;
  /** A member of the group, as far as is known. */
  readonly memberId: string;
  readonly text: string;
  readonly number: number;
}

/** A write of the vendor-native client that must take effect once. */
interface NativeWrite {
  readonly name: string;
  readonly endpoint: string;
  /** The write's trace in the vendor's state. */
  readonly effect: (text: string) => string;
  readonly run: (write: Write) => Promise<unknown>;
}

/** The needs of chaos for a vendor beside its place in the registry. One file per vendor in `vendors/`. */
export interface VendorParts<Client = unknown> {
  readonly emulatorOptions?: object;
  /** True if clients fetch tokens, which processes can share. */
  readonly fetchesTokens?: boolean;
  /** The options of a provider that are secret. */
  readonly secrets: readonly string[];
  /** Endpoints of operations that are not the first in the vendor's table. */
  readonly endpoints?: Readonly<Record<string, string>>;
  /** The forms in which the vendor slows clients down. */
  readonly throttled: {
    readonly text: Text;
    readonly forms: Forms;
  };
  /** Effects of native writes that only the state in the vendor's own names shows. */
  effectsIn(state: never): readonly Effect[];
  readonly natives: readonly (Omit<NativeWrite, 'run'> & {
    // Written as a method, so that clients of different vendors have one type.
    run(client: Client, write: Write): Promise<unknown>;
  })[];
}

/** A client of the vendor with a network that goes wrong. */
export interface Session {
  readonly provider: GroupProvider;
  readonly natives: readonly NativeWrite[];
}

/** The faults of a session, and its environment. */
export interface SessionOptions
  extends Pick<
    ClientOptions,
    | 'limiter'
    | 'limits'
    | 'now'
    | 'timeout'
    | 'onRequest'
    | 'onResponse'
    | 'onRetry'
    | 'logger'
    | 'bodies'
  > {
  readonly plan: (request: HttpRequest) => ChaosFault | undefined;
  readonly maxRetries?: number | undefined;
  readonly cursorSecret?: string | undefined;
  /** For a vendor whose clients fetch tokens. */
  readonly tokenStore?: TokenStore | undefined;
  /** Sends to the network. @default the transport that clients have by default */
  readonly sender?: Transport | undefined;
  /** Makes the sender, given a transport whose requests go wrong. */
  readonly network?: ((transport: Transport) => Transport) | undefined;
}

/** The call: an operation of the neutral contract, or an endpoint of the native client. */
export interface Called {
  /** For people: `members.setRole admin`. */
  readonly name: string;
  readonly operation?: Operation;
  readonly endpoint?: string;
}

type MaybePromise<T> = T | Promise<T>;

/** A vendor to make trials of, in this process or elsewhere. */
export interface Proving {
  readonly name: string;
  readonly endpoints: EndpointTable;
  /** The endpoint that has the effect of an operation, or gives the answer. */
  readonly endpointOf: (called: Called) => string;
  readonly throttled: VendorParts['throttled']['forms'];
  readonly connect: (options: SessionOptions) => Session;
  /** Forgets everything but the accounts. */
  readonly reset: () => MaybePromise<void>;
  /** Everything that the service remembers. */
  readonly save: () => MaybePromise<unknown>;
  /** Goes back to what was saved, with an empty journal. */
  readonly load: (state: unknown) => MaybePromise<void>;
  readonly world: () => MaybePromise<World>;
  readonly journal: () => MaybePromise<readonly JournalEntry[]>;
}

/** One vendor's emulator under chaos. */
export interface Vendor extends Proving {
  /** Address and credentials, as plain data. */
  readonly app: { readonly baseUrl: string };
  readonly control: Control;
  /** Stands between the clients and the service. */
  readonly proxy: FaultProxy;
  /** Every secret of the app, in plain text. */
  readonly secrets: readonly string[];
  readonly world: () => World;
  readonly journal: () => readonly JournalEntry[];
  readonly close: () => Promise<void>;
}

/** The options of a client in a run: pauses are short, and unless limits are given nothing but faults slows it down. */
export function clientOptions(
  {
    plan,
    maxRetries = 3,
    limiter = unlimited,
    sender = defaultTransport(),
    network = (transport) => transport,
    ...options
  }: SessionOptions,
  proxy: FaultProxy | undefined,
): ClientOptions {
  return {
    ...options,
    transport: network(chaosTransport(sender, plan, proxy)),
    limiter,
    retry: { maxRetries, baseDelay: 1, throttledDelay: 1, maxDelay: 4 },
  };
}

/** The accounts of every run. */
export const userIds: readonly string[] = Array.from({ length: 60 }, (_, index) => `u${index}`);
