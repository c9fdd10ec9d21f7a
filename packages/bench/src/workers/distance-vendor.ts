import type { GroupProvider } from '@imgroups/core';

export type Task = 'add' | 'list' | 'community' | 'getMany' | 'setRole';

/** The item of one call of the plain loop. */
export interface LoopCall {
  readonly index: number;
  readonly groupId: string;
  readonly userIds: readonly string[];
  readonly groupIds: readonly string[];
}

/** A vendor, as far as bulk work over a distance goes. One per file in `vendors/`. */
export interface DistanceVendor {
  /** Makes a provider; of another build of the adapter where its module is given. */
  open(options: object, module?: string): Promise<GroupProvider & { readonly client: object }>;
  /** The address, under the name that its option had in 0.1. */
  optionsBefore(baseUrl: string): object;
  /** Options of the emulator. */
  readonly emulator: object;
  /** The limits of the endpoint that does a task. */
  limitsOf(task: Task): Promise<{ readonly items: number; readonly rate: number }>;
  /** A group that all users of the adding fit in, and how many of them go into a call. */
  readonly groupToFill: object;
  chunkSize(items: number, calls: number): number;
  /** Members that groups are filled with. */
  readonly largeGroup: number;
  readonly community: number;
  /** One call of the plain loop. */
  call(client: object, task: Task, what: LoopCall): Promise<unknown>;
}

/** Members per call and calls per second that an endpoint declares. */
export function declaredLimits({
  limits,
}: {
  readonly limits?: {
    readonly items?: { readonly max: number };
    readonly rate?: { readonly requests: number; readonly perSeconds: number };
  };
}): { items: number; rate: number } {
  const { requests = Number.NaN, perSeconds = 1 } = limits?.rate ?? {};
  return { items: limits?.items?.max ?? 1, rate: requests / perSeconds };
}
