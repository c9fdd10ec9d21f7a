import type { EndpointTable } from '@imgroups/core/adapter';
import { easemobEndpoints } from '@imgroups/easemob/endpoints';
import { tencentEndpoints } from '@imgroups/tencent/endpoints';
import { describe, expect, test } from 'vitest';
import { clientEndpoints } from '../src/vendors/easemob/wire/client-endpoints.ts';
import { routing as easemobRouting } from '../src/vendors/easemob/wire/routing.ts';
import { routing as tencentRouting } from '../src/vendors/tencent/wire/routing.ts';

interface AnyRouting {
  readonly [name: string]:
    | { readonly aliases?: readonly string[]; readonly matches?: unknown }
    | undefined;
}

const vendors: readonly { name: string; table: EndpointTable; routing: AnyRouting }[] = [
  { name: 'tencent', table: tencentEndpoints, routing: tencentRouting },
  {
    name: 'easemob',
    table: { ...clientEndpoints, ...easemobEndpoints },
    routing: easemobRouting,
  },
];

describe.each(vendors)('the entries of $name', ({ table, routing }) => {
  /** Every entry with its routes. */
  const entries = Object.entries(table).map(([name, { method, path, fixedQuery }]) => ({
    name,
    routes: [path, ...(routing[name]?.aliases ?? [])].map(
      (one) => `${method} ${one.replaceAll(/\{\w+\}/g, '{}')}`,
    ),
    isTold: routing[name]?.matches !== undefined || fixedQuery !== undefined,
  }));

  test('tell themselves apart where they share a route', () => {
    const untold = entries.filter(({ isTold }) => !isTold);
    const ambiguous = untold.filter(({ name, routes }) =>
      untold.some(
        (other) => other.name !== name && other.routes.some((one) => routes.includes(one)),
      ),
    );

    expect(ambiguous.map(({ name }) => name)).toEqual([]);
  });

  test('are all that routing data is kept for', () => {
    expect(Object.keys(routing).filter((name) => !(name in table))).toEqual([]);
  });
});
