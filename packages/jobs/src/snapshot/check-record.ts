import { given, nearest, ruleOf, shortened } from '@imgroups/core/adapter';
import * as v from 'valibot';
import {
  recordSchemas,
  recordTypes,
  type SnapshotHeader,
  type SnapshotRecord,
  snapshotHeader,
  snapshotVersion,
} from './records.ts';

/** A field that is not as it must be, and the rule it breaks. */
export interface FieldFault {
  /** Empty where the record as a whole is meant. */
  readonly field: string;
  readonly message: string;
}

/** A record, its fields in the order of its schema; or everything that is wrong with it. */
export interface CheckedRecord {
  readonly record?: SnapshotHeader | SnapshotRecord | undefined;
  readonly faults: readonly FieldFault[];
}

type RecordSchema = v.StrictObjectSchema<v.ObjectEntries, undefined>;

const schemas = new Map<unknown, RecordSchema>([
  ['imgroups', snapshotHeader],
  ...Object.entries(recordSchemas),
]);

/** Checks a record for itself: its type, its fields, their values. */
export function checkRecord(value: unknown): CheckedRecord {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { faults: [{ field: '', message: `must be an object, not ${given(value)}` }] };
  }
  const { type, version } = value as { readonly type?: unknown; readonly version?: unknown };
  const schema = schemas.get(type);
  if (schema === undefined) return { faults: [{ field: 'type', message: typeRule(type) }] };
  if (isOtherVersion(value))
    return { faults: [{ field: 'version', message: versionRule(version) }] };
  const { success, output, issues = [] } = v.safeParse(schema, value);
  if (success) return { record: output as unknown as SnapshotHeader | SnapshotRecord, faults: [] };
  const faults = [
    ...issues.flatMap((issue) => faultOf(issue, schema.entries)),
    ...unknownFields(value, Object.keys(schema.entries)),
  ];
  return { faults };
}

/** Tells whether a value is the header of another version: nothing else in that file can be judged. */
export function isOtherVersion(value: unknown): boolean {
  const { type, version } = Object(value);
  return type === 'imgroups' && Number.isInteger(version) && version !== snapshotVersion;
}

function versionRule(version: unknown): string {
  return `is ${version}, but only version ${snapshotVersion} is known here; a later release of @imgroups/jobs may know it`;
}

function typeRule(type: unknown): string {
  const rule = `must be one of ${recordTypes.join(', ')}, not ${given(type)}`;
  const near = typeof type === 'string' ? nearest(shortened(type), recordTypes) : undefined;
  return near === undefined ? rule : `${rule}; did you mean ${near}?`;
}

function faultOf(issue: v.BaseIssue<unknown>, entries: v.ObjectEntries): readonly FieldFault[] {
  // An unknown field, of which a schema tells only the first.
  if (issue.expected === 'never') return [];
  const field = String(issue.path?.[0]?.key ?? '');
  const isOptional = entries[field]?.type === 'optional';
  const hint = issue.input === null && isOptional ? '; leave the field out' : '';
  return [{ field, message: `${ruleOf(issue)}${hint}` }];
}

function unknownFields(value: object, known: readonly string[]): readonly FieldFault[] {
  const unknown = Object.keys(value).filter((name) => !known.includes(name));
  return unknown.map((name) => {
    const near = nearest(shortened(name), known);
    const hint = near === undefined ? '' : `; did you mean ${near}?`;
    return { field: shortened(name), message: `unknown field${hint}` };
  });
}
