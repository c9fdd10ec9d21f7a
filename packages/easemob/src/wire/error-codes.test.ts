import { describe, expect, test } from 'vitest';
import { documentedErrors } from '../../test/documented-errors.ts';
import { meaningOf, meaningOfReason, missingSubject } from './error-codes.ts';

describe.each(documentedErrors)(
  '%i %s: %s',
  (status, error, description, code, reason, retry = 'no') => {
    const read = () => meaningOf({ status, error, description });

    test(`is ${code}${reason ? ` with the reason ${reason}` : ''}`, () => {
      const meaning = read();

      expect([meaning.code, meaning.reason]).toEqual([code, reason]);
    });

    test(`retry: ${retry}`, () => {
      const meaning = read();

      expect({ retryable: meaning.retryable ?? false, renew: meaning.renew ?? false }).toEqual({
        retryable: retry === 'yes',
        renew: retry === 'renew',
      });
    });
  },
);

test('only an answer of a server in trouble, or one that is not documented, may have taken effect', () => {
  const ambiguous = documentedErrors.filter(
    ([status, error, description]) => meaningOf({ status, error, description }).ambiguous,
  );

  expect(new Set(ambiguous.map(([status]) => status))).toEqual(
    new Set([302, 408, 418, 500, 501, 502, 503, 504, 599]),
  );
  expect(ambiguous.map(([, error]) => error)).not.toContain('web_application');
  expect(ambiguous.map(([, error]) => error)).not.toContain('unsupported_service_operation');
});

describe('the number of an answer', () => {
  const metadataError = { error: 'metadata_error', description: 'something new' };

  test.each([
    [403, 40000, 'unsupported', 'feature_disabled'],
    [400, 40002, 'already_exists', undefined],
    [403, 40004, 'already_exists', undefined],
    [403, 40005, 'resource_exhausted', undefined],
    [400, 40009, 'unsupported', undefined],
    [404, 40011, 'not_found', 'thread_not_found'],
    [401, 40001, 'permission_denied', undefined],
    [401, 60001, 'permission_denied', undefined],
    [403, 60002, 'permission_denied', undefined],
    [404, 60003, 'not_found', 'not_a_member'],
    [403, 60004, 'unsupported', 'feature_disabled'],
    [404, 20004, 'not_found', 'not_a_member'],
    [403, 15002, 'unsupported', 'feature_disabled'],
    [404, 91001, 'not_found', undefined],
    [403, 91101, 'resource_exhausted', undefined],
    [400, 91104, 'permission_denied', undefined],
  ])('%i %i is %s (%s), whatever word and text say', (status, number, code, reason) => {
    const meaning = meaningOf({ status, ...metadataError, number });

    expect(meaning).toMatchObject({ code });
    expect(meaning.reason).toBe(reason);
    expect(meaning.renew ?? false).toBe(false);
  });

  test('takes a reason from the text that says the same', () => {
    const description = 'exceeds chatgroup metadata batch put users limit';

    const meaning = meaningOf({
      status: 400,
      error: 'metadata_error',
      description,
      number: 60_009,
    });

    expect(meaning).toEqual({ code: 'invalid_argument', reason: 'batch_too_long' });
  });

  test('takes no reason from a text that says something else', () => {
    const description = 'group member list is full!';

    expect(meaningOf({ status: 404, error: 'x', description, number: 91_001 })).toEqual({
      code: 'not_found',
    });
  });

  test('that is not known, or of a server in trouble, decides nothing', () => {
    expect(meaningOf({ status: 404, error: 'x', number: 12_345 }).code).toBe('not_found');
    expect(meaningOf({ status: 500, error: 'x', number: 40_006 }).ambiguous).toBe(true);
    expect(meaningOf({ status: 500, error: 'x', number: 60_003 }).ambiguous).toBe(true);
  });
});

test('a second text is read as the first', () => {
  const meaning = meaningOf({ status: 403, error: 'x', detail: 'group member list is full!' });

  expect(meaning).toEqual({ code: 'resource_exhausted', reason: 'group_full' });
});

