import { expect, test } from 'vitest';
import { clientSecret, scriptedService } from '../test/scripted-service.ts';
import { easemobFromEnv } from './from-env.ts';

const complete = {
  IMGROUPS_EASEMOB_APP_KEY: 'acme#testapp',
  IMGROUPS_EASEMOB_CLIENT_ID: 'YXA6-client',
  IMGROUPS_EASEMOB_CLIENT_SECRET: clientSecret,
};

test('a provider is opened with the variables', async () => {
  const service = scriptedService({ 'GET /chatgroups': [{ data: [] }] });
  const environment = {
    ...complete,
    IMGROUPS_EASEMOB_BASE_URL: 'https://im.example.org',
    PATH: '/bin',
  };

  await easemobFromEnv(environment, { transport: service.transport }).groups.list().first();

  const [token, list] = service.calls;
  expect(token?.body).toMatchObject({ client_id: 'YXA6-client', client_secret: clientSecret });
  expect(list?.url.href).toMatch(/^https:\/\/im\.example\.org\/acme\/testapp\/chatgroups/);
});

test('the data centre is a variable too', async () => {
  const service = scriptedService({ 'GET /chatgroups': [{ data: [] }] });
  const environment = { ...complete, IMGROUPS_EASEMOB_REGION: 'china2' };

  await easemobFromEnv(environment, { transport: service.transport }).groups.list().first();

  expect(service.calls.at(-1)?.url.origin).toBe('https://a31.easemob.com');
});

test.each([
  [{ IMGROUPS_EASEMOB_APP_KEY: undefined }, 'IMGROUPS_EASEMOB_APP_KEY: is not set'],
  [{ IMGROUPS_EASEMOB_APP_KEY: '' }, 'IMGROUPS_EASEMOB_APP_KEY: is not set'],
  [{ IMGROUPS_EASEMOB_APP_KEY: 'acme' }, "IMGROUPS_EASEMOB_APP_KEY: must be 'org#app'"],
  [{ IMGROUPS_EASEMOB_CLIENT_ID: '' }, 'IMGROUPS_EASEMOB_CLIENT_ID: must be a non-empty string'],
  [
    { IMGROUPS_EASEMOB_CLIENT_SECRET: '' },
    'IMGROUPS_EASEMOB_CLIENT_SECRET: must be a non-empty string',
  ],
  [{ IMGROUPS_EASEMOB_REGION: 'atlantis' }, 'IMGROUPS_EASEMOB_REGION: must be one of china1'],
  [{ IMGROUPS_EASEMOB_BASE_URL: 'ftp://x' }, 'IMGROUPS_EASEMOB_BASE_URL: must be'],
  [
    { IMGROUPS_EASEMOB_CLIENTID: 'x' },
    'IMGROUPS_EASEMOB_CLIENTID: unknown variable; did you mean IMGROUPS_EASEMOB_CLIENT_ID?',
  ],
])('%j is refused by the name of the variable', (variables, message) => {
  expect(() => easemobFromEnv({ ...complete, ...variables })).toThrow(
    expect.objectContaining({
      name: 'InvalidRequestError',
      provider: 'easemob',
      field: message.split(':')[0],
      message: expect.stringContaining(message),
    }),
  );
});

test('an option wins over its variable, and is refused by its own name', () => {
  const environment = { ...complete, IMGROUPS_EASEMOB_APP_KEY: 'wrong' };

  expect(easemobFromEnv(environment, { appKey: 'acme#testapp' }).name).toBe('easemob');
  expect(() => easemobFromEnv(environment, { appKey: 'acme' })).toThrow(/^appKey: must be/);
});

test('without an argument the environment of the process is read', () => {
  expect(() => easemobFromEnv()).toThrow('IMGROUPS_EASEMOB_APP_KEY: is not set');
});
