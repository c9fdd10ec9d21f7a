/** The rates in Agora's pages; every call has an allowance of its own. */
export const hundredPerSecond = { rate: { requests: 100, perSeconds: 1 }, asOf: '2026-11' };
