import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { runProgram } from '../shared/program.ts';
import { createProgressLine } from '../shared/progress-line.ts';
import { openTarget } from '../shared/target.ts';
import { UsageError } from '../shared/usage-error.ts';
import { answersAsAWhole, moderate } from './moderate.ts';
import { prepareEmulator } from './prepare-emulator.ts';
import { isNotDone, toReport, toSummary, toUnsupported } from './report.ts';
import { readRules } from './rules.ts';

const sample = fileURLToPath(new URL('rules.json', import.meta.url));

const usage = `Usage: pnpm example moderation [file]

Mutes and blocks users in many groups, by the rules of a JSON file, and tells what came of each.
Without a file: rules.json, in an emulator. docs/guide/examples.md tells how to use an account.
The exit code is 1 if anything was not done.`;

await runProgram(async ({ args, signal }) => {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { help: { type: 'boolean' } },
  });
  if (values.help) {
    console.log(usage);
    return 0;
  }
  const [file] = positionals;
  const target = await openTarget();
  const progress = createProgressLine(process.stdout);
  try {
    if (!target.control && file === undefined) {
      throw new UsageError('With an account name the file: rules.json is only a sample.');
    }
    const rules = await readRules(file ?? sample);
    console.log(`Rules of ${file ?? 'rules.json'}, in ${target.title}\n`);
    if (target.control) await prepareEmulator(target);

    const verdicts = await moderate(target.provider, rules, {
      signal,
      onProgress: (done, total) => progress.show(`${done} of ${total} steps`),
    });

    progress.clear();
    console.log(toReport(verdicts));
    const unsupported = toUnsupported(verdicts);
    if (unsupported.length > 0) console.log(`\nUnsupported:\n  ${unsupported.join('\n  ')}`);
    if (rules.some((rule) => answersAsAWhole(target.provider, rule))) {
      console.log(
        '\nThis vendor answers for all users of a call at once: strangers count as done.',
      );
    }
    console.log(`\n${toSummary(verdicts)}`);
    return verdicts.some(isNotDone) ? 1 : 0;
  } finally {
    progress.clear();
    await target.close();
  }
});
