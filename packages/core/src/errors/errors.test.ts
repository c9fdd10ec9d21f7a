import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { batchResult } from '../batch/batch-result.ts';
import {
  ApiError,
  addErrorDetails,
  ImGroupsError,
  InvalidRequestError,
  InvalidResponseError,
  isImGroupsError,
  TransportError,
  UnsupportedError,
} from './index.ts';
import { unexpected } from './unexpected.ts';

describe('each error', () => {
  test.each([
    ['ImGroupsError', new ImGroupsError('text', { code: 'internal' }), 'internal'],
    ['ApiError', new ApiError('text', { code: 'not_found' }), 'not_found'],
    ['InvalidRequestError', new InvalidRequestError('text'), 'invalid_argument'],
    ['InvalidResponseError', new InvalidResponseError('text'), 'internal'],
    ['TransportError', new TransportError('text', { code: 'timeout' }), 'timeout'],
    ['UnsupportedError', new UnsupportedError('text'), 'unsupported'],
  ])('%s has its name and code, and is one of the library', (name, error, code) => {
    expect(error).toMatchObject({ name, code, message: 'text' });
    expect(error).toBeInstanceOf(Error);
    expect(isImGroupsError(error)).toBe(true);
  });

  test('says nothing was tried, nothing is in doubt and nothing helps, unless told', () => {
    const { attempts, retryable, ambiguous, afterAmbiguous } = new ApiError('text', {
      code: 'internal',
    });

    expect({ attempts, retryable, ambiguous, afterAmbiguous }).toEqual({
      attempts: 0,
      retryable: false,
      ambiguous: false,
      afterAmbiguous: false,
    });
  });

  test('shows nothing that nobody knows when it is printed', () => {
    const error = addErrorDetails(new InvalidRequestError('text', { field: undefined }), {
      provider: 'tencent',
      vendorCode: undefined,
    });

    expect(inspect(error)).toContain("provider: 'tencent'");
    expect(inspect(error)).not.toContain('undefined');
  });

  test('keeps what it is told', () => {
    const details = {
      code: 'unavailable',
      reason: 'group_full',
      provider: 'tencent',
      operation: 'members.add',
      endpoint: 'addGroupMember',
      vendorCode: 10014,
      vendorMessage: 'full',
      httpStatus: 200,
      requestId: '7',
      attempts: 2,
      retryable: true,
      ambiguous: true,
      afterAmbiguous: true,
      fields: { changed: ['name'], refused: ['avatarUrl'] },
      retryAfterSeconds: 3,
    } as const;

    expect(new ApiError('text', details)).toMatchObject(details);
  });
});

describe('what is not an error of the library', () => {
  test.each([[undefined], [null], ['text'], [7], [{}], [new Error('text')], [() => undefined]])(
    '%s is none',
    (thrown) => {
      expect(isImGroupsError(thrown)).toBe(false);
    },
  );

  test('is told as an unexpected failure that may have taken effect, without its text', () => {
    expect(unexpected(new TypeError('no access for SECRET'))).toMatchObject({
      code: 'internal',
      ambiguous: true,
      message: 'unexpected failure: TypeError',
    });
  });
});

test('an error of another copy of the library is one too', () => {
  const foreign = Object.defineProperty(new Error('text'), Symbol.for('imgroups.error'), {
    value: true,
  });

  expect(isImGroupsError(foreign)).toBe(true);
});

test('details are added in place, so that the stack stays', () => {
  const error = new ApiError('text', { code: 'internal' });
  const { stack } = error;

  const same = addErrorDetails(error, { provider: 'easemob', attempts: 3 });

  expect(same).toBe(error);
  expect(error).toMatchObject({ provider: 'easemob', attempts: 3, code: 'internal', stack });
});

test('as JSON a failed batch tells each user in a few fields', () => {
  const failure = new ApiError('refused', {
    code: 'not_found',
    reason: 'user_not_found',
    ambiguous: true,
  });
  const error = new ApiError('text', {
    code: 'cancelled',
    result: batchResult([
      { userId: 'ann', status: 'done', changed: true },
      { userId: 'bob', status: 'failed', error: failure },
    ]),
  });

  expect(JSON.parse(JSON.stringify(error))).toMatchObject({
    message: 'text',
    code: 'cancelled',
    result: [
      { userId: 'ann', status: 'done', changed: true },
      {
        userId: 'bob',
        status: 'failed',
        code: 'not_found',
        reason: 'user_not_found',
        ambiguous: true,
      },
    ],
  });
  expect(JSON.stringify(new ApiError('text', { code: 'internal' }))).not.toContain('"result"');
});
