import { tencentErrorMeanings } from '@imgroups/tencent';
import { expect, test } from 'vitest';
import { errorMeaning } from '../../../../packages/tencent/src/wire/error-codes.ts';
import { tencentCodeTexts } from './tencent-code-texts.ts';

test('every code has a text, and no other', () => {
  expect(Object.keys(tencentCodeTexts).sort()).toEqual(Object.keys(tencentErrorMeanings).sort());
});

test('the codes that the page calls exceptions are exceptions', () => {
  const path = '/v4/group_open_http_svc/modify_group_base_info';
  const extension = '/v4/openim_msg_ext_http_svc/group_set_key_values';

  const meanings = [
    errorMeaning(10007),
    errorMeaning(10007, { path, request: { From_Account: 'bob' } }),
    errorMeaning(10007, { path, request: { Operator_Account: 'bob' } }),
    errorMeaning(10008, { path: extension, request: {} }),
  ].map(({ code, reason }) => [code, reason]);

  expect(meanings).toEqual([
    ['unsupported', undefined],
    ['permission_denied', undefined],
    ['permission_denied', undefined],
    ['unsupported', 'plan_limit'],
  ]);
});
