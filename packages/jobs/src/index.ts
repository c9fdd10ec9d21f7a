export type { JobOptions } from './engine/options.ts';
export type { JobProgress } from './engine/progress.ts';
export { type JobReport, reportToMarkdown } from './engine/report.ts';
export type { JobWorkers, UnitQueue, UnitTask } from './engine/unit-queue.ts';
export { type ExportGroupsOptions, exportGroups } from './jobs/export-groups.ts';
export {
  type ForEachGroupOptions,
  forEachGroup,
  type GroupWork,
  type WorkOnGroup,
} from './jobs/for-each-group.ts';
export { type ImportGroupsOptions, importGroups } from './jobs/import-groups.ts';
export { type SyncedGroup, type SyncGroupsOptions, syncGroups } from './jobs/sync-groups.ts';
export type { WantedGroup, WantedGroups } from './jobs/wanted-groups.ts';
export type {
  AuditEntry,
  AuditRecord,
  DoubtfulUnit,
  FailureRecord,
  Finding,
  Journal,
  JournalNote,
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
export type { PostgresAnswer, PostgresClient, PostgresPool } from './journal/postgres/pool.ts';
export {
  openPostgresJournal,
  type PostgresJournalOptions,
} from './journal/postgres/postgres-journal.ts';
export type { Lease, LeaseOptions, SharedJournal, UnitLease } from './journal/shared-journal.ts';
export { openSqliteJournal } from './journal/sqlite-journal.ts';
// snapshot
export type { SnapshotFault } from './snapshot/check-lines.ts';
export type { SnapshotPosition } from './snapshot/lines.ts';
export {
  openSnapshot,
  readSnapshotGroup,
  type Snapshot,
  type SnapshotGroup,
} from './snapshot/read-snapshot.ts';
export type {
  BlacklistRecord,
  GroupRecord,
  MemberRecord,
  MuteRecord,
  SnapshotHeader,
  SnapshotRecord,
  UserRecord,
} from './snapshot/records.ts';
export type { SnapshotSource } from './snapshot/source.ts';
export {
  type SnapshotReport,
  type ValidateSnapshotOptions,
  validateSnapshot,
} from './snapshot/validate-snapshot.ts';
export {
  createSnapshotWriter,
  type SnapshotOrigin,
  type SnapshotWriter,
  type SnapshotWriterOptions,
} from './snapshot/write-snapshot.ts';
