import { describe, expect, test } from 'vitest';
import { endpoints, fakeContext, type Reply, scriptedTransport } from '../../test/fake-vendor.ts';
import type { CallOptions, ClientOptions } from '../adapter.ts';
import { callEndpoint } from './call-endpoint.ts';
import { announceField } from './telemetry.ts';

const answering =
  (body: object): Reply =>
  async () => ({ status: 200, headers: {}, text: JSON.stringify(body) });

const listening = () => {
  const told: string[] = [];
  const onDrift = ({ provider, endpoint, field, message }: Record<string, string>) =>
    told.push(`${provider} ${endpoint} ${field}: ${message}`);
  return { told, onDrift: onDrift as unknown as ClientOptions['onDrift'] };
};

async function list(body: object, clientOptions: ClientOptions, options: CallOptions = {}) {
  const context = fakeContext(scriptedTransport(answering(body)), clientOptions);
  await callEndpoint(context, 'list', endpoints.list, { from: 0 }, options);
  return context;
}

describe('an answer of another form than documented', () => {
  const body = { items: [1, 'two', 'three'], next: 'x' };
  const drift = [
    'fake list items[]: Invalid type: Expected number but received "two" at items[]',
    'fake list next: Invalid type: Expected number but received "x" at next',
  ];

  test('is told to the client once per field, whatever the index of an item', async () => {
    const { told, onDrift } = listening();

    await list(body, { onDrift });

    expect(told).toEqual(drift);
  });

  test('is told once of a long list', async () => {
    const { told, onDrift } = listening();

    await list({ items: [...Array.from({ length: 10 }, () => 1), 'ten', 'eleven'] }, { onDrift });

    expect(told).toEqual([
      'fake list items[]: Invalid type: Expected number but received "ten" at items[]',
    ]);
  });

  test('is told to the call', async () => {
    const { told, onDrift } = listening();

    await list(body, {}, { onDrift });

    expect(told).toEqual(drift);
  });

  test('is told as itself where no field is at fault', async () => {
    const { told, onDrift } = listening();

    await list('a text' as unknown as object, { onDrift });

    expect(told).toHaveLength(1);
    expect(told[0]).toMatch(/^fake list : Invalid type/);
  });

  test('is not looked for where nobody listens', async () => {
    const warnings: string[] = [];
    const logger = { debug: () => undefined, warn: (line: string) => warnings.push(line) };

    await list(body, { logger });

    expect(warnings).toEqual([]);
  });
});

describe('a strange field', () => {
  test('is told to a logger, once', () => {
    const warnings: string[] = [];
    const logger = { debug: () => undefined, warn: (line: string) => warnings.push(line) };
    const context = fakeContext(scriptedTransport(), { logger });

    announceField({ context, options: {} }, 'list', 'Type', 'a new word');
    announceField({ context, options: {} }, 'list', 'Type', 'a new word');
    announceField({ context, options: {} }, 'read', 'Type', 'a new word');

    expect(warnings).toEqual([
      'imgroups: fake list not as documented: Type: a new word',
      'imgroups: fake read not as documented: Type: a new word',
    ]);
  });

  test('that nobody heard of is told when somebody listens', () => {
    const { told, onDrift } = listening();
    const context = fakeContext(scriptedTransport());

    announceField({ context, options: {} }, 'list', 'Type', 'a new word');
    announceField({ context, options: { onDrift } }, 'list', 'Type', 'a new word');

    expect(told).toEqual(['fake list Type: a new word']);
  });
});
