import * as v from 'valibot';
import type { Rate } from '../rate-limit/rate.ts';
import { must, strict } from '../validation/rules.ts';

/** Limits that vendors move and sell, as dated data. */
export interface Limits {
  /** The longest list of one call, and the request field that holds it. */
  readonly items?: { readonly field: string; readonly max: number };
  readonly rate?: Rate;
  /** Month of the vendor page: `2026-02`. */
  readonly asOf?: string;
}

/** Other limits than the declared ones, by endpoint name: vendors move them and sell larger ones. */
export type LimitOverrides = Readonly<
  Record<
    string,
    {
      readonly items?: { readonly max: number };
      readonly rate?: { readonly requests: number; readonly perSeconds: number };
    }
  >
>;

/** The limits of an endpoint with what the user knows better. */
export function limitsOf(
  { limits: overrides }: { readonly limits: LimitOverrides },
  name: string,
  { limits = {} }: { readonly limits?: Limits },
): Limits {
  const override = overrides[name];
  if (!override) return limits;
  return {
    ...limits,
    ...(limits.items ? { items: { ...limits.items, ...override.items } } : {}),
    ...(override.rate ? { rate: { ...limits.rate, ...override.rate } } : {}),
  };
}

/** The schema of limits for these endpoints; an unknown name is refused with the nearest known one. */
export function limitsSchema(endpoints: Readonly<Record<string, unknown>>) {
  const names = Object.keys(endpoints);
  return strict(Object.fromEntries(names.map((name) => [name, v.optional(limits)])), 'endpoint');
}

const positive = must<number>(
  'a positive number',
  (value) => typeof value === 'number' && value > 0,
);

const limits = strict({
  items: v.optional(strict({ max: positive })),
  rate: v.optional(strict({ requests: positive, perSeconds: positive })),
});
