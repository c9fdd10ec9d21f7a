import { describe, expect, test } from 'vitest';
import {
  failedAdmin,
  failedAmong,
  failedAttributes,
  failedUsers,
  refusedFields,
} from './failures.ts';

const done = { result: true, user: 'alice' };
const refused = { result: false, user: 'bob', reason: "user bob doesn't exist." };
const failure = { item: 'bob', code: 'refused', message: "user bob doesn't exist." };

describe('what failed in an answer that was no failure', () => {
  test.each([
    ['a list', { data: [done, refused] }, [failure]],
    ['one object', { data: refused }, [failure]],
    ['one object that is done', { data: done }, []],
    ['an object without a result', { data: { user: 'alice' } }, []],
    ['nothing', {}, []],
  ])('is read from %s of users', (_, response, failures) => {
    expect(failedUsers(response)).toEqual(failures);
  });

  test('is read from the entities about a thread', () => {
    expect(failedAmong([{ result: false, user: 'bob' }, done])).toEqual([
      { item: 'bob', code: 'refused', message: undefined },
    ]);
    expect(failedAmong(undefined)).toEqual([]);
  });

  test.each([
    [{ result: 'success', newadmin: 'bob' }, []],
    [{ newadmin: 'bob' }, []],
    [{ result: 'failure', newadmin: 'bob' }, ['bob']],
    [{ result: 'failure', oldadmin: 'bob' }, ['bob']],
  ])('is read from the word about an admin: %j', (data, items) => {
    expect(failedAdmin({ data }).map(({ item }) => item)).toEqual(items);
  });

  test('is read from the fields of an update', () => {
    expect(refusedFields({ data: { groupname: false, description: true } })).toEqual([
      { item: 'groupname', code: 'refused', message: undefined },
    ]);
    expect(refusedFields({})).toEqual([]);
  });

  test.each(['updateMetadataFailed', 'updateMetadataFailed:'])('is read from %s', (name) => {
    const response = { data: { [name]: [{ username: 'bob', metadata: { nick: 'B' } }] } };

    expect(failedAttributes(response)).toEqual([
      { item: 'bob', code: 'refused', message: undefined },
    ]);
    expect(failedAttributes({})).toEqual([]);
  });
});
