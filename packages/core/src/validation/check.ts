import * as v from 'valibot';
import { invalid, readArgument } from '../errors/failure.ts';
import { given, inspect } from '../text/inspect.ts';

/**
 * Checks an argument or an object of options; throws the `Failure` of the first field at fault. The result is a copy that
 * holds exactly what was checked; what a `must` lets through is the caller's own object.
 */
export function check<Schema extends v.GenericSchema>(
  schema: Schema,
  value: unknown,
  field: string,
  isRoot = false,
): v.InferOutput<Schema> {
  return readArgument(field, () => {
    if ('entries' in schema && Array.isArray(value)) {
      throw invalid(field, `must be an object, not ${given(value)}`);
    }
    const checked = v.safeParse(schema, value, { abortEarly: true });
    if (checked.success) return checked.output;
    const [issue] = checked.issues;
    throw invalid(pathOf(issue, field, isRoot), ruleOf(issue));
  });
}

/** The path of a field as a caller writes it: `group.id`, `userIds[3]`; below an unnamed root only the rest. */
function pathOf(issue: v.BaseIssue<unknown>, field: string, isRoot: boolean): string {
  const path = (issue.path ?? []).map(({ key }) =>
    typeof key === 'string' && /^[\w$.#@ -]+$/.test(key) ? `.${key}` : `[${inspect(key)}]`,
  );
  const below = path.join('');
  return isRoot && below !== '' ? below.replace(/^\./, '') : `${field}${below}`;
}

/** The expected value, in the words that tell of the given one. */
function expectedOf({ expected }: v.BaseIssue<unknown>): string {
  if (expected === 'Array') return 'a list';
  return expected === 'Object' ? 'an object' : (expected ?? 'of another form');
}

/** The rule that was broken, with its limit and what was given. */
export function ruleOf(issue: v.BaseIssue<unknown>): string {
  const { requirement, input, message } = issue;
  // A schema's own words: they say all, and repeat no secret.
  if (!message.startsWith('Invalid ')) return message;
  const length = typeof input === 'string' || Array.isArray(input) ? input.length : undefined;
  switch (issue.type) {
    case 'max_bytes':
      return `at most ${requirement} bytes of UTF-8, not ${issue.received}`;
    case 'max_length':
      return `at most ${requirement} ${Array.isArray(input) ? 'items' : 'characters'}, not ${length}`;
    case 'min_length':
    case 'non_empty':
      return 'must not be empty';
    case 'max_value':
      return `at most ${requirement}, not ${given(input)}`;
    case 'min_value':
      return `at least ${requirement}, not ${given(input)}`;
    default:
      if (input === undefined) return 'is missing';
      return `must be ${expectedOf(issue)}, not ${given(input)}`;
  }
}
