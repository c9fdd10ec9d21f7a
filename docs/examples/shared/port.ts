import { UsageError } from './usage-error.ts';

/** Reads the number of a port; 0 stands for any free one. */
export function readPort(text = '0'): number {
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text);
  throw new UsageError(`PORT: must be a number from 0 to 65535, not ${text}`);
}
