import { must, text } from '@imgroups/core/adapter';
import type { ConnectionOptions } from 'bullmq';
import * as v from 'valibot';

/** The address of Redis: its URL, or what BullMQ takes as `connection`, which may be a client of yours. */
export type BullmqConnection = string | object;

/** Options that the process that runs a job and its workers have alike. */
export interface BullmqOptions {
  readonly connection: BullmqConnection;
  /** Begins every key of BullMQ. @default 'imgroups' */
  readonly prefix?: string | undefined;
}

export const bullmqEntries = {
  // It may hold a password.
  connection: must<BullmqConnection>(
    "a URL like 'redis://localhost:6379', or a connection of BullMQ",
    isConnection,
  ),
  prefix: v.optional(text),
};

export const defaultPrefix = 'imgroups';

function isConnection(value: unknown): boolean {
  if (typeof value === 'string') return /^rediss?:\/\/./.test(value);
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** True if a connection is a client, and not an address. */
export function isClient(connection: BullmqConnection): boolean {
  return typeof Object(connection).duplicate === 'function';
}

/** A connection as BullMQ takes it. */
export function toConnection(connection: BullmqConnection): ConnectionOptions {
  return typeof connection === 'string' ? { url: connection } : connection;
}
