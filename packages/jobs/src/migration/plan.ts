import {
  type CallOptions,
  configure,
  type EndpointTable,
  endpointsOf,
  type Group,
  type LimitOverrides,
  limitsOf,
  readArgument,
} from '@imgroups/core/adapter';
import { createJobGate } from '../engine/gate.ts';
import { gathered } from '../engine/gathered.ts';
import { table } from '../engine/report.ts';
import { appOf } from '../jobs/list-units.ts';
import { markerOf } from '../jobs/marker.ts';
import { checkAccounts } from './accounts.ts';
import { loadUserMap, type MigrationContext, notesOf } from './context.ts';
import { collectFindings, type PlanFinding, planMark, requireInventory } from './findings.ts';
import type { InventoriedGroup } from './inventory.ts';
import { identityOf } from './phase.ts';
import { targetIdOf, targetKind } from './translate.ts';
import type { VendorSide } from './vendors/vendor-side.ts';

export interface PlanOptions {
  readonly signal?: AbortSignal | undefined;
  /** The part of each rate that the plan's own reads use. @default 1 */
  readonly share?: number | undefined;
  /** Other limits than the declared ones, as your provider has them, for the estimate. */
  readonly limits?: {
    readonly source?: LimitOverrides | undefined;
    readonly target?: LimitOverrides | undefined;
  };
  /** The language of the findings' texts and remedies. @default 'en' */
  readonly language?: 'en' | 'zh' | undefined;
}

/** Calls of one phase to one endpoint. */
export interface PlannedCalls {
  readonly phase: 'inventory' | 'apply' | 'verify';
  readonly vendor: string;
  readonly endpoint: string;
  readonly calls: number;
  readonly perSecond: number;
  readonly minutes: number;
}

/** The steps that a migration will take, and the problems that stand in its way. */
export interface MigrationPlan {
  readonly source: string;
  readonly target: string;
  /** Groups that the inventory found. */
  readonly groups: number;
  readonly members: number;
  readonly users: number;
  /** The worst first. While there is a blocker, `apply` refuses. */
  readonly findings: readonly PlanFinding[];
  readonly blockers: number;
  /** Estimated from the limits; what a group needs beyond one call per page is in it. */
  readonly calls: readonly PlannedCalls[];
  /** Per phase, by its slowest endpoint. */
  readonly minutes: Readonly<Record<PlannedCalls['phase'], number>>;
  /** Days that the creation of the groups takes, where `rules.groupsPerDay` is given. */
  readonly days?: number | undefined;
}

/** Looks at the target, and says what the migration will do. It changes neither app. */
export async function plan(
  context: MigrationContext,
  { signal, share = 1, limits = {}, language }: PlanOptions,
): Promise<MigrationPlan> {
  const { journal, rules, source, target } = context;
  const { id: runId } = await journal.begin(identityOf(context));
  const inventory = await requireInventory(context);
  const call = { gate: createJobGate(share), ...(signal && { signal }) };
  let users = await loadUserMap(context);
  // Where accounts are registered anyway, nobody has to be looked for.
  if (rules.onAccountMissing !== 'create') await checkAccounts(context, users, call);
  users = await loadUserMap(context);
  await noteTakenIds(context, runId, call);
  const findings = await collectFindings(context, users, language);
  await notesOf<string>(journal, 'phase').set('plan', planMark(context, inventory));
  const counts = await countWork(context);
  const calls = [
    ...estimate('inventory', source.side, readsOf(counts, source.side), limits.source),
    ...estimate('apply', target.side, writesOf(counts, context), limits.target),
    ...estimate('verify', target.side, readsOf(counts, target.side), limits.target),
  ];
  const minutesOf = (phase: PlannedCalls['phase']): number =>
    Math.max(0, ...calls.filter((each) => each.phase === phase).map(({ minutes }) => minutes));
  return {
    source: appOf(source.provider),
    target: appOf(target.provider),
    groups: counts.groups,
    members: counts.members,
    users: counts.users,
    findings,
    blockers: findings.filter(({ severity }) => severity === 'blocker').length,
    calls,
    minutes: {
      inventory: minutesOf('inventory'),
      apply: minutesOf('apply'),
      verify: minutesOf('verify'),
    },
    ...(rules.groupsPerDay !== undefined && {
      days: Math.ceil(counts.groups / rules.groupsPerDay),
    }),
  };
}

