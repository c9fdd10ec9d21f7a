/**
 * Callbacks of all vendors in one vocabulary: the types of events and handlers, for applications.
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
export type { ReceivedCallback, Webhooks } from './webhook/create-webhooks.ts';
export { reviveEvent } from './webhook/revive-event.ts';
export { type SeenIds, type SeenIdsInMemoryOptions, seenIdsInMemory } from './webhook/seen-ids.ts';
export { isWebhookError, WebhookError, type WebhookReason } from './webhook/webhook-error.ts';
export type {
  BeforeHandlers,
  BeforeOptions,
  Deny,
  EventHandlers,
  HandlerContext,
  VendorEventHandlers,
  WebhookOptions,
} from './webhook/webhook-options.ts';
