import { credential } from '@imgroups/core/adapter';

/** The key of an app: `org#app`. */
export const appKey = credential(
  "'org#app', as the console shows it",
  (value) => typeof value === 'string' && /^[^#/\s]+#[^#/\s]+$/.test(value),
  (value) =>
    /^[^#/\s]+$/.test(String(value))
      ? 'an env file cuts a value at # unless it is in quotation marks'
      : undefined,
);
