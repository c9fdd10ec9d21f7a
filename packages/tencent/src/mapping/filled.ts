import { wireNumber, wireText, wireTime, wireWord } from '@imgroups/core/adapter';
import * as v from 'valibot';

/** Text; the vendor writes `""` for what is not set. */
export const filledText = v.pipe(
  wireText,
  v.transform((text) => text || undefined),
);

/** A number; the vendor writes 0 for what is not set. */
export const filledNumber = v.pipe(
  wireNumber,
  v.transform((number) => number || undefined),
);

/** A point in time, in seconds; the vendor writes 0 for what is not set. */
export const filledTime = v.pipe(
  wireTime(1000),
  v.transform((time) => (time.getTime() === 0 ? undefined : time)),
);

/** A word; the vendor writes `""` for what is not set. */
/* @__NO_SIDE_EFFECTS__ */
export function filledWord<Meaning>(meanings: Readonly<Record<string, Meaning>>) {
  return wireWord<Meaning | undefined>({ '': undefined, ...meanings });
}