/** Notes which of the ids that groups would keep are in use, by other groups than those of this migration. */
async function noteTakenIds(
  { journal, rules, target }: MigrationContext,
  runId: string,
  call: CallOptions,
): Promise<void> {
  const taken = notesOf<null>(journal, 'taken');
  async function isOurs(id: string, { description }: Group): Promise<boolean> {
    return (await journal.targetOf(id)) !== undefined || description === markerOf(runId, id);
  }

  async function look(sources: readonly string[]): Promise<void> {
    const kept = sources.map((source) => [source, targetIdOf(source, target.side, rules)] as const);
    const ids = kept.flatMap(([, id]) => id ?? []);
    const others = kept.flatMap(([source, id]) => (id === undefined ? source : []));
    const groups = await target.provider.groups.getMany(ids, call);
    const before = await taken.getAll([...ids, ...others]);
    for (const id of [...ids, ...others]) {
      const group = groups.get(id);
      if (group && !(await isOurs(id, group))) await taken.set(id, null);
      else if (before.has(id)) await taken.drop(id);
    }
  }

  const inventoried = notesOf(journal, 'group').all();
  for await (const part of gathered(inventoried)) {
    await look(part.map(({ key }) => key));
  }
}

/** Sums over all groups that move; of lists, the calls that they take. */
interface Work {
  groups: number;
  members: number;
  users: number;
  memberPages: { source: number; target: number };
  additions: number;
  admins: number;
  muted: number;
  banned: number;
  announcements: number;
  mutedAll: number;
}

async function countWork({ journal, rules, source, target }: MigrationContext): Promise<Work> {
  const work: Work = {
    groups: 0,
    members: 0,
    users: 0,
    memberPages: { source: 0, target: 0 },
    additions: 0,
    admins: 0,
    muted: 0,
    banned: 0,
    announcements: 0,
    mutedAll: 0,
  };
  const addedAtOnce = itemsOf(target.side, target.side.endpoints.add);
  for await (const { value: group } of notesOf<InventoriedGroup>(journal, 'group').all()) {
    if (targetKind(group.kind, target.side, rules) === undefined) continue;
    work.groups += 1;
    work.members += group.members;
    work.memberPages.source += Math.max(1, Math.ceil(group.members / source.side.memberPage));
    work.memberPages.target += Math.max(1, Math.ceil(group.members / target.side.memberPage));
    work.additions += Math.ceil(Math.max(0, group.members - 1) / addedAtOnce);
    work.admins += group.admins;
    work.muted += Math.min(1, group.mutes);
    work.banned += Math.min(1, group.bans);
    work.announcements += group.texts.announcement === '' ? 0 : 1;
    work.mutedAll += group.mutedAll ? 1 : 0;
  }
  for await (const _ of notesOf(journal, 'user').all()) work.users += 1;
  return work;
}

type Counts = readonly (readonly [endpoint: string, calls: number])[];

function readsOf(work: Work, side: VendorSide): Counts {
  const { operations } = side.descriptor;
  const first = (operation: keyof typeof operations): string =>
    operations[operation].calls[0] ?? '';
  const getGroups = first('groups.getMany');
  const pages = Math.ceil(work.members / side.memberPage / Math.max(1, work.groups)) * work.groups;
  return [
    [getGroups, Math.ceil(work.groups / itemsOf(side, getGroups))],
    [first('members.list'), pages],
    ...(operations['members.list'].reads ?? []).map(
      ({ endpoint }) => [endpoint, work.groups] as const,
    ),
    [first('mutes.list'), work.groups],
    [first('blacklist.list'), work.groups],
    ...(side.profileHasAnnouncement
      ? []
      : [[first('groups.getAnnouncement'), work.groups] as const]),
  ];
}

