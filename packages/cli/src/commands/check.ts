import type { Cli } from '../cli.ts';
import { printObject } from '../print-list.ts';

export function addCheck({ program, run, verb }: Cli): void {
  verb(program, 'check', {
    en: 'tell whether key, app, region and clock are right',
    zh: '检查密钥、应用、地域和时钟是否正确',
  }).action(
    run(async (session) => {
      const provider = await session.provider();
      await provider.check({ signal: session.stop.reads });
      await printObject(session, { status: 'done', vendor: provider.name, app: provider.app });
    }),
  );
}
