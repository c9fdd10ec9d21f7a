import { checkOptions, type ErrorMeaning, must, strict, text } from '@imgroups/core/adapter';
import * as v from 'valibot';
import { type FailedAnswer, meaningOf } from './error-codes.ts';

const failedAnswer = () =>
  strict({
    status: must<number>('an HTTP status', Number.isSafeInteger),
    error: v.optional(text),
    description: v.optional(text),
    number: v.optional(must<number>('a whole number', Number.isSafeInteger)),
    detail: v.optional(text),
    exception: v.optional(text),
  });

/**
 * Returns the meaning of a failed answer: its number first, then status and short code, then the texts, then the status alone.
 */
export function easemobErrorMeaning(failure: FailedAnswer): ErrorMeaning {
  return meaningOf(checkOptions('easemob', failedAnswer(), failure));
}
