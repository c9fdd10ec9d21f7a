import { InvalidArgumentError, type Option } from 'commander';
import type { Cli } from './cli.ts';

/** Options that several commands have. */
export function commonOptions({ option }: Cli) {
  return {
    kind: () =>
      option('--kind <kind>', {
        en: 'what kind of group it is, where the id does not tell',
        zh: '群组类型（ID 无法体现时）',
      }).choices(['standard', 'work', 'meeting', 'livestream', 'community']),
    dryRun: () =>
      option('--dry-run', {
        en: 'send reads only, and print what would be written',
        zh: '只发送读请求，并打印将要写入的内容',
      }),
    yes: () => option('-y, --yes', { en: 'do not ask', zh: '不再确认' }),
    raw: () => option('--raw', { en: "add the vendor's own objects", zh: '附上厂商的原始对象' }),
    limit: () =>
      option('--limit <number>', { en: 'end after so many', zh: '最多输出的条数' }).argParser(
        toCount,
      ),
    quiet: () => option('--no-notify', { en: 'tell the members nothing', zh: '不通知成员' }),
    duration: () =>
      option('--for <duration>', {
        en: '90s, 10m, 2h, 7d, or permanent',
        zh: '时长：90s、10m、2h、7d 或 permanent',
      }).argParser(toDuration),
    ids: (): readonly Option[] => [
      option('--file <path>', {
        en: 'read the ids from a file; - is standard input',
        zh: '从文件读取 ID；- 表示标准输入',
      }),
      option('--column <name>', {
        en: 'the column of a CSV file that holds the ids',
        zh: 'CSV 文件中 ID 所在的列',
      }),
    ],
  };
}

/** A whole number above 0. */
export function toCount(text: string): number {
  const count = Number(text);
  if (/^\d+$/.test(text) && count > 0) return count;
  throw new InvalidArgumentError('It must be a whole number above 0.');
}

/** `90`, `90s`, `10m`, `2h`, `7d` or `permanent`. */
function toDuration(text: string): { readonly seconds: number } | 'permanent' {
  if (text === 'permanent') return text;
  const [, count = '', unit = 's'] = /^(\d+)([smhd])?$/.exec(text) ?? [];
  const seconds =
    Number(count) * { s: 1, m: 60, h: 3600, d: 86_400 }[unit as 's' | 'm' | 'h' | 'd'];
  if (seconds > 0) return { seconds };
  throw new InvalidArgumentError('It must be like 90s, 10m, 2h, 7d, or permanent.');
}
