import { DatabaseSync } from 'node:sqlite';

/** The commit of a journal at which a process ends, from 1, just before or just after it. */
export interface Kill {
  readonly commit: number;
  readonly when: 'before' | 'after';
}

/** Counts the commits of this process, tells of each, and kills it at one of them. */
export function dieAtCommit(
  kill: Kill | undefined,
  onCommit: (commits: number) => void = () => undefined,
): { readonly commits: number } {
  let commits = 0;
  const { exec } = DatabaseSync.prototype;
  DatabaseSync.prototype.exec = function execOrDie(sql) {
    if (sql !== 'COMMIT') return exec.call(this, sql);
    commits += 1;
    const isTheOne = commits === kill?.commit;
    if (isTheOne && kill?.when === 'before') process.kill(process.pid, 'SIGKILL');
    exec.call(this, sql);
    if (isTheOne) process.kill(process.pid, 'SIGKILL');
    onCommit(commits);
  };
  return {
    get commits() {
      return commits;
    },
  };
}
