import type { Operation } from './capabilities.ts';

/** A read that an operation makes beyond its one call. */
export interface FurtherRead {
  readonly operation: Operation;
  /** The endpoint's name in the vendor's table. */
  readonly endpoint: string;
  readonly when: 'always' | 'sometimes' | 'on failure' | 'after an ambiguous answer';
  readonly why: string;
}
