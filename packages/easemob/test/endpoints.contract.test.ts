import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { easemobEndpoints } from '../src/endpoints.ts';
import { fixturesOf, readFixture } from './read-fixture.ts';

describe.each(Object.entries(easemobEndpoints))('%s', (name, endpoint) => {
  test('accepts the documented request', () => {
    const request = readFixture(`${name}.request`);

    expect(v.safeParse(endpoint.request, request).issues).toBeUndefined();
  });

  test.each(fixturesOf(`${name}.`, 'response'))('accepts the documented answer %s', (file) => {
    const response = readFixture(file);

    expect(v.safeParse(endpoint.response, response).issues).toBeUndefined();
  });

  test('has a documented answer', () => {
    expect(fixturesOf(`${name}.`, 'response')).toContain(`${name}.response`);
  });
});
