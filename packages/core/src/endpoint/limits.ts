import * as v from 'valibot';
import { must, strict } from '../validation/rules.ts';
import type { AnyEndpoint, EndpointTable, Limits } from './endpoint.ts';

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
  { limits = {} }: AnyEndpoint,
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
export function limitsSchema(endpoints: EndpointTable) {
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
