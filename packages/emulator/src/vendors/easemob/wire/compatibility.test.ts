import { easemobEndpoints } from '@imgroups/easemob/endpoints';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { adaptRequest, readQuery } from './compatibility.ts';

describe('a request', () => {
  test.each([
    ['createGroup', { desc: 'd', members_only: true }, { description: 'd', membersonly: true }],
    ['createGroup', { approval: false }, { membersonly: false }],
    ['createGroup', { members_only: false, approval: true }, { membersonly: true }],
    ['createGroup', { desc: 'old', description: 'new' }, { description: 'new' }],
    ['createGroup', { desc: 'old', description: null }, { description: 'old' }],
    ['createGroup', { members: [], maxusers: null }, {}],
    ['updateGroup', { name: 'go' }, { groupname: 'go' }],
    ['setAnnouncement', { announcement: '' }, { announcement: '' }],
    ['listGroups', { limit: '', cursor: '' }, {}],
    ['createGroup', { groupname: 'undefined' }, { groupname: 'undefined' }],
    ['addMembers', { usernames: ['Bob', 'CAROL'] }, { usernames: ['bob', 'carol'] }],
    ['removeMembers', { usernames: ['bob', ''] }, { usernames: ['bob'] }],
    ['createUsers', { users: [{ username: 'Bob' }, 1] }, { users: [{ username: 'bob' }, 1] }],
  ])('to %s with %j is read as %j', (endpoint, sent, expected) => {
    const { fields } = adaptRequest(endpoint, sent);

    expect(fields).toEqual(expected);
  });

  test('is left as it was', () => {
    const sent = { desc: 'd', members: ['Bob'], maxusers: null };

    adaptRequest('createGroup', sent);

    expect(sent).toEqual({ desc: 'd', members: ['Bob'], maxusers: null });
  });

  test('of any form is read without a failure', () => {
    const name = fc.constantFrom('desc', 'approval', 'members', 'usernames', 'users', '__proto__');
    const request = fc.dictionary(fc.oneof(name, fc.string()), fc.jsonValue());
    const endpoint = fc.constantFrom(...Object.keys(easemobEndpoints));

    fc.assert(
      fc.property(endpoint, request, (endpointName, fields) => {
        expect(() => adaptRequest(endpointName, fields)).not.toThrow();
      }),
    );
  });

  test('in current names is read as it is', () => {
    const current = { groupname: 'go', description: 'd', membersonly: true, public: true };

    const { fields } = adaptRequest('createGroup', current);

    expect(fields).toEqual(current);
  });
});

describe('an answer', () => {
  test('has the names of the request', () => {
    const { restore } = adaptRequest('updateGroup', { name: 'go', maxusers: 3 });

    const answer = restore({ action: 'put', data: { groupname: true, maxusers: true } });

    expect(answer).toEqual({ action: 'put', data: { name: true, maxusers: true } });
  });

  test('to a request in current names stays as it is', () => {
    const { restore } = adaptRequest('updateGroup', { groupname: 'go' });
    const answer = { data: { groupname: true } };

    expect(restore(answer)).toBe(answer);
  });
});

test.each([
  ['needRole=true&needAffiliations=undefined', 'needRole=true'],
  ['limit=20&cursor=undefined', 'limit=20'],
  ['version=v3&resource=webim_1&_v=1795825480576', 'version=v3'],
])('the query %s is read as %s', (sent, expected) => {
  const query = readQuery(new URLSearchParams(sent));

  expect(String(query)).toBe(expected);
});
