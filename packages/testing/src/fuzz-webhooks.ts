import { isDeepStrictEqual } from 'node:util';
import { isWebhookError, reviveEvent } from '@imgroups/core/webhooks';
import { createRandom, type Random } from './random.ts';

/** A callback as it is sent. */
export interface SentCallback {
  readonly url: string;
  readonly body: string;
}

/** A receiver to fuzz, with what its vendor sends. */
export interface FuzzedWebhooks {
  /** Creates a receiver whose handlers call `onEvent`. */
  readonly create: (onEvent: () => void) => {
    readonly parse: (callback: SentCallback) => Promise<readonly object[]>;
    readonly fetch: (request: Request) => Promise<Response>;
  };
  /** Bodies of the documentation. */
  readonly samples: readonly object[];
  readonly sign: (body: object) => Promise<SentCallback>;
  /** Changes what is signed, so that the callback must be refused. */
  readonly forge: (callback: SentCallback, random: Random) => SentCallback;
}

export interface FuzzOptions {
  readonly seed: number;
  readonly bodies: number;
}

const oddValues: readonly unknown[] = [
  null,
  0,
  -1,
  1e300,
  '',
  'x',
  '12',
  'NaN',
  '__proto__',
  'constructor',
  'toString',
  '\ud800',
  true,
  false,
  [],
  [null, 1, 'x', true, [], {}],
  {},
  JSON.parse('{"toString":1,"valueOf":2,"toJSON":3,"length":4,"then":5}'),
  JSON.parse('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}'),
  'y'.repeat(10_000),
];

/** Sends bodies that are spoilt, cut or forged, and tells of each that was not read or refused as it should be. */
export async function fuzzWebhooks(
  { create, samples, sign, forge }: FuzzedWebhooks,
  { seed, bodies }: FuzzOptions,
): Promise<readonly string[]> {
  const random = createRandom(seed);
  const faults: string[] = [];
  let handled = 0;
  const webhooks = create(() => {
    handled += 1;
  });

  async function expectRead(callback: SentCallback): Promise<void> {
    const events = await webhooks.parse(callback).catch((thrown) => {
      if (!isWebhookError(thrown))
        faults.push(`parse threw ${thrown}: ${describeCallback(callback)}`);
      return undefined;
    });
    if (events === undefined) return;
    const revived = events.map((event) => reviveEvent(JSON.stringify(event)));
    if (!isDeepStrictEqual(revived, events))
      faults.push(`changed by JSON: ${describeCallback(callback)}`);
    const { status } = await send(callback);
    if (status !== 200) faults.push(`answered ${status}: ${describeCallback(callback)}`);
  }

  async function expectRefused(callback: SentCallback): Promise<void> {
    const outcome = await webhooks.parse(callback).then(
      () => 'accepted',
      (thrown) => (isWebhookError(thrown) ? 'refused' : `threw ${thrown}`),
    );
    if (outcome !== 'refused') faults.push(`${outcome}: ${describeCallback(callback)}`);
    const before = handled;
    const { status } = await send(callback);
    if (status === 200 || handled > before) {
      faults.push(
        `answered ${status}, and ${handled - before} handlers ran: ${describeCallback(callback)}`,
      );
    }
  }

  function send({ url, body }: SentCallback): Promise<Response> {
    return webhooks.fetch(new Request(url, { method: 'POST', body }));
  }

  for (let count = 0; count < bodies; count += 1) {
    const callback = await sign(spoilt(random.pick(samples), random));
    const way = random.below(10);
    if (way < 6) await expectRead(callback);
    else if (way < 8) await expectRefused(forge(callback, random));
    else await expectRefused({ ...callback, body: cut(callback.body, random) });
  }
  if ('polluted' in {}) faults.push('a prototype was changed');
  return faults;
}

/** A body of the documentation with some of its fields changed, left out or added. */
function spoilt(body: object, random: Random): object {
  const copy = structuredClone(body);
  for (let change = random.below(4); change > 0; change -= 1) spoil(copy, random);
  return copy;
}

function spoil(target: object, random: Random): void {
  const names = [...Object.keys(target), 'extra'];
  const name = random.pick(names);
  const value: unknown = Reflect.get(target, name);
  if (typeof value === 'object' && value !== null && random.chance(0.5)) {
    spoil(value, random);
    return;
  }
  if (random.chance(0.2)) Reflect.deleteProperty(target, name);
  else
    Reflect.set(
      target,
      name,
      random.chance(0.02) ? deep(200) : structuredClone(random.pick(oddValues)),
    );
}

function deep(levels: number): object {
  let value: object = {};
  for (let level = 0; level < levels; level += 1) value = level % 2 === 0 ? { a: value } : [value];
  return value;
}

function cut(body: string, random: Random): string {
  return body.slice(0, random.below(body.length));
}

function describeCallback({ url, body }: SentCallback): string {
  return `${url} ${body.slice(0, 500)}`;
}
