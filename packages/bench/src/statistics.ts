/** The middle of measurements, and the middle half of them. */
export interface Summary {
  readonly median: number;
  readonly from: number;
  readonly to: number;
}

export function summarize(values: readonly number[]): Summary {
  return {
    median: quantile(values, 0.5),
    from: quantile(values, 0.25),
    to: quantile(values, 0.75),
  };
}

/** The value below which a share of the values lies, interpolated between neighbours. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  const position = (sorted.length - 1) * share;
  const below = sorted[Math.floor(position)] ?? Number.NaN;
  const above = sorted[Math.ceil(position)] ?? Number.NaN;
  return below + (above - below) * (position - Math.floor(position));
}

/** For each round, how much more the first took than the second. */
export function differences(values: readonly number[], base: readonly number[]): number[] {
  return values.map((value, round) => value - (base[round] ?? Number.NaN));
}
