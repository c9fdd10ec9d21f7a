import type * as Sqlite from 'node:sqlite';
import { unsupported } from '@imgroups/core/adapter';

/**
 * SQLite of Node, loaded without the warning that Node 22 prints: users cannot do anything about it. Refuses where there is none:
 * package managers install for an older Node all the same.
 */
export function loadSqlite(): typeof Sqlite {
  const { emitWarning } = process;
  process.emitWarning = ((warning: string | Error, ...rest: never[]) => {
    if (!String(warning).startsWith('SQLite is an experimental feature')) {
      emitWarning.call(process, warning, ...rest);
    }
  }) as typeof emitWarning;
  try {
    const sqlite: typeof Sqlite | undefined = process.getBuiltinModule?.('node:sqlite');
    if (sqlite) return sqlite;
    const text = `a journal in a file needs Node 22.13 or later, for node:sqlite; this is ${process.version}`;
    throw unsupported(text, { field: 'journal' }).toError();
  } finally {
    process.emitWarning = emitWarning;
  }
}
