/**
 * Callbacks of all vendors in one vocabulary: types of events and handlers, and the receiver that vendor packages build on.
 *
 * @module
 */
export type {
  EventEnvelope,
  EventSupport,
  GroupEvent,
  NeutralEvent,
  NeutralEventData,
  NeutralEventType,
  RawCallback,
  RawOf,
  UnknownEvent,
  VendorEvent,
  WebhookTypes,
} from './model/event.ts';
export { createWebhooks, type ReceivedCallback, type Webhooks } from './webhook/create-webhooks.ts';
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
export { reviveEvent } from './webhook/revive-event.ts';
export { type SeenIds, type SeenIdsInMemoryOptions, seenIdsInMemory } from './webhook/seen-ids.ts';
export { isWebhookError, WebhookError, type WebhookReason } from './webhook/webhook-error.ts';
export {
  type BeforeHandlers,
  type BeforeOptions,
  type Deny,
  type EventHandlers,
  type HandlerContext,
  requireOtherwise,
  type VendorEventHandlers,
  type WebhookOptions,
  webhookOptionEntries,
} from './webhook/webhook-options.ts';
export type {
  Callback,
  CallbackContent,
  Decision,
  EventDraft,
  NeutralDraft,
  Question,
  WebhookVendor,
} from './webhook/webhook-vendor.ts';
