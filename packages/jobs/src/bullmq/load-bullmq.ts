import { described, Failure } from '@imgroups/core/adapter';
import type * as Bullmq from 'bullmq';
import { type BullmqConnection, isClient } from './options.ts';

/** BullMQ, with a client for Redis where none was given; says what to install where one is missing. */
export async function loadBullmq(connection: BullmqConnection): Promise<typeof Bullmq> {
  const bullmq = await load(
    'bullmq',
    'the workers of @imgroups/jobs need it',
    () => import('bullmq'),
  );
  if (!isClient(connection)) {
    await load(
      'ioredis',
      'BullMQ needs a client for Redis and brings none',
      () => import('ioredis'),
    );
  }
  return bullmq;
}

async function load<Module>(
  name: string,
  why: string,
  run: () => Promise<Module>,
): Promise<Module> {
  try {
    return await run();
  } catch (thrown) {
    const text = `${name} cannot be loaded: ${why}; npm install bullmq ioredis (${described(thrown)})`;
    throw new Failure('ImGroupsError', text, { code: 'failed_precondition' }).toError();
  }
}
