import * as v from 'valibot';

/** The fields of every answer. */
export const envelope = { ok: v.boolean() };

export const id = v.pipe(v.string(), v.nonEmpty());

/** A room as the service shows it. */
export const room = v.object({
  room: v.string(),
  title: v.optional(v.string()),
  host: v.optional(v.string()),
  /** Seconds since 1970. */
  since: v.optional(v.number()),
  count: v.optional(v.number()),
});
export interface Room extends v.InferOutput<typeof room> {}

/** Somebody in a room. */
export const guest = v.object({
  person: v.string(),
  /** Seconds since 1970. */
  since: v.optional(v.number()),
});
export interface Guest extends v.InferOutput<typeof guest> {}
