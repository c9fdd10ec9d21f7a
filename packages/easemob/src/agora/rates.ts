/** What Agora's pages say of every call, each of which has an allowance of its own. */
export const hundredPerSecond = { rate: { requests: 100, perSeconds: 1 }, asOf: '2026-11' };
