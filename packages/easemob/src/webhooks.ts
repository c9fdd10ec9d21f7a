/**
 * Receives Easemob's callbacks of both generations, verified and in the same words for every vendor.
 *
 * @module
 */
export * from '@imgroups/core/webhooks';
export type * from './webhooks/callbacks.ts';
export {
  createEasemobWebhooks,
  type EasemobWebhookOptions,
} from './webhooks/create-easemob-webhooks.ts';
export { easemobEvents } from './webhooks/events.ts';
export {
  type SignEasemobCallbackOptions,
  type SignedEasemobCallback,
  signEasemobCallback,
} from './webhooks/sign.ts';
export type { EasemobDecisions, EasemobWebhookTypes } from './webhooks/types.ts';
