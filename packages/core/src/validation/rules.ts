import * as v from 'valibot';
import { halfCharacter } from '../text/half-character.ts';
import { given } from '../text/inspect.ts';
import { nearest } from './nearest.ts';

/** A value that passes a test, kept unchanged, class instances too; `be` completes "must be ...". */
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
  // Keys are looked up with `in`: without a prototype `toString` is as unknown as any other.
  const own: Entries = Object.setPrototypeOf({ ...entries }, null);
  return v.strictObject(own, (issue) => {
    if (issue.expected === 'never') {
      const name = nearest(String(issue.input), Object.keys(entries));
      return `unknown ${noun}${name === undefined ? '' : `; did you mean ${name}?`}`;
    }
    return issue.expected === 'Object'
      ? `must be an object, not ${given(issue.input)}`
      : issue.message;
  });
}

export const text = wellFormed('a string', () => true);

export const filledText = wellFormed('a non-empty string', (value) => value !== '');

/** A string that can be sent unchanged. */
/* @__NO_SIDE_EFFECTS__ */
function wellFormed(be: string, isFit: (value: string) => boolean) {
  return v.custom<string>(
    (value) => typeof value === 'string' && isFit(value) && value.isWellFormed(),
    ({ input }) =>
      (typeof input === 'string' ? halfCharacter(input) : undefined) ??
      `must be ${be}, not ${given(input)}`,
  );
}

/** A string that no refusal shows, without blanks at its ends; `rule` says what it must be. */
/* @__NO_SIDE_EFFECTS__ */
export function secret(rule: string, isFit: (value: string) => boolean = (value) => value !== '') {
  return v.custom<string>(
    (value) => typeof value === 'string' && strayEnd(value) === undefined && isFit(value),
    ({ input }) => {
      const stray = strayEnd(input);
      return stray === undefined ? rule : `${rule}, without ${stray}`;
    },
  );
}

/** A string that belongs to the credentials and is not secret, without blanks at its ends; `be` completes "must be ...". */
/* @__NO_SIDE_EFFECTS__ */
export function credential<Value = string>(
  be: string,
  isFit: (value: unknown) => boolean,
  causeOf: (value: unknown) => string | undefined = () => undefined,
) {
  return v.custom<Value>(
    (value) => strayEnd(value) === undefined && isFit(value),
    ({ input }) => {
      const stray = strayEnd(input);
      const cause = stray === undefined ? causeOf(input) : `it has ${stray}`;
      const why = cause === undefined ? '' : `: ${cause}`;
      return `must be ${be}, not ${given(input)}${why}`;
    },
  );
}

/** Describes the stray characters that a copied line or a file left at the ends of a string. */
function strayEnd(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  if (/^(["']).*\1$/s.test(value))
    return 'quotation marks around it (docker --env-file keeps them)';
  const [stray] = /^[\s\p{Cc}]|[\s\p{Cc}]$/u.exec(value) ?? [];
  if (stray === undefined) return undefined;
  const word = strayCharacters[stray] ?? 'an invisible character';
  return value.startsWith(stray) ? `${word} at its beginning` : `${word} at its end`;
}

const strayCharacters: Readonly<Record<string, string>> = {
  '\n': 'a line feed',
  '\r': 'a carriage return',
  '\t': 'a tab',
  ' ': 'a blank',
};

export const positiveInteger = must<number>(
  'a positive whole number',
  (value) => Number.isSafeInteger(value) && Number(value) > 0,
);

export const wholeNumber = must<number>(
  'a whole number from 0',
  (value) => Number.isInteger(value) && Number(value) >= 0,
);

const longestLife = 50 * 365 * 24 * 3600;

/** The life of a credential; a point in time, as of `Date.now()`, is refused. */
export const lifeInSeconds = must<number>(
  `a positive whole number of seconds, at most 50 years (${longestLife})`,
  (value) => Number.isSafeInteger(value) && Number(value) > 0 && Number(value) <= longestLife,
);

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
