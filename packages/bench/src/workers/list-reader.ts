import { peakMegabytes } from '../../../testing/src/peak-memory.ts';
import { tell } from './dialogue.ts';
import { profile } from './profile.ts';
import { easemobProvider } from './vendors/easemob.ts';

/** The cost of reading a list from its beginning to its end. */
export interface ListReading {
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly members: number;
  /** Bytes. */
  readonly peakMemory: number;
}

const [how = '', port = '', size = '', repeats = '1', profiled] = process.argv.slice(2);
const pageSize = 1000;
const groupId = `members-${size}`;

const readers: Readonly<Record<string, () => Promise<number>>> = {
  /** The same answers, read as briefly as one can by hand. */
  async 'plain fetch loop'() {
    const url = `http://127.0.0.1:${port}/bench/app/chatgroups/${groupId}/users`;
    const headers = { authorization: 'Bearer token', accept: 'application/json' };
    let count = 0;
    for (let page = 1; ; page += 1) {
      const query = `pagenum=${page}&pagesize=${pageSize}&joined_time=true`;
      const answer = await fetch(`${url}?${query}`, { headers });
      const { data } = (await answer.json()) as {
        data: { member?: string; joined_time: number }[];
      };
      for (const { member, joined_time } of data) {
        if (member !== undefined && joined_time > 0) count += 1;
      }
      if (data.length === 0) return count;
    }
  },

  async 'members.list'() {
    const { members } = await easemobProvider(Number(port));
    return countOneByOne(members.list(groupId, { pageSize }));
  },

  async 'members.list, page by page'() {
    const { members } = await easemobProvider(Number(port));
    let count = 0;
    for await (const { items } of members.list(groupId, { pageSize }).pages()) {
      for (const { role, joinedAt } of items) if (role === 'member' && joinedAt) count += 1;
    }
    return count;
  },

  async 'members.list over undici'() {
    const { undiciTransport } = await import('@imgroups/easemob/undici');
    const transport = undiciTransport();
    const { members } = await easemobProvider(Number(port), { transport });
    const count = await countOneByOne(members.list(groupId, { pageSize }));
    await transport.close?.();
    return count;
  },
};

async function countOneByOne(
  list: AsyncIterable<{ readonly role: string; readonly joinedAt?: Date | undefined }>,
): Promise<number> {
  let count = 0;
  for await (const { role, joinedAt } of list) if (role === 'member' && joinedAt) count += 1;
  return count;
}

const read = readers[how];
if (!read) throw new Error(`no reader ${how}`);
tell(profiled ? await profile(read) : await measure(read));

async function measure(readList: () => Promise<number>): Promise<ListReading> {
  const cpuBefore = process.cpuUsage();
  const startedAt = performance.now();
  let members = 0;
  for (let time = 0; time < Number(repeats); time += 1) members += await readList();
  const seconds = (performance.now() - startedAt) / 1000;
  const { user, system } = process.cpuUsage(cpuBefore);
  return {
    seconds,
    cpuSeconds: (user + system) / 1e6,
    members,
    peakMemory: peakMegabytes() * 1024 * 1024,
  };
}
