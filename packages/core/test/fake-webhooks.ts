import { vi } from 'vitest';
import {
  type EventSupport,
  WebhookError,
  type WebhookOptions,
  type WebhookTypes,
} from '../src/webhooks.ts';
import { createWebhooks, type WebhookVendor } from '../src/webhooks-adapter.ts';

const events = {} as EventSupport;

/** A vendor whose callbacks are signed with `?sign=yes` and say their id and events. */
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
    return undefined;
  },
  read({ body }) {
    const userIds = ['bob'];
    return {
      id: String(body.id),
      appId: 'app',
      name: 'joined',
      occurredAt: new Date(0),
      actor: { kind: 'server' },
      drafts: Array.from({ length: Number(body.events ?? 1) }, () => ({
        type: 'members.joined' as const,
        groupId: typeof body.groupId === 'string' ? body.groupId : undefined,
        data: { userIds, how: 'added' as const },
      })),
    };
  },
  answer: (_question, decision) => decision,
};

/** The receiver of a fake vendor. */
export function fakeWebhooks(options: Partial<WebhookOptions<WebhookTypes>> = {}) {
  const onError = vi.fn();
  const given = { onError, ...options } as WebhookOptions<WebhookTypes>;
  return { webhooks: createWebhooks<WebhookTypes>(vendor, given), onError };
}

/** A callback of the fake vendor, as a request. */
export function fakeRequest(body: object = {}): Request {
  return new Request('http://localhost/im?sign=yes', {
    method: 'POST',
    body: JSON.stringify({ id: 'one', groupId: 'g', ...body }),
  });
}

/** A promise and what settles it. */
export function deferred<Value = void>() {
  return Promise.withResolvers<Value>();
}
