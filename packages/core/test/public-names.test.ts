import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const source = readFileSync(new URL('../src/index.ts', import.meta.url), 'utf8');
const names = [...source.matchAll(/^ {2}(?:type )?(\w+),$/gm)].map(([, name]) => name);

/** The names that applications use. A name is added here on purpose; those that only vendor packages need go to `./adapter`. */
const expected =
  `ApiError BatchError BatchOperationOptions BatchOptions BatchProgress BatchResult Blacklist BlacklistEntry
CallOptions CallResponse Capabilities ClientOptions CreateGroupInput CreatedGroup DriftEvent Duration Endpoint ErrorCode ErrorReason
FailedOutcome Group GroupKind GroupPatch GroupProvider GroupRef GroupSummary Groups Hooks HttpRequest HttpResponse
ImGroupsError InvalidRequestError InvalidResponseError InvitePolicy JoinPolicy LimitEvent LimitOverrides
ListOperationOptions ListOptions Logger Member Members Mute Mutes NotifyOptions Operation OperationOptions Outcome Page
Pages ProviderExtras ProviderOptions RateLimiter RequestEvent ResponseEvent RetryEvent RetryPolicy Role
Token TokenStore Transport TransportError UnsupportedError Until UserIds createRateLimiter endpoint isBatchError
isImGroupsError loggerFromEnv`.split(/\s+/);

test('the root exports what applications use, and nothing else', () => {
  expect([...names].sort()).toEqual([...expected].sort());
  expect(source.match(/^export/gm)).toHaveLength(1);
});

test('the root stays small enough to be read', () => {
  expect(names.length).toBeLessThanOrEqual(70);
});
