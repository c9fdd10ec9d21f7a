import { stat } from 'node:fs/promises';
import { check, configure, described, filledText, inspect, invalid } from '@imgroups/core/adapter';

/** Tells whether a file is still the one that a plan was made from. */
export async function fingerprintOf(path: string): Promise<string> {
  configure(undefined, () => check(filledText, path, 'snapshot'));
  try {
    const { size, mtimeMs } = await stat(path);
    return `${size} ${Math.round(mtimeMs)}`;
  } catch (thrown) {
    throw invalid('snapshot', `${inspect(path)} cannot be read: ${described(thrown)}`).toError();
  }
}
