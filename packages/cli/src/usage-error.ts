import type { Text } from './language.ts';

/** A command line, a profile or an input that cannot be understood. Its text says what to do. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
  readonly text: Text;

  constructor(text: Text) {
    super(text.en);
    this.text = text;
  }
}

/** The refusal of a file that cannot be read. */
export function unreadable(file: string, error: unknown): UsageError {
  const { message } = error as Error;
  return new UsageError({
    en: `${file}: cannot be read: ${message}`,
    zh: `${file}：无法读取：${message}`,
  });
}

/** The refusal of something that is not JSON. */
export function notJson(where: string, error: unknown): UsageError {
  const { message } = error as Error;
  return new UsageError({
    en: `${where}: is not JSON: ${message}`,
    zh: `${where}：不是 JSON：${message}`,
  });
}

/** `; did you mean ...?` where a name is near. */
export async function didYouMean(
  name: string,
  names: readonly string[],
): Promise<Text | undefined> {
  // Loaded on the way to an error only.
  const { nearest } = await import('@imgroups/core/adapter');
  const best = nearest(name, names);
  return best === undefined
    ? undefined
    : { en: `; did you mean ${best}?`, zh: `；是否想用 ${best}？` };
}
