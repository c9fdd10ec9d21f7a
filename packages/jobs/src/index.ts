export type { JobOptions } from './engine/options.ts';
export type { JobProgress } from './engine/progress.ts';
export { type JobReport, reportToMarkdown } from './engine/report.ts';
export {
  type ForEachGroupOptions,
  forEachGroup,
  type GroupWork,
} from './jobs/for-each-group.ts';
export { type ImportGroupsOptions, importGroups } from './jobs/import-groups.ts';
export type {
  AuditEntry,
  AuditRecord,
  FailureRecord,
  Finding,
  Journal,
  Json,
  MappedId,
  PlannedUnit,
  RunIdentity,
  RunState,
  StepEnd,
  StepRecord,
  UnitCounts,
  UnitEnd,
  UnitRecord,
  UnitState,
} from './journal/journal.ts';
export { openSqliteJournal } from './journal/sqlite-journal.ts';
// snapshot
