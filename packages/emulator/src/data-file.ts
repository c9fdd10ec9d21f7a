import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import * as v from 'valibot';
import { registry } from './registry.ts';
import type { Emulator } from './start-emulator.ts';

const version = 1;

const dataFile = v.object({
  emulator: v.literal('imgroups'),
  version: v.literal(version),
  vendors: v.record(v.string(), v.unknown()),
});

/** Loads the state of all vendors from a file, if it is there. Closes the emulators and throws where it cannot. */
export async function loadState(emulator: Emulator, path: string): Promise<void> {
  if (!existsSync(path)) return;
  try {
    const { vendors } = v.parse(dataFile, JSON.parse(readFileSync(path, 'utf8')));
    for (const { vendor } of registry) {
      if (vendor.name in vendors) emulator[vendor.name].control.load(vendors[vendor.name]);
    }
  } catch (error) {
    await emulator.close();
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(
      `--data ${path}: no state of this emulator (${reason}); choose another file, or delete it to begin anew`,
    );
  }
}

/** Writes the state of all vendors to a file, which is the old one or the new one and never a part. */
export function saveState(emulator: Emulator, path: string): void {
  const vendors = Object.fromEntries(
    registry.map(({ vendor }) => [vendor.name, emulator[vendor.name].control.save()]),
  );
  const partial = `${path}.partial`;
  // It holds passwords and tokens.
  writeFileSync(partial, JSON.stringify({ emulator: 'imgroups', version, vendors }), {
    mode: 0o600,
  });
  renameSync(partial, path);
}
