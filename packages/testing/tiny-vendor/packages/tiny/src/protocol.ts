import { type ErrorMeaning, type Protocol, refused, unreadable } from '@imgroups/core/adapter';

/** The meanings of the service's words. */
export const errorMeanings: Readonly<Record<string, ErrorMeaning>> = {
  no_room: { code: 'not_found', reason: 'group_not_found' },
  no_person: { code: 'not_found', reason: 'user_not_found' },
  room_taken: { code: 'already_exists', reason: 'group_id_taken' },
  bad_key: { code: 'unauthenticated' },
  slow_down: { code: 'rate_limited', retryable: true },
};

/** JSON with a key in a header; the HTTP status decides. */
export function tinyProtocol(baseUrl: string, key: string): Protocol {
  return {
    provider: 'tiny',
    app: baseUrl,
    async prepare({ method, path, query, body }) {
      const search = new URLSearchParams(query).toString();
      return {
        method,
        url: `${baseUrl}${path}${search && `?${search}`}`,
        headers: {
          'x-tiny-key': key,
          ...(typeof body === 'string' ? { 'content-type': 'application/json' } : {}),
        },
        body,
      };
    },
    decode({ status, text }) {
      const answer = readObject(text);
      if (status === 200 && answer) return answer;
      const word = typeof answer?.error === 'string' ? answer.error : undefined;
      const meaning: ErrorMeaning = errorMeanings[word ?? ''] ?? {
        code: 'unavailable',
        retryable: true,
        ambiguous: true,
      };
      if (status === 200) throw unreadable('the answer is no JSON object', meaning);
      throw refused(word ?? `HTTP ${status}`, { ...meaning, vendorCode: word, httpStatus: status });
    },
    renew: () => false,
    isThrottled: ({ code }) => code === 'rate_limited',
  };
}

function readObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}
