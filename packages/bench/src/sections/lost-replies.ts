import { startTencentEmulator, type TencentEmulator } from '@imgroups/emulator/tencent';
import { createTencentProvider, isImGroupsError } from '@imgroups/tencent';
import ky from 'ky';
import OpenAI from 'openai';
import { figure, type Section } from '../report.ts';
import { signedQuery } from '../signed-query.ts';

const creates = 2000;
const lanes = 16;
const lostShare = 0.05;

/** A client's report of one create: it is there, it may be there, it is not there. */
type Report = 'done' | 'in doubt' | 'failed';
type Create = (name: string) => Promise<Report>;

/** The results of all creates of one client. */
interface Tally {
  readonly client: string;
  readonly reports: Readonly<Record<Report, number>>;
  /** Groups beyond the first of a name. */
  readonly doubled: number;
  /** Groups that are there although the client said that they are not. */
  readonly unreported: number;
  /** Groups that are not there although the client said that they are. */
  readonly missing: number;
}

/** Creating groups while every twentieth answer is cut off after the group was made. */
export async function measureLostReplies(): Promise<Section> {
  const emulator = await startTencentEmulator({ rateScale: 0 });
  const tallies: Tally[] = [];
  for (const [client, connect] of Object.entries(clients)) {
    emulator.control.reset();
    emulator.control.importAccounts(['owner']);
    emulator.control.addFault({
      kind: 'reset-after',
      endpoint: 'createGroup',
      probability: lostShare,
    });
    tallies.push(await tally(client, await connect(emulator), emulator));
  }
  await emulator.close();
  const ours = tallies.filter(({ client }) => client.startsWith('imgroups'));
  const wrong = (tally: Tally) => tally.doubled + tally.unreported + tally.missing;
  const total = ours.reduce((sum, each) => sum + wrong(each), 0);
  return {
    title: 'Lost replies',
    about: `${figure(creates, 0)} groups are created at Tencent with each client; of every twentieth call the answer is cut off after the group was made. "In doubt" is what our error calls \`ambiguous\`. The same over both vendors, all faults and 10,000 writes: [reliability](../../docs/reliability.md).`,
    columns: ['', 'said done', 'said in doubt', 'said failed', 'doubled', 'unreported', 'missing'],
    rows: tallies.map(({ client, reports, doubled, unreported, missing }) => [
      client,
      ...[reports.done, reports['in doubt'], reports.failed, doubled, unreported, missing].map(
        (count) => figure(count, 0),
      ),
    ]),
    budgets: [
      {
        what: 'effects doubled, lost or unreported with 5 % of replies cut',
        budget: '0',
        measured: String(total),
        met: total === 0,
        beside: tallies
          .filter((tally) => !ours.includes(tally))
          .map((tally) => `${tally.client} ${wrong(tally)}`)
          .join(', '),
      },
    ],
  };
}

const clients: Readonly<Record<string, (emulator: TencentEmulator) => Promise<Create>>> = {
  imgroups: async (emulator) => {
    const { groups } = createTencentProvider(emulator);
    return (name) => reportOf(groups.create({ name, ownerId: 'owner' }));
  },

  'imgroups, own ids': async (emulator) => {
    const { groups } = createTencentProvider(emulator);
    return (name) => reportOf(groups.create({ name, id: name, ownerId: 'owner' }));
  },

  'ky, retrying POST': async (emulator) => {
    const url = `${emulator.baseUrl}${createPath}?${await signedQuery(emulator)}`;
    return (name) =>
      reportOf(ky.post(url, { json: groupOf(name), retry: { limit: 3, methods: ['post'] } }));
  },

  openai: async (emulator) => {
    const client = new OpenAI({ apiKey: 'none', baseURL: emulator.baseUrl, maxRetries: 3 });
    const path = `${createPath}?${await signedQuery(emulator)}`;
    return (name) => reportOf(client.post(path, { body: groupOf(name) }));
  },
};

const createPath = '/v4/group_open_http_svc/create_group';

function groupOf(Name: string): object {
  return { Name, Type: 'Public', Owner_Account: 'owner' };
}

/** A client that does not speak of doubt says "failed". */
async function reportOf(call: PromiseLike<unknown>): Promise<Report> {
  try {
    await call;
    return 'done';
  } catch (error) {
    return isImGroupsError(error) && error.ambiguous ? 'in doubt' : 'failed';
  }
}

async function tally(client: string, create: Create, emulator: TencentEmulator): Promise<Tally> {
  const reports = new Map<string, Report>();
  let next = 0;
  const lane = async () => {
    while (next < creates) {
      next += 1;
      const name = `g${next}`;
      reports.set(name, await create(name));
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));

  const groups = new Map<string, number>();
  for (const { Name } of emulator.control.snapshot().groups) {
    groups.set(Name, (groups.get(Name) ?? 0) + 1);
  }
  const namesOf = (report: Report) =>
    [...reports].filter(([, told]) => told === report).map(([name]) => name);
  return {
    client,
    reports: {
      done: namesOf('done').length,
      'in doubt': namesOf('in doubt').length,
      failed: namesOf('failed').length,
    },
    doubled: [...groups.values()].reduce((sum, count) => sum + count - 1, 0),
    unreported: namesOf('failed').filter((name) => groups.has(name)).length,
    missing: namesOf('done').filter((name) => !groups.has(name)).length,
  };
}
