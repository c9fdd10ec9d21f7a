import type { Argument } from 'commander';
import type { Cli } from './cli.ts';
import type { IdSource } from './read-ids.ts';
import type { CommonOptions } from './session.ts';

export interface BulkFlags extends CommonOptions {
  readonly file?: string;
  readonly column?: string;
}

/** The arguments of commands that take any number of users. */
export function bulkArguments({ argument }: Cli) {
  return {
    group: (): Argument => argument('<group>', { en: 'id of the group', zh: '群组 ID' }),
    users: (): Argument =>
      argument('[users...]', {
        en: 'ids of users; without them they are read from --file or standard input',
        zh: '用户 ID；未给出时从 --file 或标准输入读取',
      }),
  };
}

/** Returns the source of the ids: the arguments, a file, or standard input. */
export function sourceOf(ids: readonly string[], { file, column }: BulkFlags): IdSource {
  return { ids, file, column };
}