function writesOf(work: Work, { rules, target: { side } }: MigrationContext): Counts {
  const { operations } = side.descriptor;
  const first = (operation: keyof typeof operations): string =>
    operations[operation].calls[0] ?? '';
  const registered = rules.onAccountMissing === 'create' ? work.users : 0;
  return [
    [side.endpoints.register, Math.ceil(registered / itemsOf(side, side.endpoints.register))],
    [side.endpoints.create, work.groups],
    [side.endpoints.add, work.additions],
    [first('members.setRole'), work.admins],
    [first('mutes.add'), work.muted],
    [first('blacklist.add'), work.banned],
    [first('groups.setAnnouncement'), work.announcements],
    [first('mutes.muteAll'), work.mutedAll],
    [first('groups.update'), work.groups],
  ];
}

function estimate(
  phase: PlannedCalls['phase'],
  { descriptor }: VendorSide,
  counts: Counts,
  limits: LimitOverrides = {},
): readonly PlannedCalls[] {
  const endpoints: EndpointTable = endpointsOf(descriptor.chapters);
  const byEndpoint = new Map<string, number>();
  for (const [endpoint, calls] of counts) {
    if (calls > 0) byEndpoint.set(endpoint, (byEndpoint.get(endpoint) ?? 0) + calls);
  }
  return [...byEndpoint].map(([endpoint, calls]) => {
    const { rate } = limitsOf({ limits }, endpoint, endpoints[endpoint] ?? {});
    const perSecond = rate ? rate.requests / rate.perSeconds : Number.POSITIVE_INFINITY;
    const minutes = calls / perSecond / 60;
    return { phase, vendor: descriptor.name, endpoint, calls, perSecond, minutes };
  });
}

function itemsOf({ descriptor }: VendorSide, endpoint: string): number {
  const endpoints: EndpointTable = endpointsOf(descriptor.chapters);
  return endpoints[endpoint]?.limits?.items?.max ?? 1;
}

/** A plan as Markdown, for people. */
export function planToMarkdown(plan: MigrationPlan): string {
  return configure(undefined, () => readArgument('plan', () => toMarkdown(plan)));
}

function toMarkdown(plan: MigrationPlan): string {
  const { source, target, groups, members, users, findings, calls, minutes, days } = plan;
  const rows = [
    ['from', source],
    ['to', target],
    ['groups', String(groups)],
    ['members', String(members)],
    ['users', String(users)],
    ...Object.entries(minutes).map(([phase, some]) => [`minutes of ${phase}`, some.toFixed(1)]),
    ...(days === undefined ? [] : [['days', String(days)]]),
    ['blockers', String(plan.blockers)],
  ];
  const found = findings.map((finding) => [
    finding.severity,
    finding.kind,
    finding.groups > 0 ? `${finding.groups} groups` : `${finding.users} users`,
    finding.examples.slice(0, 3).join(', '),
    finding.text,
    finding.remedy,
  ]);
  const planned = calls.map(({ phase, endpoint, calls: count, perSecond, minutes: some }) => [
    phase,
    endpoint,
    String(count),
    String(perSecond),
    some.toFixed(1),
  ]);
  return [
    '# Migration: plan',
    '',
    ...table(['', ''], rows),
    '',
    '## Findings',
    '',
    ...table(['severity', 'kind', 'about', 'for example', '', 'remedy'], found),
    '',
    '## Calls',
    '',
    ...table(['phase', 'endpoint', 'calls', 'per second', 'minutes'], planned),
    '',
  ].join('\n');
}
