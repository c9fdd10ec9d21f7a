import { readFileSync } from 'node:fs';
import { createCli } from './cli.ts';
import { addApi } from './commands/api.ts';
import { addBlacklist } from './commands/blacklist.ts';
import { addCheck } from './commands/check.ts';
import { addCompletion } from './commands/completion.ts';
import { addEmulator } from './commands/emulator.ts';
import { addExport } from './commands/export.ts';
import { addGroups } from './commands/groups.ts';
import { addHelp } from './commands/help.ts';
import { addImport } from './commands/import.ts';
import { addMembers } from './commands/members.ts';
import { addMigrate } from './commands/migrate.ts';
import { addMutes } from './commands/mutes.ts';
import { addProfile } from './commands/profile.ts';
import { addSync } from './commands/sync.ts';
import { addWebhook } from './commands/webhook.ts';
import type { Host } from './host.ts';
import { languageOf } from './language.ts';
import { formats } from './output.ts';

/** Runs `imgroups`, and gives its exit code. Help and completion load nothing of the SDK. */
export async function runProgram(args: readonly string[], host: Host): Promise<number> {
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  const cli = createCli(host, languageOf(args, host.env), version);
  const { option, program, say } = cli;
  program
    .description(
      say({
        en: 'Manages the chat groups of any vendor from a shell.',
        zh: '在命令行中管理各家厂商的群组。',
      }),
    )
    .addOption(
      option('-p, --profile <name>', {
        en: 'the application to work on: a profile, or a vendor whose variables are set',
        zh: '要操作的应用：配置名，或已设置环境变量的厂商名',
      }),
    )
    .addOption(
      option('--format <format>', {
        en: 'how to print; a table on a terminal, else JSON lines',
        zh: '输出格式；终端默认表格，否则为 JSON 行',
      }).choices(formats),
    )
    .addOption(
      option('--verbose', {
        en: 'show every call on standard error',
        zh: '在标准错误输出中显示每次调用',
      }),
    )
    .addOption(
      option('--lang <language>', { en: 'language of what people read', zh: '提示语言' }).choices([
        'en',
        'zh',
      ]),
    );
  addGroups(cli);
  addMembers(cli);
  addMutes(cli);
  addBlacklist(cli);
  addApi(cli);
  addExport(cli);
  addImport(cli);
  addSync(cli);
  addMigrate(cli);
  addWebhook(cli);
  addEmulator(cli);
  addProfile(cli);
  addCheck(cli);
  addCompletion(cli);
  addHelp(cli);
  return cli.parse(args);
}
