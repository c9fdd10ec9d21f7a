/** Pauses before failed units are tried again, in milliseconds. */
export const pausesMs: readonly number[] = [1000, 5000, 20_000];
