import { describeProfile, figure, type Section } from '../report.ts';
import { quantile, summarize } from '../statistics.ts';
import { runWorker } from '../worker.ts';
import type { ListReading } from '../workers/list-reader.ts';
import type { Profile } from '../workers/profile.ts';

const members = 1_000_000;
const runs = 5;
const loop = 'plain fetch loop';
const list = 'members.list';
const pageByPage = 'members.list, page by page';
const readers = [loop, list, pageByPage, 'members.list over undici'];
const budgets = { memory: 1.3, rate: { [list]: 0.65, [pageByPage]: 0.75 } };

/** A list too long to hold, read member by member. */
export async function measureStreaming(port: number): Promise<Section> {
  const readings = new Map<string, ListReading[]>();
  for (let run = 0; run < runs; run += 1) {
    for (const reader of readers) {
      const reading = await runWorker('list-reader', reader, String(port), String(members));
      readings.set(reader, [...(readings.get(reader) ?? []), reading as ListReading]);
    }
  }
  const values = (reader: string, of: (reading: ListReading) => number) =>
    (readings.get(reader) ?? []).map(of);
  const ratio = (reader: string, of: (reading: ListReading) => number) => {
    const base = values(loop, of);
    return quantile(
      values(reader, of).map((value, run) => value / (base[run] ?? Number.NaN)),
      0.5,
    );
  };
  const profile = await runWorker('list-reader', list, String(port), '300000', '1', 'profile');
  const memoryRatio = ratio(list, peakMemory);
  return {
    title: 'A list of a million members',
    about: `Easemob's member list in ${figure(members / 1000)} pages of 1,000, each reading in a process of its own: medians of ${runs} runs, and the middle half. The loop is the shortest code that reads the same pages: fetch, JSON, one visit of each member. Memory is the largest resident set of the whole process.`,
    columns: ['', 'members per second', 'spread', 'of the loop', 'peak memory, MB', 'of the loop'],
    rows: readers.map((reader) => {
      const rate = summarize(values(reader, perSecond));
      return [
        reader,
        figure(rate.median),
        `${figure(rate.from)} to ${figure(rate.to)}`,
        figure(ratio(reader, perSecond), 2),
        figure(quantile(values(reader, peakMemory), 0.5) / 1e6),
        figure(ratio(reader, peakMemory), 2),
      ];
    }),
    remarks: [describeProfile(`\`${list}\` over 300,000 members`, profile as Profile)],
    budgets: [
      {
        what: 'a million members, one by one: peak memory',
        budget: `${budgets.memory} of the loop`,
        measured: figure(memoryRatio, 2),
        met: memoryRatio <= budgets.memory,
        beside: `plain fetch loop ${figure(quantile(values(loop, peakMemory), 0.5) / 1e6)} MB`,
      },
      ...Object.entries(budgets.rate).map(([reader, budget]) => ({
        what: `a million members, ${reader === list ? 'one by one' : 'page by page'}: rate`,
        budget: `${budget} of the loop`,
        measured: figure(ratio(reader, perSecond), 2),
        met: ratio(reader, perSecond) >= budget,
        beside: `plain fetch loop ${figure(quantile(values(loop, perSecond), 0.5))} per second`,
      })),
    ],
  };
}

function peakMemory(reading: ListReading): number {
  return reading.peakMemory;
}

function perSecond(reading: ListReading): number {
  return reading.members / reading.seconds;
}
