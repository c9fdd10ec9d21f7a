import type { Text } from './language.ts';
import type { Session } from './session.ts';
import { UsageError } from './usage-error.ts';

/** Asks before something that is hard to undo; ends the command where the answer is no, or nobody can be asked. */
export async function confirm(session: Session, what: Text, idsFromStdin = false): Promise<void> {
  const { host, options, say } = session;
  if (options.yes || options.dryRun) return;
  if (idsFromStdin || !host.stdin.isTTY || !host.stderr.isTTY) {
    throw new UsageError({
      en: `${what.en}, and nobody can be asked to confirm it here: give --yes, or --dry-run to see what it would do`,
      zh: `${what.zh}，需要确认，但此处无法询问：请加 --yes，或用 --dry-run 查看将要执行的操作`,
    });
  }
  const { createInterface } = await import('node:readline/promises');
  const question = createInterface({ input: host.stdin, output: host.stderr });
  try {
    const answer = await question.question(
      `${say({ en: `${what.en}. Go on?`, zh: `${what.zh}。继续吗？` })} [y/N] `,
      {
        signal: session.stop.reads,
      },
    );
    if (/^\s*(y|yes|是)\s*$/i.test(answer)) return;
  } finally {
    question.close();
  }
  throw new UsageError({ en: 'nothing was done', zh: '未执行任何操作' });
}
