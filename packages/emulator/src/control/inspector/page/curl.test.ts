import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { toCurl } from './curl.ts';

const call = { method: 'POST', path: '/groups', requestBody: '{"name":"Chess"}', answerBody: '{}' };

const vendor = { baseUrl: 'http://h' };

/** The arguments that a shell makes of a command. */
function argumentsOf(command: string | undefined): readonly string[] {
  const script = `curl() { printf '%s\\0' "$@"; }; ${command}`;
  const env = { ...process.env, IM_TOKEN: 'the token' };
  return execFileSync('sh', ['-c', script], { encoding: 'utf8', env }).split('\0').slice(0, -1);
}

describe('a call as a command', () => {
  test('has the token of the shell in its header', () => {
    const command = toCurl({ ...call, token: 'header' }, { baseUrl: 'http://127.0.0.1:1' });

    expect(argumentsOf(command)).toEqual([
      ...['-s', '-X', 'POST', 'http://127.0.0.1:1/groups'],
      ...['-H', 'Authorization: Bearer the token'],
      ...['-H', 'Content-Type: application/json', '--data-raw', '{"name":"Chess"}'],
    ]);
  });

  test.each([
    ['/groups?a=1', 'http://h/groups?a=1&usersig=the token'],
    ['/groups', 'http://h/groups?usersig=the token'],
  ])('has it in its query where it was there: %s', (path, url) => {
    expect(
      argumentsOf(toCurl({ ...call, path, token: 'query' }, { ...vendor, tokenQuery: 'usersig' })),
    ).toContain(url);
  });

  test('is read by no shell', () => {
    const requestBody = `{"name":"it's $(id) \`id\` \\" !!\\n"}`;
    const path = "/groups/$HOME'`id`";

    const read = argumentsOf(toCurl({ ...call, path, requestBody }, vendor));

    expect(read).toContain(requestBody);
    expect(read).toContain(`http://h${path}`);
  });

  test('has no body where there was none', () => {
    const command = toCurl({ method: 'GET', path: '/groups' }, vendor);

    expect(argumentsOf(command)).toEqual(['-s', '-X', 'GET', 'http://h/groups']);
  });

  test.each([{ requestBody: '[form: file]' }, { requestBody: undefined, answerBody: undefined }])(
    'is none where the body is not there: %j',
    (bodies) => {
      expect(toCurl({ ...call, ...bodies }, vendor)).toBeUndefined();
    },
  );
});
