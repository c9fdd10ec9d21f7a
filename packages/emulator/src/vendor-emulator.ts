import type * as v from 'valibot';
import type { ServerOptions } from './server/emulator-server.ts';
import type { EmulatorServer } from './start-vendor.ts';

/** The emulator of a vendor, for the registry. */
export interface VendorEmulator<
  Options extends ServerOptions = ServerOptions,
  Emulator extends EmulatorServer = EmulatorServer,
> {
  /** Port of the command line; in code any free one is taken. */
  readonly defaultPort: number;
  /** Schemas of the options that say what the application is like, by name. */
  readonly appOptions: v.ObjectEntries;
  /** Options for a provider that uses all that the emulator offers, beside the emulator's own fields. */
  readonly providerOptions: object;
  // Written as methods, so that a list of all vendors has one type.
  /** Starts the emulator; its fields are options of a provider for it. Rejects when the port is taken. */
  start(options: Options): Promise<Emulator>;
  /** Returns all that a person needs to begin with a running emulator; the calls name users of the given ones. */
  introduce(emulator: Emulator, users: readonly string[]): Promise<Introduction>;
}

/** The banner's data about a vendor. */
export interface Introduction {
  /** Address and credentials by the names that the client's options have. */
  readonly fields: Readonly<Record<string, string | number>>;
  /** Says what the calls do. */
  readonly text: string;
  /** Calls to paste into a shell. */
  readonly calls: readonly ExampleCall[];
}

/** A POST of JSON. */
export interface ExampleCall {
  readonly url: string;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}
