/** The emulators in a process of their own, as strict as the vendors. */
import { type EmulatorOptions, startEmulator } from '@imgroups/emulator';
import { registry } from '@imgroups/emulator/registry';
import { tell } from './dialogue.ts';

/** The options of each emulator's application, by the vendor's name. */
export type Apps = Readonly<Record<string, object>>;

const asStrictAsTheVendors: EmulatorOptions = { rateScale: 1 };

const users = Number(process.argv[2]);
const emulator = await startEmulator(asStrictAsTheVendors);
const userIds = Array.from({ length: users }, (_, index) => `m${index}`);
const apps: Apps = Object.fromEntries(
  registry.map(({ vendor: { name } }) => {
    emulator[name].control.importAccounts(['owner', 'guest', ...userIds]);
    return [name, { ...emulator[name] }];
  }),
);
tell(apps);
process.once('disconnect', () => process.exit());
