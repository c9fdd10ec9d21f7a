import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { errorMeaning, errorMeanings } from './error-codes.ts';

interface DocumentedCode {
  code: number;
  meaning: string;
  retry: string;
  class: string;
}
const fixture = new URL('../../test/fixtures/error-codes.json', import.meta.url);
const documented = JSON.parse(readFileSync(fixture, 'utf8')) as DocumentedCode[];
const mayHaveTakenEffect = [
  10002, 20004, 20005, 60008, 60013, 60014, 70169, 70202, 70500, 90992, 90994, 90995, 91000, 110002,
];

describe.each(documented)('$code: $meaning', ({ code, retry, class: documentedClass }) => {
  test('means what the vendor says', () => {
    expect(errorMeaning(code).code).toBe(documentedClass.split(' ')[0]);
  });

  test('is tried again only where that can help', () => {
    const transient = retry.startsWith('yes') || retry === 'wait';

    expect(errorMeaning(code).retryable ?? false).toBe(transient);
  });

  test('renews credentials only where that can help', () => {
    expect(errorMeaning(code).renew ?? false).toBe(retry === 'renew');
  });
});

test('an overloaded service, a code that the guide lacks, is asked again', () => {
  expect(errorMeaning(60022)).toEqual({ code: 'unavailable', retryable: true });
});

test('exactly the time-outs of the back end may have taken effect', () => {
  const ambiguous = Object.entries(errorMeanings).filter(([, meaning]) => meaning.ambiguous);

  expect(ambiguous.map(([code]) => Number(code)).sort()).toEqual([...mayHaveTakenEffect].sort());
});

test.each([
  [10010, 'group_not_found'],
  [10015, 'group_not_found'],
  [10019, 'user_not_found'],
  [70107, 'user_not_found'],
  [10014, 'group_full'],
  [10021, 'group_id_taken'],
  [10025, 'group_id_taken'],
  [10016, 'refused_by_webhook'],
  [10100, 'refused_by_webhook'],
  [10200, 'refused_by_webhook'],
  [120001, 'refused_by_webhook'],
  [80001, 'content_rejected'],
])('%i has the reason %s', (code, reason) => {
  expect(errorMeaning(code).reason).toBe(reason);
});

test.each([
  [60099, { code: 'unavailable' }],
  [79999, { code: 'unauthenticated' }],
  [90999, { code: 'internal', retryable: true, ambiguous: true }],
  [10999, { code: 'internal' }],
  [424242, { code: 'internal' }],
])('the unknown code %i is told by its range', (code, meaning) => {
  expect(errorMeaning(code)).toEqual(meaning);
});

test('a message dropped for its frequency is throttled, for any other reason it is not explained', () => {
  expect(errorMeaning('MsgFreqCtrl')).toEqual({ code: 'rate_limited', retryable: true });
  expect(errorMeaning('SomethingNew')).toEqual({ code: 'internal' });
});

test('10007 is about permission when the request acts as somebody else', () => {
  const path = '/v4/group_open_http_svc/modify_group_base_info';

  const asAdministrator = errorMeaning(10007, { path, request: { GroupId: 'g' } });
  const asMember = errorMeaning(10007, { path, request: { GroupId: 'g', From_Account: 'bob' } });

  expect([asAdministrator.code, asMember.code]).toEqual(['unsupported', 'permission_denied']);
});

test.each([
  [10007, { Operator_Account: 'bob' }, 'permission_denied'],
  [10010, { From_Account: 'bob' }, 'not_found'],
  [10007, { From_Account: '' }, 'unsupported'],
])('%i of %j is %s', (code, request, expected) => {
  const path = '/v4/group_open_http_svc/modify_group_base_info';

  expect(errorMeaning(code, { path, request }).code).toBe(expected);
});

test('a word of the vendor is no number', () => {
  expect(errorMeaning('60099')).toEqual({ code: 'internal' });
});

test('10007 is about the kind of group when the account is the reader of a receipt', () => {
  const path = '/v4/group_open_http_svc/group_msg_receipt';

  const meaning = errorMeaning(10007, { path, request: { GroupId: 'g', From_Account: 'bob' } });

  expect(meaning.code).toBe('unsupported');
});

test('10008 is about the plan on message extensions', () => {
  const path = '/v4/openim_msg_ext_http_svc/group_set_key_values';

  expect(errorMeaning(10008, { path, request: {} })).toEqual({
    code: 'unsupported',
    reason: 'plan_limit',
  });
  expect(errorMeaning(10010, { path, request: {} }).code).toBe('not_found');
  expect(errorMeaning(10008, { path: '/v4/other', request: {} })).toEqual(errorMeaning(10008));
});
