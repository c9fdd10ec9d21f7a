import type { EventDraft } from '@imgroups/core/webhooks-adapter';
import { vendorNames } from './callbacks.ts';

/** The source of a callback's events. */
export interface Reading {
  readonly body: Readonly<Record<string, unknown>>;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly appKey: string | undefined;
  readonly groupId: string | undefined;
  readonly receivedAt: number;
}

/** A callback in neutral words; without a draft it tells that something failed. */
export interface Read {
  readonly name: string;
  readonly drafts: readonly EventDraft[];
}

const known: ReadonlySet<string> = new Set(vendorNames);

/** An event that only Easemob has, or one that this version does not know. */
export function toVendor(name: string, groupId?: string): Read {
  return { name, drafts: [{ type: known.has(name) ? 'vendor' : 'unknown', name, groupId }] };
}
