import { aFunction, filledText, must, oneOf } from '@imgroups/core/adapter';
import * as v from 'valibot';
import type { ServerOptions } from './emulator-server.ts';

export const fromZero = must<number>(
  'a number from 0',
  (value) => typeof value === 'number' && value >= 0,
);

/** A port to listen at. */
export const port = must<number>(
  'a port: a whole number from 0 to 65535',
  (value) => Number.isSafeInteger(value) && Number(value) >= 0 && Number(value) <= 65_535,
);

/** The options that every emulator has. */
export const serverEntries = {
  port: v.optional(port),
  host: v.optional(v.pipe(filledText, v.regex(/^[^\0]*$/, 'must not hold a null character'))),
  rules: v.optional(oneOf(['newest', 'guide'])),
  rateScale: v.optional(fromZero),
  faultSeed: v.optional(must<number>('a whole number', Number.isSafeInteger)),
  faultOf: v.optional(aFunction),
  now: v.optional(
    must<() => number>(
      'a function that returns milliseconds',
      (value) => typeof value === 'function' && Number.isFinite(value()),
    ),
  ),
  onRequest: v.optional(aFunction),
} satisfies Readonly<Record<keyof ServerOptions, v.GenericSchema>>;
