/**
 * Receives Tencent's callbacks about groups, verified and in the same words for every vendor.
 *
 * @module
 */
export * from '@imgroups/core/webhooks';
export type * from './webhooks/callbacks.ts';
export {
  createTencentWebhooks,
  type TencentWebhookOptions,
} from './webhooks/create-tencent-webhooks.ts';
export { tencentEvents } from './webhooks/events.ts';
export type {
  TencentAllow,
  TencentAsked,
  TencentDecisions,
} from './webhooks/questions.ts';
export {
  type SignedTencentCallback,
  type SignTencentCallbackOptions,
  signTencentCallback,
} from './webhooks/sign.ts';
export type { TencentWebhookTypes } from './webhooks/types.ts';
