import * as v from 'valibot';
import { given } from '../text/shown.ts';
import { nearest } from './nearest.ts';

/** A value that passes a test, kept as it is, class instances too; `be` completes "must be ...". */
/* @__NO_SIDE_EFFECTS__ */
export function must<Value>(be: string, test: (value: unknown) => boolean) {
  return v.custom<Value>(
    (value) => {
      try {
        return test(value);
      } catch {
        // Something in it throws when it is looked at.
        return false;
      }
    },
    ({ input }) => `must be ${be}, not ${given(input)}`,
  );
}

/** An object with exactly these keys; an unknown one is refused with the nearest known name. */
/* @__NO_SIDE_EFFECTS__ */
export function strict<const Entries extends v.ObjectEntries>(entries: Entries, noun = 'option') {
  return v.strictObject(entries, (issue) => {
    if (issue.expected === 'never') {
      const name = nearest(String(issue.input), Object.keys(entries));
      return `unknown ${noun}${name === undefined ? '' : `; did you mean ${name}?`}`;
    }
    return issue.expected === 'Object'
      ? `must be an object, not ${given(issue.input)}`
      : issue.message;
  });
}

export const text = must<string>('a string', (value) => typeof value === 'string');

export const filledText = must<string>(
  'a non-empty string',
  (value) => typeof value === 'string' && value !== '',
);

/** A string that no refusal shows; `rule` says what it must be. */
/* @__NO_SIDE_EFFECTS__ */
export function secret(rule: string, isFit: (value: string) => boolean = (value) => value !== '') {
  return v.custom<string>((value) => typeof value === 'string' && isFit(value), rule);
}

export const positiveInteger = must<number>(
  'a positive whole number',
  (value) => Number.isSafeInteger(value) && Number(value) > 0,
);

const longestLife = 50 * 365 * 24 * 3600;

/** How long a credential is to last; a point in time, as of `Date.now()`, is none. */
export const lifeInSeconds = must<number>(
  `a positive whole number of seconds, at most 50 years (${longestLife})`,
  (value) => Number.isSafeInteger(value) && Number(value) > 0 && Number(value) <= longestLife,
);

/** An address to which paths are added. */
export const baseUrl = must<string>('an http or https URL without query', (value) => {
  const url = typeof value === 'string' && URL.canParse(value) ? new URL(value) : undefined;
  return (
    url !== undefined &&
    (url.protocol === 'https:' || url.protocol === 'http:') &&
    `${url.username}${url.password}${url.search}${url.hash}` === ''
  );
});

export const milliseconds = must<number>(
  'a positive number of milliseconds',
  (value) => typeof value === 'number' && value > 0,
);

export const aFunction = must<(...values: never[]) => unknown>(
  'a function',
  (value) => typeof value === 'function',
);

/** One of a few words. */
/* @__NO_SIDE_EFFECTS__ */
export function oneOf<const Word extends string>(words: readonly Word[]) {
  return must<Word>(`one of ${words.join(', ')}`, (value) => words.includes(value as Word));
}

/** An object with these methods, of any class. */
/* @__NO_SIDE_EFFECTS__ */
export function withMethods<Value extends object>(...names: readonly (keyof Value & string)[]) {
  const methods = names.map((name) => `${name}()`).join(', ');
  return must<Value>(
    `an object with ${methods}`,
    (value) =>
      ((typeof value === 'object' && value !== null) || typeof value === 'function') &&
      names.every((name) => typeof (value as Value)[name] === 'function'),
  );
}
