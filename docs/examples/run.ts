import { fileURLToPath } from 'node:url';

interface Example {
  readonly purpose: string;
  /** Runs its program. */
  readonly load: () => Promise<unknown>;
}

const examples: Readonly<Record<string, Example>> = {
  departments: {
    purpose: 'keeps one group per department in step with a file',
    load: () => import('./departments/main.ts'),
  },
  moderation: {
    purpose: 'mutes and blocks users in many groups, by rules',
    load: () => import('./moderation/main.ts'),
  },
  export: {
    purpose: 'writes all groups and members to a file, and goes on where it was stopped',
    load: () => import('./export/main.ts'),
  },
  roster: {
    purpose: 'keeps a table of members, by callbacks and a sweep',
    load: () => import('./roster/main.ts'),
  },
  'swap-providers': {
    purpose: 'one application on all vendors, side by side',
    load: () => import('./swap-providers/main.ts'),
  },
  nestjs: {
    purpose: 'a NestJS service for groups and members',
    async load() {
      await import('./nestjs/compile-decorators.ts');
      await import('./nestjs/main.ts');
    },
  },
};

const [name = '', ...rest] = process.argv.slice(2);
const example = Object.hasOwn(examples, name) ? examples[name] : undefined;
if (example) {
  await run(name, example, rest);
} else {
  console.error(name === '' ? 'Name an example:' : `There is no example ${name}:`);
  for (const [known, { purpose }] of Object.entries(examples)) {
    console.error(`  pnpm example ${known.padEnd(16)}${purpose}`);
  }
  console.error('Without pnpm: npm run example <name>');
  process.exitCode = 2;
}

/** Runs the program of an example in this process, as if it had been started itself. */
async function run(name: string, { load }: Example, args: readonly string[]): Promise<void> {
  const main = new URL(`${name}/main.ts`, import.meta.url);
  process.argv = [process.execPath, fileURLToPath(main), ...args, ...takenByNpm(args)];
  await load();
}

/**
 * `npm run example departments --dry-run` keeps the option for npm itself; what the user means must not get lost. Neither
 * must `--dryrun`: the program then refuses it, in place of running in earnest.
 */
function takenByNpm(args: readonly string[]): readonly string[] {
  return Object.entries(process.env)
    .filter(([name, value]) => /^npm_config_dry/.test(name) && value === 'true')
    .map(([name]) => `--${name.replace('npm_config_', '').replaceAll('_', '-')}`)
    .filter((option) => !args.includes(option));
}
