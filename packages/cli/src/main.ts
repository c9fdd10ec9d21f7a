import { readFileSync } from 'node:fs';
import { CommanderError } from 'commander';
import { exitCodes } from './exit-codes.ts';
import { languageOf } from './language.ts';
import { createProgram } from './program.ts';

const args = process.argv.slice(2);
const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));

try {
  await createProgram(languageOf(args, process.env), version).parseAsync(args, { from: 'user' });
} catch (error) {
  // Parsing ends so; what it has to say is printed already.
  if (!(error instanceof CommanderError)) throw error;
  process.exitCode = error.exitCode === 0 ? exitCodes.done : exitCodes.usage;
}
