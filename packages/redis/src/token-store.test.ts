import { describe, expect, test } from 'vitest';
import { createRedisTokenStore, type RedisTokenStoreOptions } from './token-store.ts';

test('a Redis without eval, which quotes what it was sent, does not bring a token into an error', async () => {
  const redis = {
    async eval(script: string, _keys: number, key: string | number, text: string | number) {
      throw new Error(
        `ERR unknown command 'eval', with args beginning with: '${script}' '1' '${key}' '${text}'`,
      );
    },
  };
  const store = createRedisTokenStore({ redis });

  const failing = store.set('app', { token: 'YWMt-secret' }, 60);

  await expect(failing).rejects.toThrow(/^Redis failed: ERR unknown command 'eval'$/);
  await store.close();
});

describe('wrong options are refused by name', () => {
  test.each<[string, RedisTokenStoreOptions]>([
    ['url', { url: 'http://localhost' }],
    ['lockTimeout', { url: 'redis://localhost', lockTimeout: 0 }],
    ['lockTimeout', { url: 'redis://localhost', lockTimeout: 0.5 }],
  ])('%s: %j', (field, options) => {
    expect(() => createRedisTokenStore(options)).toThrow(expect.objectContaining({ field }));
  });

  test('with what was given and what it may have been', () => {
    const url = 'redis://localhost';

    expect(() => createRedisTokenStore({ url, lockTimeout: '5' as never })).toThrow(
      'lockTimeout: must be a positive whole number, not "5" (string)',
    );
    expect(() => createRedisTokenStore({ url, lockTimout: 5 } as never)).toThrow(
      'lockTimout: unknown option; did you mean lockTimeout?',
    );
  });

  test('but a URL, which may hold a password, is not shown', () => {
    expect(() => createRedisTokenStore({ url: 'http://:swordfish@localhost' })).toThrow(
      /^(?!.*swordfish)url: must be like 'redis:/,
    );
  });
});
