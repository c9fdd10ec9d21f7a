import { configure, given, InvalidRequestError, readArgument } from '@imgroups/core/adapter';
import type { GroupEvent, WebhookTypes } from '../model/event.ts';

type Fields = Readonly<Record<string, unknown>>;

/**
 * Makes an event again of what `JSON.stringify` made of it, given as the JSON or as the parsed object: dates become `Date`.
 * Does not verify anything: a queue that others can write to is not to be trusted.
 */
export function reviveEvent<Vendor extends WebhookTypes = WebhookTypes>(
  json: unknown,
): GroupEvent<Vendor> {
  return configure(undefined, () => readArgument('event', () => revive<Vendor>(json)));
}

function revive<Vendor extends WebhookTypes>(json: unknown): GroupEvent<Vendor> {
  const event = typeof json === 'string' ? parsed(json) : json;
  if (!isObject(event) || typeof event.type !== 'string' || typeof event.id !== 'string') {
    throw refused(
      'event',
      `must be an event as webhooks.parse gives it, or its JSON, not ${given(json)}`,
    );
  }
  const occurredAt = toDate('occurredAt', event.occurredAt);
  const { data } = event;
  const hasEnd = isObject(data) && data.until !== undefined && data.until !== 'permanent';
  const revived = hasEnd ? { data: { ...data, until: toDate('data.until', data.until) } } : {};
  return { ...event, ...revived, occurredAt } as unknown as GroupEvent<Vendor>;
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw refused('event', 'is not JSON');
  }
}

function toDate(field: string, value: unknown): Date {
  const date = new Date(value instanceof Date || typeof value === 'string' ? value : Number.NaN);
  if (Number.isNaN(date.getTime())) {
    throw refused(field, `must be a date as JSON writes it, not ${given(value)}`);
  }
  return date;
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function refused(field: string, rule: string): InvalidRequestError {
  return new InvalidRequestError(`${field}: ${rule}`, { field });
}
