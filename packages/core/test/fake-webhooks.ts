import { vi } from 'vitest';
import {
  type EventSupport,
  WebhookError,
  type WebhookOptions,
  type WebhookTypes,
} from '../src/webhooks.ts';
import {
  type CallbackContent,
  createWebhooks,
  type WebhookVendor,
} from '../src/webhooks-adapter.ts';

const events = {} as EventSupport;

/**
 * A vendor whose callbacks are signed with `?sign=yes`, with `&at=` when that was, and say their id and events, or their
 * drafts and the question that they ask.
 */
const vendor: WebhookVendor = {
  name: 'fake',
  events,
  secretQuery: ['sign'],
  maxAge: 60,
  acknowledgesWrongTimes: false,
  answerWithin: 50,
  deadlineMs: 50,
  verify({ query }) {
    if (query.sign !== 'yes') throw new WebhookError('signature_mismatch', 'not signed');
    return query.at === undefined ? undefined : Number(query.at);
  },
  read({ body }) {
    const userIds = ['bob'];
    const { drafts, question } = body as Partial<CallbackContent>;
    return {
      id: String(body.id),
      appId: 'app',
      name: 'joined',
      occurredAt: new Date(0),
      actor: { kind: 'server' },
      drafts:
        drafts ??
        Array.from({ length: Number(body.events ?? 1) }, () => ({
          type: 'members.joined' as const,
          groupId: typeof body.groupId === 'string' ? body.groupId : undefined,
          data: { userIds, how: 'added' as const },
        })),
      question,
    };
  },
  answer: (_question, decision) => decision,
};

/** The receiver of a fake vendor. */
export function fakeWebhooks(
  options: Partial<WebhookOptions<WebhookTypes>> = {},
  change: Partial<WebhookVendor> = {},
) {
  const onError = vi.fn();
  const given = { onError, ...options } as WebhookOptions<WebhookTypes>;
  return { webhooks: createWebhooks<WebhookTypes>({ ...vendor, ...change }, given), onError };
}

/** A callback of the fake vendor, as a request. */
export function fakeRequest(body: object = {}, query = 'sign=yes'): Request {
  return new Request(`http://localhost/im?${query}`, {
    method: 'POST',
    body: JSON.stringify({ id: 'one', groupId: 'g', ...body }),
  });
}

/** A promise and what settles it. */
export function deferred<Value = void>() {
  return Promise.withResolvers<Value>();
}
