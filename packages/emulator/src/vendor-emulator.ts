import type { ServerOptions } from './server/emulator-server.ts';
import type { EmulatorServer } from './start-vendor.ts';

/** A vendor in the registry: everything that command line, banner and `startEmulator` know of it. */
export interface VendorEntry<
  Name extends string = string,
  Options extends ServerOptions = ServerOptions,
  Emulator extends EmulatorServer = EmulatorServer,
> {
  /** `tencent`: the name of its options, and of its emulator among those of `startEmulator`. */
  readonly name: Name;
  readonly titles: { readonly en: string; readonly zh: string };
  /** Port of the command line; in code any free one is taken. */
  readonly defaultPort: number;
  // Written as methods, so that a list of all vendors has one type.
  /** Rejects when the port is taken. */
  start(options: Options): Promise<Emulator>;
  /** What a person needs to begin with an emulator that runs. */
  introduce(emulator: Emulator): Promise<Introduction>;
}

/** What the banner shows of a vendor. */
interface Introduction {
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
