import { InvalidRequestError } from '../errors/invalid-request-error.ts';
import type { Rate } from '../rate-limit/rate.ts';

/** What vendors move and sell, as dated data. */
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

/** Refuses limits of endpoints that do not exist, and limits that are no positive numbers. */
export function requireLimits(
  overrides: LimitOverrides,
  endpoints: Readonly<Record<string, unknown>>,
): void {
  for (const [name, { items, rate }] of Object.entries(overrides)) {
    if (!Object.hasOwn(endpoints, name)) throw invalid(name, 'there is no such endpoint');
    const numbers = [items?.max, rate?.requests, rate?.perSeconds];
    if (numbers.every((number) => number === undefined || number > 0)) continue;
    throw invalid(name, 'must be positive numbers');
  }
}

function invalid(name: string, rule: string): InvalidRequestError {
  const field = `limits.${name}`;
  return new InvalidRequestError(`${field}: ${rule}`, { field });
}
