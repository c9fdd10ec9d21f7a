import { once } from 'node:events';
import { type BatchResult, isBatchError, isImGroupsError } from '@imgroups/core';
import { createRedisRateLimiter, createRedisTokenStore } from '@imgroups/redis';
import { createRandom } from '@imgroups/testing/random';
import { createFaultProxy } from './fault-proxy.ts';
import { anyFault } from './faults.ts';
import { certaintyOf } from './scene.ts';
import type { Step, Switch } from './switches.ts';
import { type ProcessStart, type Round, usersOf } from './two-processes.ts';
import { vendorNamed } from './vendors.ts';

const faultShare = 0.15;
const timeout = 1500;

const [given] = (await once(process, 'message')) as [ProcessStart];
const random = createRandom(given.seed);
const vendor = vendorNamed(given.vendorName);
const proxy = createFaultProxy(given.app.baseUrl);
const { limits, redisUrl: url } = given;
const shared =
  url === undefined
    ? undefined
    : { limiter: createRedisRateLimiter({ url }), tokenStore: createRedisTokenStore({ url }) };
const { provider } = vendor.connect(given.app, proxy, {
  timeout,
  limits,
  limiter: shared?.limiter,
  tokenStore: shared?.tokenStore,
  plan: () => (random.chance(faultShare) ? anyFault(random, vendor)[1] : undefined),
});

const { members, mutes, blacklist } = provider;

/** The two operations of each switch. */
const turning: Readonly<
  Record<Switch, (on: boolean, groupId: string, userIds: string[]) => Promise<BatchResult>>
> = {
  member: (on, groupId, userIds) => members[on ? 'add' : 'remove'](groupId, userIds),
  admin: (on, groupId, userIds) => members.setRole(groupId, userIds, on ? 'admin' : 'member'),
  muted: (on, groupId, userIds) =>
    on ? mutes.add(groupId, userIds, 'permanent') : mutes.remove(groupId, userIds),
  banned: (on, groupId, userIds) =>
    on ? blacklist.add(groupId, userIds, 'permanent') : blacklist.remove(groupId, userIds),
};

process.on('message', async ({ operations }: Round) => {
  const steps: Step[] = [];
  for (let count = 0; count < operations; count += 1) steps.push(...(await runAny()));
  process.send?.(steps);
});
process.once('disconnect', async () => {
  await provider.close();
  await Promise.all([shared?.limiter.close(), shared?.tokenStore.close()]);
  await proxy.close();
});

async function runAny(): Promise<readonly Step[]> {
  const groupId = random.pick(given.groupIds);
  const what = random.pick(Object.keys(usersOf) as Switch[]);
  const userIds = random.sample(usersOf[what], 1 + random.below(4));
  const turnedOn = random.chance(0.5);
  const outcomes = await outcomesOf(turning[what](turnedOn, groupId, userIds));
  return outcomes.map((outcome) => ({
    groupId,
    userId: outcome.userId,
    what,
    turnedOn,
    certainty: outcome.status === 'failed' ? certaintyOf(outcome.error) : 'done',
  }));
}

/** Returns the outcomes of all users, also when the batch ended early; where there is no result, nothing was sent. */
async function outcomesOf(batch: Promise<BatchResult>): Promise<BatchResult['outcomes']> {
  try {
    return (await batch).outcomes;
  } catch (thrown) {
    if (isBatchError(thrown)) return thrown.result.outcomes;
    if (isImGroupsError(thrown) && !thrown.ambiguous) return [];
    throw thrown;
  }
}
