import { inspect } from 'node:util';
import { describe, expect, onTestFinished, test } from 'vitest';
import { BatchError } from '../batch/batch-error.ts';
import { batchResult } from '../batch/batch-result.ts';
import {
  Failure,
  invalid,
  readArgument,
  toFailure,
  unreadable,
  unsupported,
  withCheck,
} from './failure.ts';
import { traceFromHere } from './imgroups-error.ts';
import {
  ApiError,
  ImGroupsError,
  InvalidRequestError,
  InvalidResponseError,
  isImGroupsError,
  TransportError,
  UnsupportedError,
} from './index.ts';
import { unreadItems } from './unread-items.ts';

describe('each error', () => {
  test.each([
    ['ImGroupsError', () => new ImGroupsError('text', { code: 'internal' }), 'internal'],
    ['ApiError', () => new ApiError('text', { code: 'not_found' }), 'not_found'],
    ['InvalidRequestError', () => new InvalidRequestError('text'), 'invalid_argument'],
    ['InvalidResponseError', () => new InvalidResponseError('text'), 'internal'],
    ['TransportError', () => new TransportError('text', { code: 'timeout' }), 'timeout'],
    ['UnsupportedError', () => new UnsupportedError('text'), 'unsupported'],
  ])('%s has its name and code, and is one of the library', (name, make, code) => {
    const error = make();

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
    const error = new InvalidRequestError('text', {
      field: undefined,
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

  test('is told by its type when it is no error at all', () => {
    expect(toFailure('text').toError().message).toBe('unexpected failure: a value of type string');
  });

  test('is told as an unexpected failure that may have taken effect, without its text', () => {
    expect(toFailure(new TypeError('no access for SECRET')).toError()).toMatchObject({
      code: 'internal',
      ambiguous: true,
      message: 'unexpected failure: TypeError',
    });
  });
});

test('a proxy that lets nobody look is no error of the library', () => {
  const locked = new Proxy(
    {},
    {
      has() {
        throw new TypeError('locked');
      },
    },
  );

  expect(isImGroupsError(locked)).toBe(false);
});

test('an error of another copy of the library is one too', () => {
  const foreign = Object.defineProperty(new Error('text'), Symbol.for('imgroups.error'), {
    value: true,
  });

  expect(isImGroupsError(foreign)).toBe(true);
});

describe('a failure becomes an error once', () => {
  test('with what the failure says winning over where it happened', () => {
    const failure = invalid('name', 'must be a string', { endpoint: 'createGroup' });

    const error = failure.toError({ provider: 'tencent', endpoint: 'other', operation: 'x' });

    expect(error).toBeInstanceOf(InvalidRequestError);
    expect(error).toMatchObject({
      message: 'name: must be a string',
      field: 'name',
      code: 'invalid_argument',
      provider: 'tencent',
      endpoint: 'createGroup',
      operation: 'x',
    });
  });

  test('and says what it is about in the caller’s words when the field was renamed', () => {
    const failure = invalid('Name', 'at most 100 bytes').with({ field: 'name' });

    expect(failure.toError()).toMatchObject({ message: 'name: at most 100 bytes', field: 'name' });
  });

  test.each([
    ['InvalidRequestError', new InvalidRequestError('name: too long', { field: 'name' })],
    ['InvalidRequestError', new InvalidRequestError('refused')],
    ['ApiError', new ApiError('name: refused', { code: 'invalid_argument', field: 'name' })],
    ['ApiError', new ApiError('no such group', { code: 'not_found', reason: 'group_not_found' })],
    ['TransportError', new TransportError('no answer', { code: 'timeout', ambiguous: true })],
  ])('an %s can be told again by somebody else, as another object', (_, error) => {
    const again = toFailure(error).toError({ operation: 'members.add' });

    expect(again).not.toBe(error);
    expect(again).toBeInstanceOf(error.constructor);
    expect({ ...again, message: again.message }).toEqual({
      ...error,
      message: error.message,
      operation: 'members.add',
    });
  });

  test('of an argument, whose name begins the message of every further one', () => {
    const error = new InvalidRequestError('too long', { field: 'name' });

    expect(toFailure(error).toError().message).toBe('name: too long');
  });

  test('of a failed batch, which is told again as the base of all errors', () => {
    const cause = new ApiError('stop', { code: 'cancelled', reason: 'group_full' });
    const again = toFailure(new BatchError('text', cause, batchResult([])));

    expect(again).toMatchObject({ code: 'cancelled', reason: 'group_full' });
    expect(again.toError()).toMatchObject({ name: 'ImGroupsError', message: 'text' });
  });

  test('as an internal one, unless the failure says what it is', () => {
    expect(new Failure('ApiError', 'text').toError().code).toBe('internal');
    expect(unsupported('text').toError().code).toBe('unsupported');
  });

  test('that names the options to look at, where there are any', () => {
    expect(withCheck('refused', 'secretKey')).toBe('refused. Check secretKey');
    expect(withCheck('refused', undefined)).toBe('refused');
  });

  test('with a message of bounded length, however long the texts are that it quotes', () => {
    const vendorMessage = 'x'.repeat(100_000);
    const failure = new Failure('ApiError', vendorMessage, { code: 'internal', vendorMessage });

    const again = toFailure(failure.toError()).toError();

    expect(again.message).toBe(`${'x'.repeat(999)}…`);
    expect(again.vendorMessage).toBe(vendorMessage);
  });

  test('it is no error itself, so nobody pays for its stack', () => {
    expect(new Failure('ApiError', 'text')).not.toBeInstanceOf(Error);
  });
});

describe('an argument whose own code throws while it is read', () => {
  const read = (thrown: unknown) => () =>
    readArgument('name', () => {
      throw thrown;
    });

  test('is refused by name, with what was thrown', () => {
    expect(read(new Error('no'))).toThrow(
      expect.objectContaining({ field: 'name', text: expect.stringMatching(/cannot be read.*no/) }),
    );
  });

  test.each([invalid('other', 'text'), new ApiError('text', { code: 'internal' })])(
    'keeps a refusal that is one already',
    (thrown) => {
      expect(read(thrown)).toThrow(thrown);
    },
  );
});

test('an error tells the line that waits for it, on runtimes that can', () => {
  const made = new Error('text');
  const { stack } = made;

  expect(traceFromHere(made)).toBe(made);
  expect(made.stack).not.toBe(stack);
});

test('an error stays as it is on runtimes that know no other place', () => {
  const { captureStackTrace } = Error;
  Object.assign(Error, { captureStackTrace: undefined });
  onTestFinished(() => void Object.assign(Error, { captureStackTrace }));
  const made = new Error('text');
  const { stack } = made;

  traceFromHere(made);

  expect(made.stack).toBe(stack);
});

describe('items that cannot be read', () => {
  test('are counted by their field, and the first hundred are kept', () => {
    const unread = unreadItems();
    const inField = Array.from({ length: 150 }, () => unreadable('text', { field: 'name' }));
    unread.add(inField.map((failure) => failure.toError()));
    unread.add([unreadable('text').toError()]);

    const error = thrownBy(() => unread.throwIfAny(['bob']));

    expect(error).toMatchObject({ name: 'InvalidResponseError', result: ['bob'] });
    expect(error.message).toBe(
      '151 items could not be read: name (150), items (1); the first: text',
    );
    expect((error as InvalidResponseError).unreadable).toHaveLength(100);
  });

  test('are no failure when there are none', () => {
    const unread = unreadItems();
    unread.add(undefined);

    expect(() => unread.throwIfAny()).not.toThrow();
  });
});

function thrownBy(run: () => void): ImGroupsError {
  try {
    run();
  } catch (thrown) {
    return thrown as ImGroupsError;
  }
  throw new Error('nothing was thrown');
}

test('as JSON a failed batch tells each user in a few fields', () => {
  const failure = new ApiError('refused', {
    code: 'not_found',
    reason: 'user_not_found',
    ambiguous: true,
  });
  const result = batchResult([
    { userId: 'ann', status: 'done', changed: true },
    { userId: 'bob', status: 'failed', error: failure },
  ]);
  const error = new BatchError('text', new ApiError('stop', { code: 'cancelled' }), result);

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
