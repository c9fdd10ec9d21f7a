import { readOptionalText, readOptionalTime } from '@imgroups/core/adapter';

/** Text; the vendor writes `""` for what is not set. */
export function readFilledText(value: unknown, field: string): string | undefined {
  return readOptionalText(value, field) || undefined;
}

/** A point in time in seconds; the vendor writes 0 for what is not set. */
export function readFilledTime(value: unknown, field: string): Date | undefined {
  return value === 0 ? undefined : readOptionalTime(value, field, 1000);
}
