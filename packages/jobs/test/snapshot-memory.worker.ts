/** Writes or reads a snapshot of many members, in groups of a size, and prints how much memory that took at most. */
import { createSnapshotWriter, openSnapshot, validateSnapshot } from '@imgroups/jobs';
import { peakMegabytes } from '@imgroups/testing/peak-memory';

const [what = '', path = '', count = '', size = ''] = process.argv.slice(2);
const members = Number(count);
const inGroup = Number(size);

async function write(): Promise<number> {
  const writer = await createSnapshotWriter(path, { provider: 'test' });
  for (let index = 0; index < members; index += 1) {
    const groupId = `group-${String(Math.floor(index / inGroup)).padStart(7, '0')}`;
    if (index % inGroup === 0) {
      await writer.write({ type: 'group', id: groupId, kind: 'community', name: 'Everybody' });
    }
    await writer.write({
      type: 'member',
      groupId,
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
