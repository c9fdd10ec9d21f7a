import { readCatalogue } from '../catalogue.ts';
import type { Cli } from '../cli.ts';
import { type Host, readInput } from '../host.ts';
import { openProvider, prefixOf, variablesOf } from '../open-provider.ts';
import { printObject } from '../print-list.ts';
import {
  type Profile,
  profilePath,
  readProfiles,
  requireProfile,
  writeProfiles,
} from '../profiles.ts';
import type { CommonOptions } from '../session.ts';
import { UsageError } from '../usage-error.ts';

interface AddFlags extends CommonOptions {
  readonly vendor: string;
  readonly set?: readonly string[];
  readonly fromEnv?: boolean;
  readonly secret?: string;
  readonly secretCommand?: readonly string[];
}

const isSecret = /SECRET|CERTIFICATE|TOKEN|PASSWORD/;

export function addProfile(cli: Cli): void {
  const { option, run, verb } = cli;
  const profiles = cli.noun('profile', {
    en: 'applications and their credentials',
    zh: '应用及其凭据',
  });
  const name = () => cli.argument('<name>', { en: 'name of the profile', zh: '配置名' });
  const vendors = readCatalogue().vendors.map((vendor) => vendor.name);

  verb(
    profiles,
    'add',
    { en: 'keep an application under a name', zh: '以一个名字保存应用' },
    option('--vendor <vendor>', { en: 'whose service it is', zh: '厂商' })
      .choices(vendors)
      .makeOptionMandatory(),
    option('--from-env', {
      en: 'take what the variables of the vendor say',
      zh: '取自该厂商的环境变量',
    }),
    option('--set <name=value...>', {
      en: 'a variable without its prefix: REGION=singapore',
      zh: '不带前缀的变量：REGION=singapore',
    }),
    option('--secret <name>', {
      en: 'ask for this variable, or read it from standard input: SECRET_KEY',
      zh: '询问该变量的值，或从标准输入读取：SECRET_KEY',
    }),
    option('--secret-command <name=command...>', {
      en: 'a program that prints the value of a variable, each time it is needed: SECRET_KEY="pass show im"',
      zh: '每次需要时运行并输出变量值的程序：SECRET_KEY="pass show im"',
    }),
  )
    .addArgument(name())
    .action(
      run<AddFlags, [string]>(async (session, profileName) => {
        const { env } = session.host;
        const {
          vendor: vendorName,
          set = [],
          fromEnv,
          secret,
          secretCommand = [],
        } = session.options;
        const vendor = readCatalogue().vendors.find((one) => one.name === vendorName);
        if (!vendor) {
          throw new UsageError({
            en: `--vendor ${vendorName}: unknown vendor`,
            zh: `--vendor ${vendorName}：未知的厂商`,
          });
        }
        const prefix = prefixOf(vendor);
        const variables: Record<string, string> = {};
        if (fromEnv) {
          for (const variable of variablesOf(env, vendor))
            variables[variable] = env[variable] ?? '';
        }
        for (const assignment of set) {
          const [variable, value] = splitAssignment('--set', assignment);
          if (isSecret.test(variable)) {
            throw new UsageError({
              en: `--set ${variable}: a secret is never an argument; use --from-env, --secret ${variable} or --secret-command`,
              zh: `--set ${variable}：密钥不能作为参数；请用 --from-env、--secret ${variable} 或 --secret-command`,
            });
          }
          variables[prefix + variable] = value;
        }
        if (secret !== undefined)
          variables[prefix + secret] = await askSecret(session.host, secret);
        const commands = Object.fromEntries(
          secretCommand.map((assignment) => {
            const [variable, command] = splitAssignment('--secret-command', assignment);
            return [prefix + variable, wordsOf(command)];
          }),
        );
        // Refuses what the vendor's package would refuse later; a command is not run for that.
        const placeholders = Object.fromEntries(
          Object.keys(commands).map((variable) => [variable, 'placeholder']),
        );
        await (
          await openProvider({ vendor, environment: { ...variables, ...placeholders } })
        ).close();
        const file = readProfiles(env);
        const profile: Profile = { vendor: vendor.name, variables, commands };
        writeProfiles(env, {
          current: file.current ?? profileName,
          profiles: { ...file.profiles, [profileName]: profile },
        });
        if (process.platform === 'win32') {
          session.tell(
            `${profilePath(env)}: see that nobody else can read it; Windows has no file modes`,
          );
        }
        await printObject(session, {
          status: 'done',
          profile: profileName,
          vendor: vendor.name,
          file: profilePath(env),
        });
      }),
    );

  verb(profiles, 'list', {
    en: 'list the profiles, without secrets',
    zh: '列出配置（不含密钥）',
  }).action(
    run(async (session) => {
      const { current, profiles: all } = readProfiles(session.host.env);
      const output = session.output(['profile', 'vendor', 'current', 'variables']);
      for (const [profile, { vendor, variables, commands = {} }] of Object.entries(all)) {
        const shown = [...Object.keys(variables), ...Object.keys(commands)];
        await output.row({ profile, vendor, current: profile === current, variables: shown });
      }
      await output.end();
    }),
  );

  verb(profiles, 'use', {
    en: 'choose the profile that is used where none is named',
    zh: '设为默认配置',
  })
    .addArgument(name())
    .action(
      run<CommonOptions, [string]>(async (session, profileName) => {
        const { env } = session.host;
        await requireProfile(env, profileName);
        writeProfiles(env, { ...readProfiles(env), current: profileName });
        await printObject(session, { status: 'done', profile: profileName });
      }),
    );

  verb(profiles, 'remove', { en: 'forget a profile', zh: '删除配置' })
    .addArgument(name())
    .action(
      run<CommonOptions, [string]>(async (session, profileName) => {
        const { env } = session.host;
        await requireProfile(env, profileName);
        const { current, profiles: all } = readProfiles(env);
        const { [profileName]: _, ...others } = all;
        writeProfiles(env, {
          current: current === profileName ? undefined : current,
          profiles: others,
        });
        await printObject(session, { status: 'done', profile: profileName });
      }),
    );
}

function splitAssignment(option: string, assignment: string): readonly [string, string] {
  const at = assignment.indexOf('=');
  // What stands there may be a secret.
  if (at < 1)
    throw new UsageError({
      en: `${option}: must be like NAME=value`,
      zh: `${option}：格式应为 NAME=value`,
    });
  return [assignment.slice(0, at).toUpperCase(), assignment.slice(at + 1)];
}

/** The words of a command; those with blanks stand in quotation marks. No shell reads it. */
function wordsOf(command: string): readonly string[] {
  return Array.from(
    command.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g),
    ([, double, single, plain]) => double ?? single ?? plain ?? '',
  );
}

/** Reads a secret from a pipe, or from a terminal that shows nothing of it. */
async function askSecret(host: Host, name: string): Promise<string> {
  const { stdin, stderr } = host;
  if (!stdin.isTTY) return (await readInput(host)).replace(/\r?\n$/, '');
  const { createInterface } = await import('node:readline');
  stderr.write(`${name}: `);
  stdin.setRawMode?.(true);
  const lines = createInterface({ input: stdin, terminal: true, output: undefined });
  try {
    return await new Promise<string>((resolve, reject) => {
      lines.once('line', resolve);
      lines.once('SIGINT', () =>
        reject(new UsageError({ en: 'nothing was done', zh: '未执行任何操作' })),
      );
    });
  } finally {
    lines.close();
    stdin.setRawMode?.(false);
    stderr.write('\n');
  }
}
