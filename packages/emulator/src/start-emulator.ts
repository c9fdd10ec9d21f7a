import { InvalidRequestError } from '@imgroups/core';
import * as v from 'valibot';
import { type InspectedVendor, startInspector } from './control/inspector/server.ts';
import { type RegistryEntry, registry, type VendorName } from './registry.ts';
import { certificateFor } from './server/certificate.ts';
import type { ServerOptions } from './server/emulator-server.ts';
import { checkOptions, serverOptions } from './server/options.ts';
import { type EmulatorServer, partsOfEmulator } from './start-vendor.ts';
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

/** The address of each vendor, the credentials of its application, and its `control`. */
type Emulators = {
  readonly [Name in VendorName]: Awaited<ReturnType<EmulatorOf<Name>['start']>>;
};

/** Options of the emulators of all vendors: `tencentPort`, `tencent` and so on for each. */
const page = new URL('../dist/inspector.html', import.meta.url);

/** Schemas of the options that only all vendors together have. */
export const inspectorOptions = {
  inspectorPort: serverOptions.port,
  allowHost: v.optional(v.array(v.pipe(v.string(), v.nonEmpty()))),
};

/** Options of the emulators of all vendors: `tencentPort`, `tencent` and so on for each. */
export interface EmulatorOptions extends Omit<ServerOptions, 'port'>, Ports, Applications {
  /** Port of the inspector; 0 takes any free one. @default 0 */
  readonly inspectorPort?: number | undefined;
  /**
   * Names under which other machines may open the inspector, as a container needs it: `localhost` where its port is published
   * there. Whoever reaches it can change everything. @default none
   */
  readonly allowHost?: readonly string[] | undefined;
}

/** The group services of all vendors on localhost, each by its name. */
export interface Emulator extends Emulators {
  /** Address of the page that shows what all of them do: calls, groups, faults, clock, callbacks. */
  readonly inspector: string;
  /** With `tls`, what clients have to trust, as PEM. */
  readonly ca: string | undefined;
  /** Stops all. */
  readonly close: () => Promise<void>;
}

/** Starts the group services of all vendors on localhost. Rejects when a port is taken. */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const fields: EmulatorOptions = readFields('options', options);
  const { inspectorPort = 0, allowHost = [], host = '127.0.0.1' } = fields;
  const ofVendors: string[] = registry.flatMap(({ vendor: { name } }) => [name, `${name}Port`]);
  const own = [...ofVendors, ...Object.keys(inspectorOptions)];
  checkOptions(fields, {
    ...Object.fromEntries(ofVendors.map((name) => [name, v.optional(v.unknown())])),
    ...inspectorOptions,
  });
  // One authority for all.
  const certificate = await certificateFor(fields.tls, host);
  const given: Readonly<Record<string, unknown>> = { ...fields, tls: certificate };
  const started = new Map<string, EmulatorServer>();
  const running: (() => Promise<void>)[] = [];
  async function close(): Promise<void> {
    await Promise.all(running.map((stop) => stop()));
  }
  const shared = Object.fromEntries(Object.entries(given).filter(([name]) => !own.includes(name)));
  try {
    for (const { vendor, emulator } of registry) {
      const { name } = vendor;
      const { start }: VendorEmulator = emulator;
      const application = given[name] as object | undefined;
      const port = given[`${name}Port`] as number | undefined;
      const server = await start({ ...readFields(name, application), ...shared, port });
      started.set(name, server);
      running.push(server.close);
    }
    const inspector = await startInspector({
      vendors: registry.flatMap(({ vendor }) => inspected(vendor, started.get(vendor.name))),
      host,
      port: inspectorPort,
      allowedHosts: allowHost,
      page,
    });
    running.push(inspector.close);
    return {
      inspector: inspector.baseUrl,
      ...(Object.fromEntries(started) as unknown as Emulators),
      ca: certificate?.ca,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

function inspected(
  { name, titles }: RegistryEntry['vendor'],
  emulator: EmulatorServer | undefined,
): InspectedVendor[] {
  if (!emulator) return [];
  return [{ name, titles, baseUrl: emulator.baseUrl, parts: partsOfEmulator(emulator) }];
}

/** The fields of an option, read once. */
function readFields(field: string, value: object | undefined): object {
  try {
    return { ...value };
  } catch {
    throw new InvalidRequestError(`${field}: cannot be read`, { field });
  }
}
