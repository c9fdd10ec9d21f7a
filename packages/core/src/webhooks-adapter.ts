/**
 * For the receivers of the vendors' callbacks to build on. It changes more often than `./webhooks`, which is for applications.
 *
 * @module
 */
export { createWebhooks } from './webhook/create-webhooks.ts';
export { isOneOf } from './webhook/equal-in-constant-time.ts';
export {
  distinct,
  present,
  readArray,
  readDate,
  readFlag,
  readNumber,
  readObject,
  readText,
} from './webhook/lenient.ts';
export { requireOtherwise, secretList, webhookOptionEntries } from './webhook/webhook-options.ts';
export type {
  Callback,
  CallbackContent,
  Decision,
  EventDraft,
  NeutralDraft,
  Question,
  WebhookVendor,
} from './webhook/webhook-vendor.ts';
