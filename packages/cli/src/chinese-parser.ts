/** Titles that the parser of command lines prints by itself, in Chinese. */
export const chineseTitles: Readonly<Record<string, string>> = {
  'Usage:': '用法：',
  'Arguments:': '参数：',
  'Options:': '选项：',
  'Global Options:': '全局选项：',
  'Commands:': '命令：',
};

const sentences: readonly (readonly [RegExp, string])[] = [
  [/^error: /, '错误: '],
  [/missing required argument '(.+)'/, "缺少参数 '$1'"],
  [/option '(.+)' argument missing/, "选项 '$1' 缺少值"],
  [/required option '(.+)' not specified/, "必须给出选项 '$1'"],
  [/option '(.+)' cannot be used with option '(.+)'/, "选项 '$1' 不能与 '$2' 同时使用"],
  [/unknown option '(.+)'/, "未知的选项 '$1'"],
  [/unknown command '(.+)'/, "未知的命令 '$1'"],
  [
    /too many arguments for '(.+)'\. Expected (\d+) arguments? but got (\d+): (.+)\./,
    "'$1' 的参数过多：应为 $2 个，给出了 $3 个：$4。",
  ],
  [/option '(.+)' argument '(.*)' is invalid\. ?/, "选项 '$1' 的值 '$2' 无效。"],
  [
    /command-argument value '(.*)' is invalid for argument '(.+)'\. ?/,
    "参数 '$2' 的值 '$1' 无效。",
  ],
  [/Allowed choices are (.+)\./, '可选值：$1。'],
  [/\(Did you mean (?:one of )?(.+)\?\)/, '（是否想用 $1？）'],
  // What our own options say of their values.
  [/It must be a whole number above 0\./, '必须是大于 0 的整数。'],
  [/It must be a number above 0, up to 1\./, '必须大于 0，且不超过 1。'],
  [/It must be a number from 0 to 65535\./, '必须是 0 到 65535 之间的数。'],
  [
    /It must be like 90s, 10m, 2h, 7d, or permanent\./,
    '应为 90s、10m、2h、7d 这样的时长，或 permanent。',
  ],
];

/** An error of the parser in Chinese; unknown sentences stay as they are. */
export function inChinese(error: string): string {
  return sentences.reduce((text, [english, chinese]) => text.replace(english, chinese), error);
}
