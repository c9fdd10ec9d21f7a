import * as v from 'valibot';

/** Text of at most so many characters, counted as Unicode code points: the most generous way to count. */
export function text(maxCharacters: number) {
  return v.pipe(
    v.string('must be a string'),
    v.check(
      (value) => value.length <= maxCharacters || [...value].length <= maxCharacters,
      `at most ${maxCharacters} characters`,
    ),
  );
}

/** A user name: letters, digits, `_`, `-`, `.`, at most 64 bytes. The service folds it to lower case. */
export const username = v.pipe(
  v.string(),
  v.regex(/^[A-Za-z0-9_.-]+$/, "a user name is made of letters, digits, '_', '-' and '.'"),
  v.maxBytes(64),
);

/** Several user names; how many fit into one call stands in the limits of the endpoint. */
export const usernames = v.pipe(v.array(username), v.minLength(1));

/** An id that stands in a path, where a comma would make it a list and a slash cut it in two. */
function idOf(thing: string) {
  return v.pipe(
    v.string(),
    v.nonEmpty(),
    v.regex(/^[^,/]*$/, `a ${thing} id has neither ',' nor '/'`),
  );
}

/** A group id: digits, or an id of your own. */
export const groupId = idOf('group');

/** A thread id: digits. */
export const threadId = idOf('thread');

/** The id of a shared file. */
export const fileId = idOf('file');

/** One page of a numbered list; page numbers start where the endpoint says. */
export const pageNumber = v.pipe(v.number(), v.integer(), v.minValue(0));

/** Items per page; the service cuts a larger number to its maximum. */
export const pageSize = v.pipe(v.number(), v.integer(), v.minValue(1));

/** The fields around an answer's payload. Any of them may be missing. */
export const envelope = {
  /** The HTTP method in lower case; the mute list says `post`. */
  action: v.optional(v.string()),
  /** Id of the app, a UUID. */
  application: v.optional(v.string()),
  applicationName: v.optional(v.string()),
  organization: v.optional(v.string()),
  uri: v.optional(v.string()),
  path: v.optional(v.string()),
  /** The query as the service understood it; every value is a list of strings. */
  params: v.optional(v.record(v.string(), v.array(v.string()))),
  properties: v.optional(v.record(v.string(), v.unknown())),
  /** Time of the service in milliseconds since 1970. */
  timestamp: v.optional(v.number()),
  /** Milliseconds the service worked on the call. */
  duration: v.optional(v.number()),
  /** Items in this answer, never an overall number. */
  count: v.optional(v.number()),
};

/** If the payload is in `data`, this list is empty. */
export const noEntities = v.optional(v.array(v.unknown()));

/** The result of one user of a call. */
export const userOutcome = v.object({
  result: v.optional(v.boolean()),
  action: v.optional(v.string()),
  /** Why `result` is false. */
  reason: v.optional(v.string()),
  user: v.optional(v.string()),
  groupid: v.optional(v.string()),
});

/** The service answers an object for one name and a list for several, but not everywhere. */
const userOutcomes = v.union([v.array(userOutcome), userOutcome]);

/** An answer that tells what happened to each user. */
export const userOutcomesResponse = v.object({
  ...envelope,
  entities: noEntities,
  data: v.optional(userOutcomes),
});

/** An answer with a list of user names. */
export const usernamesResponse = v.object({
  ...envelope,
  entities: noEntities,
  data: v.optional(v.array(v.string())),
});
