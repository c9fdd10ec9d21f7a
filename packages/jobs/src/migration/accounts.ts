import type { CallOptions } from '@imgroups/core/adapter';
import { gathered } from '../engine/gathered.ts';
import { type AccountState, type MigrationContext, notesOf, type Topic } from './context.ts';
import type { UserMap } from './user-map.ts';

interface Refusal {
  readonly userId: string;
  readonly reason: string;
}

/** Everybody whom the inventory saw, by the ids that they would have at the target; those that the target takes. */
async function* usersToMove({ journal }: MigrationContext, users: UserMap): AsyncGenerator<string> {
  for await (const { key } of notesOf<null>(journal, 'user').all()) {
    if (users.problemOf(key) === undefined) yield users.wishedId(key);
  }
}

/** Users in parts, without those whose account is known to be there. */
async function* inParts(
  context: MigrationContext,
  userIds: AsyncIterable<string>,
): AsyncGenerator<readonly string[]> {
  const accounts = notesOf<AccountState>(context.journal, 'account');
  for await (const part of gathered(userIds)) {
    const known = await accounts.getAll(part);
    const unknown = part.filter((userId) => known.get(userId) !== 'there');
    if (unknown.length > 0) yield unknown;
  }
}

/** Looks for the accounts of all users, and notes what it finds. */
export async function checkAccounts(
  context: MigrationContext,
  users: UserMap,
  call: CallOptions,
): Promise<void> {
  const { provider, side } = context.target;
  for await (const part of inParts(context, usersToMove(context, users))) {
    const missing = new Set(await side.missingAccounts(provider, part, call));
    await noteAccounts(context, part, missing, 'missing');
  }
}

/** Registers all users who are not known to have an account. */
export async function registerAccounts(
  context: MigrationContext,
  users: UserMap,
  call: CallOptions,
): Promise<readonly Refusal[]> {
  const refused: Refusal[] = [];
  for await (const part of inParts(context, usersToMove(context, users))) {
    refused.push(...(await register(context, part, call)));
  }
  return refused;
}

/** Registers users who came after the inventory, where the rules say so. */
export async function registerNewcomers(
  context: MigrationContext,
  userIds: readonly string[],
  call: CallOptions,
): Promise<void> {
  if (context.rules.onAccountMissing !== 'create') return;
  for await (const part of inParts(context, fromList(userIds))) await register(context, part, call);
}

async function* fromList(userIds: readonly string[]): AsyncGenerator<string> {
  yield* userIds;
}

async function register(
  context: MigrationContext,
  userIds: readonly string[],
  call: CallOptions,
): Promise<readonly Refusal[]> {
  const { provider, side } = context.target;
  const { passwordOf = () => undefined } = context.rules;
  const distinct = [...new Set(userIds)];
  const refused = await side.createAccounts(provider, distinct, passwordOf, call);
  await noteAccounts(context, distinct, new Set(refused.map(({ userId }) => userId)), 'refused');
  return refused;
}

async function noteAccounts(
  { journal }: MigrationContext,
  userIds: readonly string[],
  absent: ReadonlySet<string>,
  why: AccountState,
): Promise<void> {
  const notes = userIds.map((key) => ({ key, value: absent.has(key) ? why : 'there' }));
  await journal.noteAll('account' satisfies Topic, notes);
}
