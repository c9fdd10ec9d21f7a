import { InvalidRequestError } from '@imgroups/core';
import * as v from 'valibot';
import { type RegistryEntry, registry, type VendorName } from './registry.ts';
import { certificateFor } from './server/certificate.ts';
import type { ServerOptions } from './server/emulator-server.ts';
import { checkOptions } from './server/options.ts';
import type { EmulatorServer } from './start-vendor.ts';
import type { VendorEmulator } from './vendor-emulator.ts';

type EmulatorOf<Name extends VendorName> = Extract<
  RegistryEntry,
  { readonly vendor: { readonly name: Name } }
>['emulator'];

/** `tencentPort` and so on: 0 takes any free port, which is the default. */
type Ports = { readonly [Name in VendorName as `${Name}Port`]?: number | undefined };

/** The applications that the vendors play: credentials, quotas, limits. */
type Applications = {
  readonly [Name in VendorName]?:
    | Omit<Parameters<EmulatorOf<Name>['start']>[0], keyof ServerOptions>
    | undefined;
};

/** Where each vendor answers, the credentials of its application, and its `control`. */
type Emulators = {
  readonly [Name in VendorName]: Awaited<ReturnType<EmulatorOf<Name>['start']>>;
};

/** How the emulators of all vendors listen and behave: `tencentPort`, `tencent` and so on for each. */
export interface EmulatorOptions extends Omit<ServerOptions, 'port'>, Ports, Applications {}

/** The group services of all vendors on localhost, each by its name. */
export interface Emulator extends Emulators {
  /** With `tls`, what clients have to trust, as PEM. */
  readonly ca: string | undefined;
  /** Stops all. */
  readonly close: () => Promise<void>;
}

/** Starts the group services of all vendors on localhost. Rejects when a port is taken. */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const fields: EmulatorOptions = readFields('options', options);
  const own: string[] = registry.flatMap(({ vendor: { name } }) => [name, `${name}Port`]);
  checkOptions(fields, Object.fromEntries(own.map((name) => [name, v.optional(v.unknown())])));
  // One authority for all.
  const certificate = await certificateFor(fields.tls, fields.host ?? '127.0.0.1');
  const given: Readonly<Record<string, unknown>> = { ...fields, tls: certificate };
  const started = new Map<string, EmulatorServer>();
  async function close(): Promise<void> {
    await Promise.all(Array.from(started.values(), (emulator) => emulator.close()));
  }
  const shared = Object.fromEntries(Object.entries(given).filter(([name]) => !own.includes(name)));
  try {
    for (const { vendor, emulator } of registry) {
      const { name } = vendor;
      const { start }: VendorEmulator = emulator;
      const application = given[name] as object | undefined;
      const port = given[`${name}Port`] as number | undefined;
      started.set(name, await start({ ...readFields(name, application), ...shared, port }));
    }
  } catch (error) {
    await close();
    throw error;
  }
  return { ...(Object.fromEntries(started) as unknown as Emulators), ca: certificate?.ca, close };
}

/** The fields of an option, read once. */
function readFields(field: string, value: object | undefined): object {
  try {
    return { ...value };
  } catch {
    throw new InvalidRequestError(`${field}: cannot be read`, { field });
  }
}
