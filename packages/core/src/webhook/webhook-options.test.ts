import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { checkOptions, strict } from '../adapter.ts';
import type { EventSupport } from '../model/event.ts';
import { requireOtherwise, secretList, webhookOptionEntries } from './webhook-options.ts';

const events = { 'members.joined': 'yes', 'mutes.added': 'no' } as EventSupport;

const schema = strict({
  ...webhookOptionEntries(events, ['quota'], ['ask']),
  secrets: v.optional(secretList(v.string())),
});

const check = (options: object) => checkOptions('fake', schema, options as never);

const handler = () => undefined;
const store = { claim: handler, done: handler, release: handler };

test.each<object>([
  {},
  { on: { 'members.joined': handler, 'mutes.added': undefined, unknown: handler } },
  { onVendor: { quota: handler }, onAny: handler, onError: handler, now: Date.now },
  { before: { ask: handler }, otherwise: 'allow', deadlineMs: 20 },
  { otherwise: 'deny' },
  { acknowledge: 'after', onHandlerError: 'acknowledge', maxAge: 1, dedupe: 'off' },
  { acknowledge: 'first', onHandlerError: 'fail', maxAge: 'off', dedupe: store },
  { secrets: ['one', 'two'] },
])('%o is taken', (options) => {
  expect(check(options)).toEqual(options);
});

test.each<[object, RegExp]>([
  [
    { on: { 'member.joined': handler } },
    /^on\.member\.joined: unknown event; did you mean members\.joined\?/,
  ],
  [{ on: { unknown: 7 } }, /^on\.unknown: must be a function, not 7/],
  [{ onVendor: { quotas: handler } }, /^onVendor\.quotas: unknown event; did you mean quota\?/],
  [{ before: { asks: handler } }, /^before\.asks: unknown before-callback; did you mean ask\?/],
  [{ onAny: 'all' }, /^onAny: must be a function/],
  [{ otherwise: 'refuse' }, /^otherwise: must be one of allow, deny, not "refuse"/],
  [{ deadlineMs: 0 }, /^deadlineMs: must be a positive whole number, not 0/],
  [{ acknowledge: 'before' }, /^acknowledge: must be one of after, first, not "before"/],
  [{ onHandlerError: 'throw' }, /^onHandlerError: must be one of acknowledge, fail, not "throw"/],
  [{ maxAge: 0 }, /^maxAge: must be a positive whole number of seconds, or 'off', not 0/],
  [{ maxAge: 1.5 }, /^maxAge: must be a positive whole number/],
  [{ maxAge: -1 }, /^maxAge: must be a positive whole number/],
  [{ maxAge: 'on' }, /^maxAge: must be a positive whole number/],
  [{ maxAge: '60' }, /^maxAge: must be a positive whole number/],
  [
    { dedupe: 'on' },
    /^dedupe: must be an object with claim\(\), done\(\), release\(\), or 'off', not "on"/,
  ],
  [{ dedupe: { ...store, claim: undefined } }, /^dedupe: must be an object with claim\(\)/],
  [{ dedupe: { ...store, done: undefined } }, /^dedupe: must be an object with claim\(\)/],
  [{ dedupe: { ...store, release: undefined } }, /^dedupe: must be an object with claim\(\)/],
  [{ onError: {} }, /^onError: must be a function/],
  [{ now: 7 }, /^now: must be a function/],
  [{ secrets: 'hushed' }, /^secrets: must be a list of strings$/],
  [{ secrets: [] }, /^secrets: must not be empty$/],
])('%o is refused with what to do', (options, message) => {
  expect(() => check(options)).toThrow(message);
});

describe('before and otherwise', () => {
  test.each([
    [{}, undefined],
    [{ before: {}, otherwise: 'allow' }, undefined],
    [
      { before: {} },
      "otherwise: is missing: say 'allow' or 'deny', for handlers that fail or are late",
    ],
    [{ otherwise: 'deny' }, 'otherwise: is only of use together with before'],
  ])('come together: %j', (options, message) => {
    let thrown: unknown;
    try {
      requireOtherwise(options);
    } catch (error) {
      thrown = error;
    }

    expect(thrown).toEqual(
      message &&
        expect.objectContaining({
          message,
          details: expect.objectContaining({ field: 'otherwise' }),
        }),
    );
  });
});
