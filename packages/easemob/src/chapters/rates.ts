/** Unless told otherwise, each call of an app has an allowance of its own. */
export const hundredPerSecond = { requests: 100, perSeconds: 1 };

export const fiftyPerSecond = { requests: 50, perSeconds: 1 };

/** All calls about user accounts share one allowance. */
export const users = { requests: 100, perSeconds: 1, sharedAs: 'users' };

export const tokens = { requests: 300, perSeconds: 1, sharedAs: 'tokens' };
