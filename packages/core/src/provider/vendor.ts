import type { Environment } from '../client/environment.ts';
import type { EndpointTable } from '../endpoint/endpoint.ts';
import type { GroupEvent } from '../model/event.ts';
import type { GroupProvider } from './group-provider.ts';
import type { OperationTable } from './operations.ts';

/** Describes a vendor's package to tools, which work with any vendor through it. */
export interface Vendor<Name extends string = string> {
  /** `tencent`: name of the provider. */
  readonly name: Name;
  /**
   * The module that applications import, for a brand of a service that lives in the package of another vendor. @default
   * '@imgroups/<name>'
   */
  readonly module?: string;
  readonly titles: { readonly en: string; readonly zh: string };
  /** The endpoint tables by the name of their chapter, in the order of the reference. */
  readonly chapters: Readonly<Record<string, EndpointTable>>;
  readonly operations: OperationTable;
  // Written as methods, so that vendors with different options have one type.
  createProvider(options: object): GroupProvider;
  /**
   * Creates a provider with options read from the environment's `IMGROUPS_<NAME>_*`; its `client` is the vendor-native one.
   * Options given here win.
   */
  fromEnv(environment?: Environment, options?: object): GroupProvider;
  /** Loads what receives and signs the callbacks of the vendor. Absent where it sends none. */
  webhooks?(): Promise<VendorWebhooks>;
}

/** The callbacks of a vendor, for tools that work with any of them. */
export interface VendorWebhooks {
  /** Makes a receiver that verifies callbacks and gives their events. */
  receive(options: ReceiveOptions): {
    readonly fetch: (request: Request) => Promise<Response>;
  };
  /** Makes a callback as the vendor sends it: the address to call, and the body. */
  sign(options: {
    /** As `GroupProvider.app` tells it. */
    readonly app: string;
    readonly secret: string;
    readonly body: Readonly<Record<string, unknown>>;
    readonly url: string;
  }): Promise<{ readonly url: string; readonly body: string }>;
}

/** The options that a receiver has for any vendor. */
export interface ReceiveOptions {
  /** As `GroupProvider.app` tells it. */
  readonly app: string;
  /** Tokens or secrets of the vendor's console. */
  readonly secrets: readonly string[];
  readonly onAny: (event: GroupEvent) => unknown;
  readonly onError: (error: unknown) => void;
}
