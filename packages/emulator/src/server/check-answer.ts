import type { AnyEndpoint } from '@imgroups/core/adapter';
import * as v from 'valibot';

/** Passes an answer of ours on, or throws when it breaks its own schema: a defect of the emulator, and loud. */
export function checkAnswer(name: string, endpoint: AnyEndpoint, answer: unknown): unknown {
  const checked = v.safeParse(endpoint.response, answer);
  if (checked.success) return answer;
  const [issue] = checked.issues;
  throw new Error(
    `the emulator's answer to ${name} breaks its schema at ${v.getDotPath(issue) ?? 'the top'}: ${issue.message}`,
  );
}
