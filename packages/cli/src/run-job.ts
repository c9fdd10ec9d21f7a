import type { JobOptions, JobReport } from '@imgroups/jobs';
import { InvalidArgumentError } from 'commander';
import type { Cli } from './cli.ts';
import { toCount } from './common-options.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import type { Text } from './language.ts';
import { createProgressLine } from './progress-line.ts';
import type { CommonOptions, Session } from './session.ts';

export interface JobFlags extends CommonOptions {
  readonly journal?: string;
  readonly share?: number;
  readonly retryFailed?: boolean;
}

const besideTheFile: Text = {
  en: 'where the job remembers what it did; beside the file by default',
  zh: '任务的日志文件；默认在数据文件旁边',
};

/** The options that every job has; `journal` says where its journal is by default. */
export function jobOptions({ option }: Cli, journal = besideTheFile) {
  return [
    option('--journal <file>', journal),
    option('--limit <number>', {
      en: 'work on so many groups, and leave the others to the next run',
      zh: '本次最多处理的群组数，其余留给下次',
    }).argParser(toCount),
    option('--share <number>', {
      en: 'the part of each rate limit that is used, up to 1',
      zh: '占用每个频率限制的比例，最大为 1',
    }).argParser(toShare),
    option('--retry-failed', {
      en: 'try again also what failed for good',
      zh: '重试已确定失败的群组',
    }),
  ];
}

/** The options of every run of a job. */
export type PhaseOptions = Omit<JobOptions, 'journal' | 'again' | 'concurrency'>;

/** Runs a job with a progress line, prints its report, and gives the exit code that it stands for. */
export async function runJob(
  session: Session<JobFlags>,
  path: string,
  start: (options: JobOptions) => Promise<JobReport>,
): Promise<ExitCode> {
  const { journal = `${path}.journal` } = session.options;
  return runPhase(session, async (options) => {
    const report = await start({ ...options, journal });
    if (report.status === 'complete' && Object.keys(report.calls).length === 0) {
      const note = {
        en: `nothing was left to do: by ${journal} an earlier run has done it all`,
        zh: `没有剩余的工作：根据 ${journal}，之前的运行已全部完成`,
      };
      session.host.stderr.write(`${note[session.language]}\n`);
    }
    return report;
  });
}

/** The same for a part of a job whose journal is open. */
export async function runPhase(
  session: Session<JobFlags>,
  start: (options: PhaseOptions) => Promise<JobReport>,
): Promise<ExitCode> {
  const report = await withProgress(session, start);
  await printReport(session, report);
  return exitCodeOf(report);
}

/** Runs a job, or a part of one, with a progress line. */
export async function withProgress<Result>(
  { host, options, stop }: Session<JobFlags>,
  start: (options: PhaseOptions) => Promise<Result>,
): Promise<Result> {
  const { limit, share, retryFailed } = options;
  const progress = createProgressLine(host.stderr);
  const result = await start({
    limit,
    share,
    retryFailed,
    signal: stop.reads,
    onProgress: ({ phase, done, failed, left, secondsLeft }) => {
      const rest = secondsLeft === undefined ? '' : `, ${Math.ceil(secondsLeft)} s`;
      progress.say(`${phase}: ${done} done, ${failed} failed, ${left} left${rest}`);
    },
  });
  progress.clear();
  return result;
}

async function printReport(session: Session, report: JobReport): Promise<void> {
  if (session.format !== 'table') return session.print(`${JSON.stringify(report)}\n`);
  const { reportToMarkdown } = await import('@imgroups/jobs');
  await session.print(reportToMarkdown(report));
}

function exitCodeOf({ status, findingCounts }: JobReport): ExitCode {
  if (status === 'stopped') return exitCodes.interrupted;
  const found = Object.entries(findingCounts).some(
    ([severity, count]) => severity === 'error' && count > 0,
  );
  return status === 'partly failed' || found ? exitCodes.partlyFailed : exitCodes.done;
}

function toShare(text: string): number {
  const share = Number(text);
  if (share > 0 && share <= 1) return share;
  throw new InvalidArgumentError('It must be a number above 0, up to 1.');
}
