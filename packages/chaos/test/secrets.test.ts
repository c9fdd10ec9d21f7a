import { inspect } from 'node:util';
import type { HttpRequest } from '@imgroups/core';
import { expect, test } from 'vitest';
import { on } from '../src/chaos.ts';
import { storm } from '../src/storm.ts';
import type { Vendor } from '../src/vendor.ts';
import { vendors } from '../src/vendors.ts';

const cursorSecret = 'a-secret-for-cursors-of-32-characters-or-more';

/** The signature or token of a request. */
function credentialOf({ url, headers }: HttpRequest): string | undefined {
  return new URL(url).searchParams.get('usersig') ?? headers.authorization?.split(' ')[1];
}

/** Everything a person or a log could see of a value. */
function everyForm(value: unknown): string {
  const form = inspect(value, { depth: 12, showHidden: true, getters: true });
  const stack = value instanceof Error ? `${value}\n${value.stack}` : '';
  return `${form}\n${stack}\n${JSON.stringify(value)}`;
}

/** A text as it is, and as it looks in URLs, in JSON and behind base64. */
function disguises(secret: string): string[] {
  const base64 = Buffer.from(secret).toString('base64').replaceAll('=', '');
  return [secret, encodeURIComponent(secret), base64.slice(2, -2)];
}

/** Records everything that a run shows to its user, and the secrets it used. */
async function record(vendor: Vendor) {
  const shown: string[] = [];
  const secrets = new Set<string>([...vendor.secrets, cursorSecret]);
  const show = (value: unknown) => void shown.push(everyForm(value));
  await storm(vendor, {
    seed: 7,
    operations: 240,
    faultShare: 0.3,
    onError: show,
    onRequest: show,
    onResponse: show,
    onRetry: show,
    bodies: true,
    logger: { debug: show, warn: show },
    onSend(request) {
      const credential = credentialOf(request);
      if (credential) secrets.add(credential);
    },
  });
  for (const secret of [undefined, cursorSecret]) {
    const { provider } = vendor.connect({ plan: () => undefined, cursorSecret: secret });
    const { id } = await provider.groups.create({ name: 'Chess', ownerId: 'u0' });
    await provider.members.add(id, ['u1', 'u2']);
    const { nextCursor = '' } = await provider.members.list(id, { pageSize: 1 }).first();
    show([provider, nextCursor, Buffer.from(nextCursor, 'base64url').toString()]);
    await provider.close();
  }
  show(vendor.control.journal());
  return { shown, secrets };
}

test.each(vendors)(
  '$name shows no secret in errors, hooks, logs, cursors and the journal',
  async ({ start }) => {
    const { shown, secrets } = await on(start, record);

    const forms = [...secrets].flatMap(disguises);
    const leaks = shown.filter((text) => forms.some((form) => text.includes(form)));
    expect(leaks.slice(0, 3)).toEqual([]);
    expect(secrets.size).toBeGreaterThan(2);
    expect(shown.length).toBeGreaterThan(500);
  },
);
