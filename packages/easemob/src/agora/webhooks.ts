/**
 * Receives the callbacks of Agora Chat, which are those of Easemob: verified and in the same words for every vendor.
 *
 * @module
 */
import { checkOptions, credential, strict } from '@imgroups/core/adapter';
import type { WebhookOptions, Webhooks } from '@imgroups/core/webhooks';
import * as v from 'valibot';
import { createReceiver, receiverEntries } from '../webhooks/create-easemob-webhooks.ts';
import type { EasemobWebhookTypes } from '../webhooks/types.ts';

export * from '@imgroups/core/webhooks';
export type * from '../webhooks/callbacks.ts';
export { easemobEvents as agoraEvents } from '../webhooks/events.ts';
export {
  type SignEasemobCallbackOptions as SignAgoraChatCallbackOptions,
  type SignedEasemobCallback as SignedAgoraChatCallback,
  signEasemobCallback as signAgoraChatCallback,
} from '../webhooks/sign.ts';
export type { EasemobDecisions as AgoraChatDecisions } from '../webhooks/types.ts';

/** Agora Chat's additions to the types of events, handlers and before-callbacks. */
export interface AgoraChatWebhookTypes extends EasemobWebhookTypes<'agora'> {}

/** Options of a receiver of Agora Chat's callbacks. */
export type AgoraChatWebhookOptions = {
  /**
   * The `appkey` of the callbacks: those of other apps are refused. The vendor's pages do not tell its form; without it apps are
   * not told apart.
   */
  readonly appKey?: string | undefined;
  /** The secrets of the rules in the console, each rule has its own; an old one too while it is changed. */
  readonly secrets: readonly string[];
} & WebhookOptions<AgoraChatWebhookTypes>;

const optionsSchema = strict({
  ...receiverEntries,
  appKey: v.optional(
    credential('the appkey of the callbacks', (value) => typeof value === 'string' && value !== ''),
  ),
});

/**
 * Creates the receiver of Agora Chat's callbacks. The signature covers an id and the time and not the rest of the body: serve it
 * over https and under a path that nobody can guess.
 *
 * @see https://docs.agora.io/en/realtime-media/im/build/manage-users-and-groups/webhooks
 */
export function createAgoraChatWebhooks(
  options: AgoraChatWebhookOptions,
): Webhooks<AgoraChatWebhookTypes> {
  return createReceiver('agora', checkOptions('agora', optionsSchema, options));
}
