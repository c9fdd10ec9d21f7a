import type { Fault } from '@imgroups/emulator';
import type { Random } from '@imgroups/testing/random';
import type { WireFault } from './fault-proxy.ts';

/** Faults in the service or in a gateway before it, in the words of the report. */
export const serviceFaults = [
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

/** Faults in the bytes on the way. */
export const wireFaults = [
  'cut in request',
  'cut after',
  'cut in answer',
  'stale before',
  'stale after',
  'byte by byte',
  'wrong length',
  'encoded',
  'other status',
  'not HTTP',
  'error after',
] as const;

export const faultNames = [...serviceFaults, ...wireFaults] as const;

export type FaultName = (typeof faultNames)[number];

/** An error of the connection, after the request was read and acted on. */
interface ErrorAfter {
  readonly error: string;
  readonly syscall: 'read' | 'write';
}

/**
 * The fault of one request: one of the emulator, of the bytes on the way, an error of the connection, or a connection that is
 * not accepted.
 */
export type ChaosFault = Fault | WireFault | ErrorAfter | 'refused';

/** The forms of a fault. */
export type Forms = readonly [ChaosFault, ...ChaosFault[]];

/** Longer than any time-out of a run, so that the client gives up on the body. */
const slowBodyMs = 10_000;

const common: Readonly<Record<Exclude<FaultName, 'throttled'>, Forms>> = {
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
  'cut in request': [
    { wire: 'cut', at: 'accept' },
    { wire: 'cut', at: 'request head' },
    { wire: 'cut', at: 'request body' },
    { wire: 'cut', at: 'request' },
  ],
  'cut after': [
    { wire: 'cut', at: 'answer', by: 'reset' },
    { wire: 'cut', at: 'answer', by: 'end' },
  ],
  'cut in answer': [
    { wire: 'cut answer', within: 'head', by: 'reset' },
    { wire: 'cut answer', within: 'head', by: 'end' },
    { wire: 'cut answer', within: 'body', by: 'reset' },
    { wire: 'cut answer', within: 'body', by: 'end' },
  ],
  'stale before': [{ wire: 'stale', acted: false }],
  'stale after': [{ wire: 'stale', acted: true }],
  'byte by byte': [{ wire: 'trickle' }],
  'wrong length': [
    { wire: 'rewritten', as: 'length too large' },
    { wire: 'rewritten', as: 'length too small' },
    { wire: 'rewritten', as: 'length of letters' },
    { wire: 'rewritten', as: 'two lengths' },
    { wire: 'rewritten', as: 'broken chunk' },
    { wire: 'rewritten', as: 'no length' },
  ],
  encoded: [
    { wire: 'rewritten', as: 'gzip' },
    { wire: 'rewritten', as: 'brotli' },
    { wire: 'rewritten', as: 'gzip that is none' },
    { wire: 'rewritten', as: 'half a gzip' },
    { wire: 'rewritten', as: 'unknown encoding' },
  ],
  'other status': [
    { wire: 'status', status: 202 },
    { wire: 'status', status: 203 },
    { wire: 'status', status: 204 },
    { wire: 'status', status: 206 },
    { wire: 'status', status: 302 },
    { wire: 'status', status: 304 },
    { wire: 'status', status: 307 },
    { wire: 'status', status: 408 },
  ],
  'not HTTP': [
    { wire: 'rewritten', as: 'no HTTP' },
    { wire: 'rewritten', as: 'endless head' },
    { wire: 'rewritten', as: 'early hints' },
  ],
  'error after': [
    { error: 'EHOSTUNREACH', syscall: 'read' },
    { error: 'ENETUNREACH', syscall: 'write' },
    { error: 'ECONNREFUSED', syscall: 'read' },
  ],
};

/** A vendor, as far as faults differ. */
interface Slowing {
  /** The forms in which it slows clients down. */
  readonly throttled: Forms;
}

/** The forms that a fault takes at a vendor. */
export function formsOf(name: FaultName, vendor: Slowing): Forms {
  return name === 'throttled' ? vendor.throttled : common[name];
}

/** Any fault at all. Slow bodies, which take the time of a time-out, are rarer. */
export function anyFault(random: Random, vendor: Slowing): readonly [FaultName, ChaosFault] {
  const first = random.pick(faultNames);
  const name = first === 'slow body' ? random.pick(faultNames) : first;
  return [name, random.pick(formsOf(name, vendor))];
}
