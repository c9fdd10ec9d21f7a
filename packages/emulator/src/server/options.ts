import { checkOptions as checkOptionsBy, must, strict } from '@imgroups/core/adapter';
import * as v from 'valibot';
import type { ServerOptions } from './emulator-server.ts';

const aFunction = v.function('must be a function');
/** A number that is not negative, `Infinity` too. */
export const amount = v.pipe(v.number('must be a number'), v.minValue(0, 'must not be negative'));

/** Schemas of the options of every emulator; `ServerOptions` says what each means. */
export const serverOptions = {
  port: v.optional(v.pipe(amount, v.integer(), v.maxValue(65_535))),
  host: v.optional(v.pipe(v.string(), v.regex(/^[^\0]*$/, 'must not hold a null character'))),
  tls: v.optional(
    v.union(
      [v.boolean(), v.strictObject({ key: v.string(), cert: v.string(), ca: v.string() })],
      'must be true, or key, cert and ca as PEM',
    ),
  ),
  rules: v.optional(v.picklist(['newest', 'guide'], 'must be newest or guide')),
  rateScale: v.optional(amount),
  faultSeed: v.optional(v.pipe(v.number(), v.integer('must be a whole number'))),
  journalEntries: v.optional(v.pipe(amount, v.integer('must be a whole number'), v.minValue(1))),
  journalBodies: v.optional(amount),
  accounts: v.optional(v.array(v.string())),
  faultOf: v.optional(aFunction),
  now: v.optional(
    must<() => number>(
      'a function that returns milliseconds',
      (value) => typeof value === 'function' && Number.isFinite(value()),
    ),
  ),
  onRequest: v.optional(aFunction),
} satisfies Readonly<Record<keyof ServerOptions, v.GenericSchema>>;

/** Refuses options that an emulator does not know, with the nearest known name, or that are of another form. */
export function checkOptions(options: object, ofVendor: v.ObjectEntries): void {
  checkOptionsBy(undefined, strict({ ...serverOptions, ...ofVendor }), options);
}
