import { createReadStream } from 'node:fs';
import type { SyncedGroup, WantedGroup, WantedGroups } from '@imgroups/jobs';
import type { Cli } from '../cli.ts';
import { commonOptions } from '../common-options.ts';
import { confirm } from '../confirm.ts';
import { type JobFlags, jobOptions, runJob } from '../run-job.ts';
import { notJson, UsageError, unreadable } from '../usage-error.ts';

interface SyncFlags extends JobFlags {
  readonly remove: boolean;
  readonly allowEmpty?: boolean;
  readonly notify: boolean;
}

export function addSync(cli: Cli): void {
  const { option, program, run, verb } = cli;
  const { dryRun, quiet, yes } = commonOptions(cli);
  verb(
    program,
    'sync',
    {
      en: 'bring groups in step with a snapshot, or with lines of JSON',
      zh: '使群组与快照或 JSON 行一致',
    },
    option('--no-remove', { en: 'remove no members', zh: '不移除成员' }),
    option('--allow-empty', { en: 'allow that only the owner is left', zh: '允许只剩群主' }),
    quiet(),
    dryRun(),
    yes(),
    ...jobOptions(cli),
  )
    .addArgument(
      cli.argument('<file>', {
        en: 'a snapshot, or a wanted group in each line',
        zh: '快照，或每行一个目标群组',
      }),
    )
    .action(
      run<SyncFlags, [string]>(async (session, path) => {
        const { remove, allowEmpty, notify, dryRun: isDry } = session.options;
        const wanted = await wantedIn(path);
        await confirm(session, {
          en: `This adds and removes members as ${path} says`,
          zh: `将按 ${path} 增减群成员`,
        });
        const provider = await session.provider();
        const { syncGroups } = await import('@imgroups/jobs');
        const output = session.output([
          'key',
          'groupId',
          'status',
          'isNew',
          'changed',
          'add',
          'remove',
          'promote',
          'demote',
        ]);
        const printed: Promise<void>[] = [];
        const onGroup = ({
          wanted: { key },
          groupId,
          isNew,
          changed,
          plan,
          failed,
        }: SyncedGroup) => {
          const status = isDry ? 'planned' : failed.length > 0 ? 'failed' : 'done';
          printed.push(output.row({ key, groupId, status, isNew, changed, ...plan }));
        };
        const code = await runJob(session, path, (options) =>
          syncGroups(provider, wanted, {
            ...options,
            remove,
            allowEmpty,
            notify,
            dryRun: isDry,
            onGroup,
          }),
        );
        await Promise.all(printed);
        await output.end();
        return code;
      }),
    );
}

/** A snapshot is read by its path, lines of wanted groups by us. */
async function wantedIn(path: string): Promise<WantedGroups> {
  for await (const line of linesOf(path)) {
    return /"type"\s*:\s*"imgroups"/.test(line) ? path : groupsIn(path);
  }
  throw new UsageError({ en: `${path}: is empty`, zh: `${path}：是空文件` });
}

async function* groupsIn(path: string): AsyncGenerator<WantedGroup> {
  let number = 0;
  for await (const line of linesOf(path)) {
    number += 1;
    try {
      yield JSON.parse(line);
    } catch (error) {
      throw notJson(`${path}, line ${number}`, error);
    }
  }
}

/** The lines of a file that are not blank. */
async function* linesOf(path: string): AsyncGenerator<string> {
  const file = createReadStream(path, 'utf8');
  const opened = new Promise<void>((resolve, reject) => {
    file.once('open', () => resolve());
    file.once('error', (error) => reject(unreadable(path, error)));
  });
  await opened;
  const { createInterface } = await import('node:readline');
  for await (const line of createInterface({ input: file, crlfDelay: Number.POSITIVE_INFINITY })) {
    const text = line.replace(/^\uFEFF/, '');
    if (text.trim() !== '') yield text;
  }
}
