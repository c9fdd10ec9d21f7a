import { must } from '@imgroups/core/adapter';

/** The name of an app: organisation and app. */
export const appKey = must<string>(
  "'org#app', as the console shows it",
  (value) => typeof value === 'string' && /^[^#/\s]+#[^#/\s]+$/.test(value),
);
