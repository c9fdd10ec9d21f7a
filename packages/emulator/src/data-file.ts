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

/**
 * Loads the state of all vendors from a file. Writes it where it is not there, so that a place where it cannot be written shows
 * before there is anything to lose. Closes the emulators and throws where it cannot.
 */
export async function openState(emulator: Emulator, path: string): Promise<void> {
  try {
    if (existsSync(path)) loadState(emulator, path);
    else saveState(emulator, path);
  } catch (error) {
    await emulator.close();
    throw error;
  }
}

function loadState(emulator: Emulator, path: string): void {
  try {
    const { vendors } = v.parse(dataFile, JSON.parse(readFileSync(path, 'utf8')));
    for (const { vendor } of registry) {
      if (vendor.name in vendors) emulator[vendor.name].control.load(vendors[vendor.name]);
    }
  } catch (error) {
    throw new Error(
      `--data ${path}: no state of this emulator (${reasonOf(error)}); choose another file, or delete it to begin anew`,
    );
  }
}

/** Writes the state of all vendors to a file, which is the old one or the new one and never a part. Throws where it cannot. */
export function saveState(emulator: Emulator, path: string): void {
  const vendors = Object.fromEntries(
    registry.map(({ vendor }) => [vendor.name, emulator[vendor.name].control.save()]),
  );
  const partial = `${path}.partial`;
  try {
    // It holds passwords and tokens.
    writeFileSync(partial, JSON.stringify({ emulator: 'imgroups', version, vendors }), {
      mode: 0o600,
    });
    renameSync(partial, path);
  } catch (error) {
    throw new Error(`--data ${path}: cannot be written (${reasonOf(error)})`);
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
