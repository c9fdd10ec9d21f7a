import { oneOf, strict } from '@imgroups/core/adapter';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { mersenne } from 'pure-rand/generator/mersenne';
import * as v from 'valibot';

/**
 * The kinds of injected faults. Without the effect of the call: `status`, `throttled`, `html`, `expired-credentials`,
 * `reset-before`, and `refused-stream`, which is `reset-before` where HTTP/2 is not spoken. With its effect, and the answer
 * lost or spoilt: `reset-after`, `status-after`, `malformed-json`, `truncated`. With its effect, and the answer late:
 * `slow-body`, which stops in the middle of the answer. `latency` only waits.
 */
export const faultKinds = [
  'latency',
  'status',
  'throttled',
  'reset-before',
  'reset-after',
  'refused-stream',
  'malformed-json',
  'truncated',
  'slow-body',
  'html',
  'expired-credentials',
  'status-after',
] as const;

export const faultSchema = strict(
  {
    /** Name in the endpoint table, e.g. `createGroup`; without it every endpoint. */
    endpoint: v.optional(v.string()),
    kind: oneOf(faultKinds),
    /** HTTP status, for `status`, `status-after` and `html`. @default 503, and 502 for `html` */
    status: v.optional(v.pipe(v.number(), v.integer(), v.minValue(200), v.maxValue(599))),
    /** The vendor's own code, for `status`: answered in the vendor's envelope. */
    code: v.optional(v.union([v.number(), v.string()])),
    /** The text beside it, for `status`. @default the vendor's usual one */
    message: v.optional(v.string()),
    /** The delay: at first, and for `slow-body` within the answer. @default 0, and 1000 for `latency` and `slow-body` */
    milliseconds: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(600_000))),
    /** Share of the calls that are hit, chosen by a seeded generator. @default 1 */
    probability: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(1))),
    /** The number of calls that are hit before the fault is over; without it, all. */
    times: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
  },
  'field',
);

/** Something that goes wrong on purpose. */
export interface Fault extends v.InferOutput<typeof faultSchema> {}

/** The faults of one emulator, in the order they were added. */
export interface Faults {
  readonly add: (fault: Fault) => void;
  readonly list: () => readonly Fault[];
  readonly clear: () => void;
  /** The fault that hits a call, if one does; it counts as used. */
  readonly take: (endpoint: string | undefined) => Fault | undefined;
}

interface ActiveFault {
  readonly fault: Fault;
  left: number;
}

/** Faults that choose by a generator with the given seed: the same calls are hit in every run. */
export function createFaults(seed: number): Faults {
  let active: ActiveFault[] = [];
  let random = mersenne(seed);

  function hits({ fault }: ActiveFault, endpoint: string | undefined): boolean {
    if (fault.endpoint !== undefined && fault.endpoint !== endpoint) return false;
    return fault.probability === undefined || uniformFloat64(random) < fault.probability;
  }

  return {
    add(fault) {
      active.push({ fault, left: fault.times ?? Number.POSITIVE_INFINITY });
    },
    list: () => active.map(({ fault, left }) => (fault.times ? { ...fault, times: left } : fault)),
    clear() {
      active = [];
      random = mersenne(seed);
    },
    take(endpoint) {
      const hit = active.find((candidate) => hits(candidate, endpoint));
      if (!hit) return undefined;
      hit.left -= 1;
      if (hit.left <= 0) active = active.filter((other) => other !== hit);
      return hit.fault;
    },
  };
}
