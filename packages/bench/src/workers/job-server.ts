/** The emulators in a process of their own, as strict as the vendors, with groups to export. */
import { unlimited } from '@imgroups/core/adapter';
import { startEmulator } from '@imgroups/emulator';
import { registry } from '@imgroups/emulator/registry';
import { answerWith, tell } from './dialogue.ts';

const [, , vendorName, groupCount, size] = process.argv;
const entry = registry.find(({ vendor }) => vendor.name === vendorName);
if (!entry) throw new Error(`no vendor ${vendorName}`);
const members = Array.from({ length: Number(size) - 1 }, (_, index) => `m${index}`);

const filling = await startEmulator({ rateScale: 0 });
const { control } = filling[entry.vendor.name];
control.importAccounts(['owner', ...members]);
const provider = entry.vendor.createProvider({
  ...filling[entry.vendor.name],
  ...entry.emulator.providerOptions,
  limiter: unlimited,
});
for (let index = 0; index < Number(groupCount); index += 1) {
  const id = `group${index + 10_000}`;
  const group = await provider.groups.create({ id, name: id, ownerId: 'owner', maxMembers: 200 });
  (await provider.members.add(group, members)).throwIfFailed();
}
await provider.close();
const full = control.save();
await filling.close();

const { close: _, ...emulators } = await startEmulator({ rateScale: 1 });
const strict = emulators[entry.vendor.name];
strict.control.load(full);
tell(emulators);

/** Sets how long answers take, and forgets the groups for an import. */
answerWith(async (question) => {
  const { milliseconds, empty } = question as { milliseconds: number; empty: boolean };
  strict.control.clearFaults();
  strict.control.load(full);
  if (empty) {
    strict.control.reset();
    strict.control.importAccounts(['owner', ...members]);
  }
  if (milliseconds > 0) strict.control.addFault({ kind: 'latency', milliseconds });
  return { milliseconds };
});
process.once('disconnect', () => process.exit());
