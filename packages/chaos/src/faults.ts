import type { Fault } from '@imgroups/emulator';
import type { Random } from '@imgroups/testing/random';

/** What goes wrong on the way, in the words of the report. */
export const faultNames = [
  'latency',
  'refused',
  'reset before',
  'reset after',
  '5xx before',
  '5xx after',
  'throttled',
  'web page',
  'truncated',
  'malformed',
  'slow body',
  'expired',
] as const;

export type FaultName = (typeof faultNames)[number];

/** What hits one request: a fault of the emulator, or a connection that nobody takes. */
export type ChaosFault = Fault | 'refused';

/** Longer than any time-out of a run, so that the client gives up on the body. */
const slowBodyMs = 10_000;

const common: Readonly<
  Record<Exclude<FaultName, 'throttled'>, readonly [ChaosFault, ...ChaosFault[]]>
> = {
  latency: [{ kind: 'latency', milliseconds: 20 }],
  refused: ['refused'],
  'reset before': [{ kind: 'reset-before' }],
  'reset after': [{ kind: 'reset-after' }],
  '5xx before': [
    { kind: 'status', status: 500 },
    { kind: 'status', status: 502 },
    { kind: 'status', status: 503 },
    { kind: 'status', status: 504 },
  ],
  '5xx after': [
    { kind: 'status-after', status: 500 },
    { kind: 'status-after', status: 502 },
    { kind: 'status-after', status: 503 },
    { kind: 'status-after', status: 504 },
  ],
  'web page': [
    { kind: 'html', status: 200 },
    { kind: 'html', status: 502 },
  ],
  truncated: [{ kind: 'truncated' }],
  malformed: [{ kind: 'malformed-json' }],
  'slow body': [{ kind: 'slow-body', milliseconds: slowBodyMs }],
  expired: [{ kind: 'expired-credentials' }],
};

/** A vendor, as far as faults differ. */
interface Slowing {
  /** The forms in which it slows clients down. */
  readonly throttled: readonly [ChaosFault, ...ChaosFault[]];
}

/** The forms that a fault takes at a vendor. */
export function formsOf(name: FaultName, vendor: Slowing): readonly [ChaosFault, ...ChaosFault[]] {
  return name === 'throttled' ? vendor.throttled : common[name];
}

/** Any fault at all. Slow bodies, which take the time of a time-out, are rarer. */
export function anyFault(random: Random, vendor: Slowing): readonly [FaultName, ChaosFault] {
  const first = random.pick(faultNames);
  const name = first === 'slow body' ? random.pick(faultNames) : first;
  return [name, random.pick(formsOf(name, vendor))];
}
