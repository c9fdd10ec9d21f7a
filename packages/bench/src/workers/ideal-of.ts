import type { Vendor } from '@imgroups/core/adapter';

/** The least time that the limits allow for a job. */
export interface Ideal {
  readonly calls: number;
  /** Seconds that the scarcest endpoint's calls take at its rate. */
  readonly ideal: number;
  /** That endpoint. */
  readonly scarcest: string;
}

/** The ideal of calls by endpoint; where two vendors have a name, the first one is meant. */
export function idealOf(
  calls: Readonly<Record<string, number>>,
  ...vendors: readonly Vendor[]
): Ideal {
  const tables = vendors.flatMap(({ chapters }) => Object.values(chapters));
  const endpoints = Object.assign({}, ...tables.toReversed());
  const times = Object.entries(calls).map(([name, count]) => {
    const { requests = 1, perSeconds = 0 } = endpoints[name]?.limits?.rate ?? {};
    return { name, seconds: (count * perSeconds) / requests };
  });
  const [first] = times.sort((one, other) => other.seconds - one.seconds);
  return {
    calls: Object.values(calls).reduce((sum, count) => sum + count, 0),
    ideal: first?.seconds ?? 0,
    scarcest: first?.name ?? '',
  };
}
