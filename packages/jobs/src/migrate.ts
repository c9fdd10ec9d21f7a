/**
 * Moves groups from one vendor to the other, with a plan, a proof and a way back.
 *
 * @module
 */
export type { PhaseOptions } from './migration/context.ts';
export type { CutoverOptions, CutoverReport } from './migration/cutover.ts';
export type { ComparedField, Comparison, Verdict } from './migration/differences.ts';
export type { PlanFinding } from './migration/findings.ts';
export type { FollowOptions, FollowReport } from './migration/follow.ts';
export type { IdMapFormat } from './migration/id-map.ts';
export { type Migration, type MigrationOptions, openMigration } from './migration/migration.ts';
export {
  type MigrationPlan,
  type PlannedCalls,
  type PlanOptions,
  planToMarkdown,
} from './migration/plan.ts';
export type { MigrationRules } from './migration/rules.ts';
export type { VerifiedDifference, VerifyOptions, VerifyReport } from './migration/verify.ts';
