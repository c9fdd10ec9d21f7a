import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { startTencentEmulator } from '@imgroups/emulator/tencent';
import type { WorkerOrder } from './import-worker.ts';
import { endOf, openWorkers } from './run-worker.ts';

/** The result of importing one large group. */
export interface LargeImport {
  /** The number of members in the group. */
  readonly found: number;
  /** The number of members who were sent to the service more than once. */
  readonly repeated: number;
  /** The memory in use in the process that ended the import, at most times. */
  readonly liveMegabytes: number;
}

/** Imports a community in a process that is killed when so many members were sent, and goes on in another. */
export async function importLargeGroup(members: number, killAt: number): Promise<LargeImport> {
  const userIds = Array.from({ length: members }, (_, index) => `user${index + 1_000_000}`);
  const folder = mkdtempSync(join(tmpdir(), 'imgroups-large-'));
  const { start, run } = await openWorkers(folder);
  const snapshot = join(folder, 'snapshot.jsonl');
  await pipeline(Readable.from(linesOf(userIds)), createWriteStream(snapshot));
  let sent = 0;
  let onSent = (): void => undefined;
  const { close, control, ...app } = await startTencentEmulator({
    rateScale: 0,
    onRequest({ endpoint, requestBody = '' }) {
      if (endpoint !== 'addGroupMember') return;
      sent += JSON.parse(requestBody).MemberList.length;
      onSent();
    },
  });
  control.importAccounts(userIds);
  const order: WorkerOrder = {
    vendorName: 'tencent',
    app: JSON.parse(JSON.stringify(app)),
    snapshot,
    journal: join(folder, 'journal.db'),
    groupIds: 'new',
    isUnlimited: true,
    isMeasured: true,
  };

  const killed = start(order);
  onSent = () => void (sent >= killAt && killed.kill('SIGKILL'));
  if ((await endOf(killed)) !== 'killed') throw new Error('the import ended before it was killed');
  onSent = () => undefined;
  const message = await run(order);
  const [group] = control.groups();
  await close();
  rmSync(folder, { recursive: true });

  if (message === 'killed' || 'failure' in message.end) throw new Error(JSON.stringify(message));
  if (message.end.report.status !== 'complete') throw new Error(JSON.stringify(message.end));
  const found = group?.members.length ?? 0;
  // The owner is there from the beginning.
  return { found, repeated: sent - (members - 1), liveMegabytes: message.liveMegabytes };
}

function* linesOf(userIds: readonly string[]): Generator<string> {
  const id = 'everybody';
  const [ownerId] = userIds;
  const group = { type: 'group', id, kind: 'community', name: 'Everybody', ownerId };
  for (const record of [{ type: 'imgroups', version: 1 }, group]) {
    yield `${JSON.stringify(record)}\n`;
  }
  for (const userId of userIds) {
    const role = userId === ownerId ? 'owner' : 'member';
    yield `${JSON.stringify({ type: 'member', groupId: id, userId, role })}\n`;
  }
}
