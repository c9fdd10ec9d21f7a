import * as v from 'valibot';
import { Failure, unreadable } from '../errors/failure.ts';
import { inspect } from '../text/inspect.ts';
import { wireList } from './answer-rules.ts';

/** Takes what is strange about an answer that can still be read; it is reported as drift, once per field. */
export type Note = (field: string, message: string) => void;

/** The means to read the answers of one endpoint. */
export interface Reading {
  readonly note: Note;
  /** The failure with what the call knows of it. */
  complete(failure: Failure): Failure;
}

/** A list in an answer. */
export interface AnswerList {
  readonly field: string;
  /** The least that each item must be. */
  readonly item: v.GenericSchema;
  /** The field of an item that holds its id, for the failures of its other fields. */
  readonly id?: string | undefined;
}

/** The readable items of a list, and a failure for each item that could not be read. */
export interface ReadItems<Item> {
  readonly items: readonly Item[];
  readonly unreadable: readonly Failure[];
}

/** Reads a field of an answer, or an answer as a whole; the failure names the field. */
export function readAnswer<const Schema extends v.GenericSchema>(
  schema: Schema,
  value: unknown,
  field: string,
): v.InferOutput<Schema> {
  const read = readBy(schema, value);
  if (read.success) return read.output;
  throw unfit(field, read.issues[0].message);
}

/** Reads a field that an answer may do without. One that cannot be read is noted, and costs nothing else. */
export function readOptional<const Schema extends v.GenericSchema>(
  schema: Schema,
  value: unknown,
  field: string,
  note: Note,
): v.InferOutput<Schema> | undefined {
  if (value === undefined || value === null) return undefined;
  const read = readBy(schema, value);
  if (read.success) return read.output;
  note(field, unfit(field, read.issues[0].message).text);
  return undefined;
}

/** Reads a word of which a vendor may know more than this version does: any other is noted, and reads as `'other'`. */
export function readOpenWord<const Schema extends v.GenericSchema>(
  schema: Schema,
  value: unknown,
  field: string,
  note: Note,
): v.InferOutput<Schema> | 'other' {
  const read = readBy(schema, value);
  if (read.success) return read.output;
  note(field, unfit(field, read.issues[0].message).text);
  return 'other';
}

/** Reads a list item by item: one that cannot be read never costs the others. */
export function readItems<Raw, Item>(
  { field, item, id }: AnswerList,
  values: readonly Raw[] | undefined,
  { note, complete }: Reading,
  toItem: (item: Raw, note: Note) => Item,
): ReadItems<Item> {
  readAnswer(wireList, values, field);
  const items: Item[] = [];
  const unreadable: Failure[] = [];
  const noteItem: Note = (path, message) => note(path.replace(field, `${field}[]`), message);
  for (const value of values ?? []) {
    try {
      readAnswer(item, value, field);
      items.push(toItem(value, noteItem));
    } catch (thrown) {
      if (!(thrown instanceof Failure)) throw thrown;
      // The vendor's refusal of an item is nothing strange.
      if (thrown.errorClass === 'InvalidResponseError')
        noteItem(thrown.field ?? field, thrown.text);
      unreadable.push(complete(thrown.with({}, `${thrown.text}${nameOf(value, id)}`)));
    }
  }
  return { items, unreadable };
}

/** Refuses an answer that is about another thing than was asked for. */
export function requireSame(field: string, asked: string, answered: unknown): void {
  if (answered === undefined || answered === null || answered === asked) return;
  if (typeof answered === 'number' && String(answered) === asked) return;
  throw unfit(field, `is ${inspect(answered)}, but ${inspect(asked)} was asked for`);
}

type Read<Schema extends v.GenericSchema> =
  | { readonly success: true; readonly output: v.InferOutput<Schema> }
  | {
      readonly success: false;
      readonly issues: readonly [{ readonly message: string }, ...unknown[]];
    };

/** Reads a value; without the way through valibot, which takes several times as long, where a rule only checks and converts. */
function readBy<Schema extends v.GenericSchema>(schema: Schema, value: unknown): Read<Schema> {
  const rule = schema as v.GenericSchema as Rule;
  if (!rule.pipe) {
    if (rule.type === 'nullish' && rule.default === undefined) {
      return value == null ? { success: true, output: value } : readBy(rule.wrapped, value);
    }
    return rule.type === 'custom' && rule.check(value)
      ? { success: true, output: value }
      : v.safeParse(schema, value);
  }
  let output = value;
  for (const step of rule.pipe) {
    if (step.type === 'transform') output = step.operation(output);
    // A pipe within a pipe has the type of its own first step.
    else if (step.type !== 'custom' || step.pipe || !step.check(output))
      return v.safeParse(schema, value);
  }
  return { success: true, output };
}

type Rule = (
  | v.CustomSchema<unknown, undefined>
  | v.NullishSchema<v.GenericSchema, undefined>
  | v.TransformAction<unknown, unknown>
) & { readonly pipe?: readonly Rule[] };

function nameOf(item: unknown, idField: string | undefined): string {
  if (idField === undefined || typeof item !== 'object' || item === null) return '';
  const id = (item as Record<string, unknown>)[idField];
  return typeof id === 'string' && id !== '' ? ` (${idField} ${inspect(id)})` : '';
}

function unfit(field: string, rule: string): Failure {
  return unreadable(`the answer's ${field} ${rule}`, { field });
}
