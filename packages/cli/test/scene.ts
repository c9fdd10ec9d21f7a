import type { GroupProvider } from '@imgroups/core';
import type { Vendor } from '@imgroups/core/adapter';
import { startEmulator } from '@imgroups/emulator';
import { registry, type VendorEmulator } from '@imgroups/emulator/registry';

/** A vendor in the emulator, as the command line and a test see it. */
export interface Scene {
  readonly provider: GroupProvider;
  /** The variables of its application. */
  readonly environment: Readonly<Record<string, string>>;
  readonly control: Control;
  /** Creates a group of `alice` with these members. */
  readonly createGroup: (members: readonly string[]) => Promise<string>;
}

interface Control {
  importAccounts(userIds: readonly string[]): void;
  journal(): readonly { readonly endpoint?: string | undefined }[];
  addFault(fault: object): void;
  clearFaults(): void;
}

/** The emulators of all vendors, each as a scene. */
export async function startScenes(): Promise<{
  readonly scenes: Readonly<Record<string, Scene>>;
  readonly close: () => Promise<void>;
}> {
  const emulator = await startEmulator({
    rateScale: 0,
    accounts: ['alice', 'bob', 'carol', 'dave'],
  });
  const entries: [string, Scene][] = [];
  for (const { vendor, emulator: kind } of registry) {
    const running = emulator[vendor.name];
    const { introduce, providerOptions }: VendorEmulator = kind;
    const { fields } = await introduce(running, []);
    const provider = (vendor as Vendor).createProvider({ ...fields, ...providerOptions });
    entries.push([
      vendor.name,
      {
        provider,
        environment: variablesOf(vendor.name, fields),
        control: running.control as unknown as Control,
        async createGroup(members) {
          const { id } = await provider.groups.create({
            name: 'Chess',
            ownerId: 'alice',
            maxMembers: 200,
          });
          if (members.length > 0) await provider.members.add(id, members);
          return id;
        },
      },
    ]);
  }
  return {
    scenes: Object.fromEntries(entries),
    async close() {
      for (const [, { provider }] of entries) await provider.close();
      await emulator.close();
    },
  };
}

/** Fields of a client's options as the variables that hold them. */
function variablesOf(
  vendor: string,
  fields: Readonly<Record<string, string | number>>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => {
      const words = name.replaceAll(/[A-Z]/g, (letter) => `_${letter}`);
      return [`IMGROUPS_${vendor}_${words}`.toUpperCase(), String(value)];
    }),
  );
}
