/** Writes or reads a snapshot whose one group has many members, and prints how much memory that took at most. */
import { createSnapshotWriter, openSnapshot, validateSnapshot } from '@imgroups/jobs';
import { peakMegabytes } from '@imgroups/testing/peak-memory';

const [what = '', path = '', count = ''] = process.argv.slice(2);
const members = Number(count);

async function write(): Promise<number> {
  const writer = await createSnapshotWriter(path, { provider: 'test' });
  await writer.write({ type: 'group', id: 'everybody', kind: 'community', name: 'Everybody' });
  for (let index = 0; index < members; index += 1) {
    await writer.write({
      type: 'member',
      groupId: 'everybody',
      // In no order.
      userId: `user-${(index * 7_919) % members}`,
      role: 'member',
      nickname: `User ${index}`,
      joinedAt: '2026-11-28T08:30:00.000Z',
    });
  }
  await writer.finish();
  return members;
}

async function read(): Promise<number> {
  let found = 0;
  for await (const { records } of (await openSnapshot(path)).groups()) {
    for await (const _ of records()) found += 1;
  }
  return found;
}

const programs = {
  write,
  read,
  validate: async () => (await validateSnapshot(path)).counts.member,
};

const found = await programs[what as keyof typeof programs]();
console.log(JSON.stringify({ found, megabytes: peakMegabytes() }));
