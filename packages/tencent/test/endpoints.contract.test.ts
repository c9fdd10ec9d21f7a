import { type AnyEndpoint, parseJson, stringifyJson } from '@imgroups/core/adapter';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { testEndpointContract } from '../../testing/src/endpoint-contract.ts';
import { tencentEndpoints } from '../src/endpoints.ts';
import { readSample, samples } from './fixtures.ts';

testEndpointContract({ endpoints: tencentEndpoints, samples, readSample });

test.each(Object.entries<AnyEndpoint>(tencentEndpoints))(
  '%s reads a success that says nothing',
  (_, { response }) => {
    const answer = { ActionStatus: 'OK', ErrorCode: 0 };

    expect(v.safeParse(response, answer).issues).toBeUndefined();
  },
);

test('a 64-bit position comes out of an answer and goes into a request without loss', () => {
  const { int64 } = tencentEndpoints.getAppIdGroupList;

  const answer = parseJson('{"Next": 18446744073709551615}', int64);

  expect(answer).toEqual({ Next: '18446744073709551615' });
  expect(stringifyJson(answer, int64)).toBe('{"Next":18446744073709551615}');
});
