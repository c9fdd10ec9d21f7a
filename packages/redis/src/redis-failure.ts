import { InvalidRequestError } from '@imgroups/core';

/** The remedies for failures whose text does not name one. */
const remedies: readonly (readonly [RegExp, string])[] = [
  [/NOAUTH|WRONGPASS|invalid (username-)?password/, 'check the user and the password'],
  [
    /NOPERM|ACL failure|can't run this command/,
    'the user needs the rights ~PREFIX* +eval +time +get +set +del',
  ],
  [/READONLY/, 'this is a replica: connect to the primary'],
  [/certificate|self.signed/i, 'set NODE_EXTRA_CA_CERTS, or give a client of your own as redis'],
];

/** The failure of a command, without the command: clients put it into their errors, and with it a token. */
export function commandFailure(thrown: unknown, prefix: string): Error {
  const message = thrown instanceof Error ? textOf(thrown) : 'unknown reason';
  // A Redis without `eval` quotes what it was sent.
  const cause = message.replace(/, with args beginning with.*/s, '');
  const [, remedy] = remedies.find(([pattern]) => pattern.test(cause)) ?? [];
  const help = remedy === undefined ? '' : ` (${remedy.replace('PREFIX', prefix)})`;
  return new Error(`Redis failed: ${cause}${help}`);
}

/** Failures to connect to several addresses of a host say nothing themselves. */
function textOf(error: Error): string {
  if (error.message === '' && error instanceof AggregateError) {
    return error.errors.map((each) => (each instanceof Error ? each.message : '')).join(', ');
  }
  return error.message;
}

const adapters = 'see "A client of your own" in the guide to @imgroups/redis';

/** Returns an error if a client behaves in a way that cannot work. */
export function misfitOf(thrown: unknown, field: 'redis' | 'url'): InvalidRequestError | undefined {
  // The client did not understand its arguments. A fetch that fails is a TypeError too.
  if (thrown instanceof TypeError && !/fetch|request|network/i.test(thrown.message))
    return misfit(field, `its eval takes other arguments (${adapters})`);
  if (thrown instanceof Error && thrown.message.startsWith('MOVED ')) {
    return misfit(
      field,
      'is one node of a cluster: give a client that knows the cluster as redis, as new Cluster([...]) of ioredis',
    );
  }
  return undefined;
}

/** Returns the error for a client that cannot work, from its answer to the probe. */
export function misfitOfAnswer(answer: unknown, field: 'redis' | 'url'): InvalidRequestError {
  return typeof answer === 'object' && answer !== null && !(answer instanceof Uint8Array)
    ? misfit(field, 'parses answers as JSON: switch that off (automaticDeserialization: false)')
    : misfit(field, `its eval takes other arguments, or does not answer strings (${adapters})`);
}

function misfit(field: string, text: string): InvalidRequestError {
  return new InvalidRequestError(`${field}: ${text}`, { field });
}
