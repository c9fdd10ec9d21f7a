import * as core from '@imgroups/core';
import { expect, expectTypeOf, test } from 'vitest';
import * as entry from '../../src/agora/index.ts';
import * as webhooks from '../../src/agora/webhooks.ts';

test('the entry exports what applications of Agora Chat use beside the core, and nothing else', () => {
  const own = Object.keys(entry).filter((name) => !(name in core));

  expect(own.sort()).toEqual([
    'agoraCapabilities',
    'agoraFromEnv',
    'agoraOperations',
    'createAgoraChatClient',
    'createAgoraChatProvider',
    'createAgoraChatToken',
    'verifyAgoraChatToken',
  ]);
});

test('nothing of the core is left out', () => {
  expect(Object.keys(core).filter((name) => !(name in entry))).toEqual([]);
});

test('the receiver stands beside the events', () => {
  expect(Object.keys(webhooks)).toEqual(
    expect.arrayContaining(['agoraEvents', 'createAgoraChatWebhooks', 'signAgoraChatCallback']),
  );
});

test('a provider is a neutral one', () => {
  expectTypeOf<entry.AgoraChatProvider>().toExtend<core.GroupProvider>();
});