test('an exception tells a missing user whom the text does not name', () => {
  const meaning = meaningOf({
    status: 404,
    error: 'service_resource_not_found',
    description: 'Service resource not found',
    exception: 'com.easemob.common.exception.UserNotFoundException',
  });

  expect(meaning).toEqual({ code: 'not_found', reason: 'user_not_found' });
});

test.each([301, 302, 304, 307, 408, 410, 422, 451, 499])(
  'HTTP %i leaves a write in doubt, whatever it says',
  (status) => {
    const answer = { status, error: 'forbidden_op', description: 'user: bob already in group: 1' };

    expect(meaningOf(answer)).toMatchObject({ ambiguous: true });
  },
);

test.each([400, 403, 404, 409, 411, 413, 414, 429, 431])('HTTP %i is a refusal', (status) => {
  expect(meaningOf({ status }).ambiguous ?? false).toBe(false);
});

test('short codes are compared whatever their case', () => {
  const meaning = meaningOf({ status: 429, error: 'RESOURCE_LIMITED' });

  expect(meaning.reason).toBe('plan_limit');
});

test.each([
  ["user ttestuser0015981 doesn't exist.", 'not_found', 'user_not_found'],
  ["the user hxt001 doesn't exist", 'not_found', 'user_not_found'],
  ["user: user3 doesn't exist in group: 12", 'not_found', 'not_a_member'],
  ['forbidden operation on group owner!', 'failed_precondition', 'is_owner'],
  ['the user3 already exists', 'already_exists', undefined],
  [undefined, 'failed_precondition', undefined],
])('the reason %s of one user is %s (%s)', (text, code, reason) => {
  const meaning = meaningOfReason(text);

  expect([meaning.code, meaning.reason]).toEqual([code, reason]);
});

describe('what is missing where the service does not say', () => {
  test.each([
    ['service_resource_not_found', 'GET', '/users/{username}', 'user_not_found'],
    ['service_resource_not_found', 'GET', '/chatgroups/user/{username}', 'user_not_found'],
    ['service_resource_not_found', 'POST', '/chatgroups/{group_id}/users', 'group_not_found'],
    [
      'service_resource_not_found',
      'DELETE',
      '/chatgroups/{group_id}/users/{username}',
      'group_not_found',
    ],
    ['service_resource_not_found', 'POST', '/thread', undefined],
    ['service_resource_not_found', 'PUT', '/metadata/chatgroup/{group_id}', undefined],
    ['anything', 'GET', '/chatgroups/{group_ids}', 'group_not_found'],
    ['anything', 'GET', '/chatgroups/{group_id}/users', 'group_not_found'],
    ['anything', 'DELETE', '/chatgroups/{group_id}', 'group_not_found'],
    ['anything', 'POST', '/chatgroups/{group_id}/ban', 'group_not_found'],
    ['anything', 'POST', '/chatgroups/{group_id}/disable', 'group_not_found'],
    ['anything', 'POST', '/chatgroups/{group_id}/share_files', 'group_not_found'],
    ['anything', 'GET', '/chatgroups/{group_id}/share_files/{file_id}', undefined],
    ['anything', 'GET', '/threads/user/{username}', 'user_not_found'],
    ['anything', 'DELETE', '/thread/{thread_id}', 'thread_not_found'],
    ['anything', 'POST', '/thread/{thread_id}/users', undefined],
    ['anything', 'GET', '/metadata/chatgroup/{group_id}/user/{username}', undefined],
    ['anything', 'POST', '/chatgroups/{group_id}/users', undefined],
    ['anything', 'GET', '/chatgroups/{group_id}/user/{username}/is_joined', undefined],
    ['anything', 'POST', '/chatgroups', undefined],
    [undefined, 'GET', '/chatgroups/{group_ids}', undefined],
  ])('%s on %s %s is %s', (error, method, path, subject) => {
    expect(missingSubject({ status: 404, error }, { method, path })).toBe(subject);
  });
});
