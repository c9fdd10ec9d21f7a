import { Failure, type Operation } from '@imgroups/core/adapter';
import { digestOf } from '../engine/digest.ts';
import { gathered } from '../engine/gathered.ts';
import {
  type AccountState,
  loadUserMap,
  type MigrationContext,
  notesOf,
  rulesKey,
} from './context.ts';
import { decides, type FindingKind, findingTexts, type Language } from './finding-texts.ts';
import type { InventoriedGroup } from './inventory.ts';
import type { MigrationRules } from './rules.ts';
import {
  lengthOf,
  targetCapacity,
  targetIdOf,
  targetInvitePolicy,
  targetKind,
} from './translate.ts';
import type { UserMap } from './user-map.ts';
import type { TextField } from './vendors/vendor-side.ts';

/** Something that a plan says of groups or users. */
export interface PlanFinding {
  /** `user_id_too_long`, `messages_not_moved`, ... */
  readonly kind: string;
  /** A `blocker` stops `apply`; a `warning` is a loss or a choice that a rule has made; an `info` is to be known. */
  readonly severity: 'blocker' | 'warning' | 'info';
  readonly text: string;
  /** The advice for it. */
  readonly remedy: string;
  readonly groups: number;
  readonly users: number;
  /** The first of them, by their ids at the source. */
  readonly examples: readonly string[];
}

/** Ids that a finding shows. */
const shownExamples = 20;

interface Case {
  readonly context: MigrationContext;
  readonly users: UserMap;
}

interface GroupCase extends Case {
  readonly id: string;
  readonly group: InventoriedGroup;
  readonly isTaken: boolean;
}

/** A row of the table of findings. */
interface Row<Of> {
  readonly kind: FindingKind;
  readonly about: 'groups' | 'users';
  /** The rule that answers a blocker, and how it does not. */
  readonly rule?: keyof MigrationRules;
  readonly severity: PlanFinding['severity'];
  applies(of: Of): boolean;
  /** Tells whether the answer of the rule is not enough. */
  isOpen?(of: Of): boolean;
}

const hasText = (
  { group, context }: GroupCase,
  isSo: (length: number, limits: { readonly max: number; readonly safe: number }) => boolean,
): boolean =>
  Object.entries(context.target.side.texts).some(([field, limits]) =>
    isSo(lengthOf(group.texts[field as TextField], limits.unit), limits),
  );

const kindOf = ({ group, context: { target, rules } }: GroupCase) =>
  targetKind(group.kind, target.side, rules);

const supportOf = (of: GroupCase, operation: Operation) => {
  const kind = kindOf(of);
  return kind && of.context.target.provider.capabilities[operation][kind];
};

const groupRows: readonly Row<GroupCase>[] = [
  {
    kind: 'kind_without_counterpart',
    about: 'groups',
    rule: 'onKindMissing',
    severity: 'blocker',
    applies: ({ group, context }) => targetKind(group.kind, context.target.side, {}) === undefined,
  },
  {
    kind: 'owner_missing',
    about: 'groups',
    rule: 'onOwnerMissing',
    severity: 'blocker',
    applies: ({ group, context, users }) =>
      context.target.side.needsOwner &&
      (group.ownerId === null || users.idOf(group.ownerId) === undefined),
  },
  {
    kind: 'group_id_taken',
    about: 'groups',
    rule: 'onGroupIdTaken',
    severity: 'blocker',
    applies: ({ isTaken }) => isTaken,
  },
  {
    kind: 'text_too_long',
    about: 'groups',
    rule: 'onTextTooLong',
    severity: 'blocker',
    applies: (of) => hasText(of, (length, { max }) => length > max),
  },
  {
    kind: 'over_capacity',
    about: 'groups',
    rule: 'onOverCapacity',
    severity: 'blocker',
    applies: (of) => {
      const kind = kindOf(of);
      const { target, rules } = of.context;
      if (!kind) return false;
      const most = targetCapacity(Number.POSITIVE_INFINITY, kind, target.side, rules);
      return of.group.members > (most ?? Number.POSITIVE_INFINITY);
    },
  },
  {
    kind: 'text_may_be_too_long',
    about: 'groups',
    severity: 'warning',
    applies: (of) => hasText(of, (length, { max, safe }) => length > safe && length <= max),
  },
  {
    kind: 'capacity_lowered',
    about: 'groups',
    severity: 'warning',
    applies: (of) => {
      const kind = kindOf(of);
      const { maxMembers } = of.group;
      if (!kind || maxMembers === null) return false;
      const { target, rules } = of.context;
      return targetCapacity(maxMembers, kind, target.side, rules) !== maxMembers;
    },
  },
  {
    kind: 'group_id_not_kept',
    about: 'groups',
    severity: 'info',
    applies: ({ id, context: { target, rules } }) =>
      targetIdOf(id, target.side, rules) === undefined,
  },
  {
    kind: 'invite_policy_changed',
    about: 'groups',
    severity: 'warning',
    applies: ({ group, context }) => {
      const policy = group.invitePolicy as Parameters<typeof targetInvitePolicy>[0];
      const join = group.joinPolicy as Parameters<typeof targetInvitePolicy>[1];
      return (
        targetInvitePolicy(policy ?? undefined, join ?? undefined, context.target.side) !==
        (policy ?? undefined)
      );
    },
  },
  {
    kind: 'lists_not_shown',
    about: 'groups',
    severity: 'warning',
    applies: ({ group }) => group.hidden.length > 0,
  },
  {
    kind: 'roles_without_counterpart',
    about: 'groups',
    severity: 'warning',
    applies: ({ group }) => group.otherRoles > 0,
  },
  {
    kind: 'admins_lost',
    about: 'groups',
    severity: 'warning',
    applies: (of) => of.group.admins > 0 && supportOf(of, 'members.setRole') === 'no',
  },
  {
    kind: 'mutes_lost',
    about: 'groups',
    severity: 'warning',
    applies: (of) => of.group.mutes > 0 && supportOf(of, 'mutes.add') === 'no',
  },
  {
    kind: 'blacklist_needs_plan',
    about: 'groups',
    severity: 'warning',
    applies: (of) => of.group.bans > 0 && supportOf(of, 'blacklist.add') === 'depends',
  },
  {
    kind: 'ban_ends_lost',
    about: 'groups',
    severity: 'warning',
    applies: ({ group, context }) => !context.target.side.hasBanEnds && group.bansWithEnd > 0,
  },
  {
    kind: 'creation_times_lost',
    about: 'groups',
    severity: 'info',
    applies: ({ group, context }) => !context.target.side.keepsTimes && group.createdAt !== null,
  },
  {
    kind: 'join_times_lost',
    about: 'groups',
    severity: 'info',
    applies: ({ group, context }) => !context.target.side.keepsTimes && group.hasJoinTimes,
  },
  {
    kind: 'owner_join_time_lost',
    about: 'groups',
    severity: 'info',
    applies: ({ context }) => context.target.side.keepsTimes,
  },
  {
    kind: 'notices_unknown',
    about: 'groups',
    severity: 'info',
    applies: ({ group }) =>
      group.admins > 0 || group.mutes > 0 || group.bans > 0 || group.texts.announcement !== '',
  },
  {
    kind: 'messages_not_moved',
    about: 'groups',
    severity: 'info',
    applies: () => true,
  },
];

interface UserCase extends Case {
  readonly userId: string;
  readonly foldsWith: boolean;
  readonly account: AccountState | undefined;
}

const userRows: readonly Row<UserCase>[] = [
  {
    kind: 'user_id_too_long',
    about: 'users',
    rule: 'onUserIdTooLong',
    severity: 'blocker',
    applies: ({ userId, users }) => users.problemOf(userId) === 'tooLong',
    isOpen: ({ context }) => context.rules.onUserIdTooLong === 'map',
  },
  {
    kind: 'user_id_invalid',
    about: 'users',
    rule: 'onUserIdInvalid',
    severity: 'blocker',
    applies: ({ userId, users }) => users.problemOf(userId) === 'invalid',
    isOpen: ({ context }) => context.rules.onUserIdInvalid === 'map',
  },
  {
    kind: 'user_ids_fold',
    about: 'users',
    rule: 'onUserIdsFold',
    severity: 'blocker',
    applies: ({ foldsWith }) => foldsWith,
    isOpen: ({ context }) => context.rules.onUserIdsFold === 'map',
  },
  {
    kind: 'account_missing',
    about: 'users',
    rule: 'onAccountMissing',
    severity: 'blocker',
    applies: ({ account, context }) =>
      account === 'missing' && context.rules.onAccountMissing !== 'create',
  },
];

/** Collects all findings from what inventory and plan have noted. */
export async function collectFindings(
  context: MigrationContext,
  users: UserMap,
  language: Language = 'en',
): Promise<readonly PlanFinding[]> {
  const { journal, rules } = context;
  const tally = createTally(rules);
  const taken = notesOf<null>(journal, 'taken');
  const groups = notesOf<InventoriedGroup>(journal, 'group').all();
  for await (const part of gathered(groups)) {
    const ids = await taken.getAll(part.map(({ key }) => key));
    for (const { key: id, value: group } of part) {
      tally.look(groupRows, { context, users, id, group, isTaken: ids.has(id) }, id);
    }
  }
  const accounts = notesOf<AccountState>(journal, 'account');
  const everybody = notesOf<null>(journal, 'user');
  const renamed = new Map<string, string>();
  for await (const part of gathered(everybody.all())) {
    const ids = part.map(({ key }) => users.wishedId(key));
    const there = await everybody.getAll(ids.filter((id, index) => id !== part[index]?.key));
    const known = await accounts.getAll(ids);
    for (const [index, { key: userId }] of part.entries()) {
      const id = ids[index] ?? userId;
      let foldsWith = false;
      if (id !== userId) {
        const isThere = there.has(id) && users.wishedId(id) === id;
        foldsWith = isThere || renamed.has(id);
        renamed.set(id, userId);
      }
      tally.look(userRows, { context, users, userId, foldsWith, account: known.get(id) }, userId);
    }
  }
  return tally.findings(language);
}

function createTally(rules: MigrationRules) {
  const found = new Map<
    string,
    { row: Row<never>; count: number; examples: string[]; isOpen: boolean }
  >();
  return {
    look<Of>(rows: readonly Row<Of>[], of: Of, example: string): void {
      for (const row of rows) {
        if (!row.applies(of)) continue;
        const one = found.get(row.kind) ?? { row, count: 0, examples: [], isOpen: false };
        one.count += 1;
        one.isOpen ||= row.isOpen?.(of) ?? false;
        if (one.examples.length < shownExamples) one.examples.push(example);
        found.set(row.kind, one);
      }
    },
    findings: (language: Language): readonly PlanFinding[] =>
      [...found.values()]
        .map(({ row, count, examples, isOpen }) => {
          const { kind, rule, about } = row;
          const { text, remedy } = findingTexts[kind][language];
          const answer = rule && rules[rule];
          const isAnswered =
            rule !== undefined && answer !== undefined && answer !== 'stop' && !isOpen;
          return {
            kind,
            severity: row.severity === 'blocker' && isAnswered ? 'warning' : row.severity,
            text: isAnswered ? text + decides[language](rule, String(answer)) : text,
            remedy,
            groups: about === 'groups' ? count : 0,
            users: about === 'users' ? count : 0,
            examples,
          } as const;
        })
        .sort(
          (one, other) => severities.indexOf(one.severity) - severities.indexOf(other.severity),
        ),
  };
}

const severities: readonly PlanFinding['severity'][] = ['blocker', 'warning', 'info'];

/** The mark of the inventory; refuses to go on where there is none. */
export async function requireInventory({ journal }: MigrationContext): Promise<string> {
  const inventory = await notesOf<string>(journal, 'phase').get('inventory');
  if (inventory === undefined) {
    throw refusal(
      'this journal has no inventory: take the inventory first, or open the journal that has it',
    );
  }
  return inventory;
}

/** Refuses to go on where no plan was made for this inventory and these rules. */
export async function requirePlan(context: MigrationContext): Promise<void> {
  const inventory = await requireInventory(context);
  const made = await notesOf<string>(context.journal, 'phase').get('plan');
  if (made !== planMark(context, inventory)) {
    throw refusal('there is no plan for this inventory and these rules: run the plan first');
  }
}

/** The same, and where the plan has blockers. */
export async function requireNoBlocker(context: MigrationContext): Promise<void> {
  await requirePlan(context);
  const users = await loadUserMap(context);
  const blockers = (await collectFindings(context, users)).filter(
    ({ severity }) => severity === 'blocker',
  );
  if (blockers.length === 0) return;
  const texts = blockers.map(
    ({ kind, groups, users: some, remedy }) =>
      `${kind} (${groups > 0 ? `${groups} groups` : `${some} users`}): ${remedy}`,
  );
  throw refusal(`the plan has blockers: ${texts.join(' ')}`);
}

/** Refuses to write the state of the source to the target once a cutover has begun. */
export async function requireNoCutover({ journal }: MigrationContext): Promise<void> {
  if ((await notesOf<string>(journal, 'phase').get('cutover')) === undefined) return;
  throw refusal('a cutover has begun: the source is followed no longer; abort takes it back');
}

/** Tells of which inventory and by which rules a plan was made. */
export function planMark(context: MigrationContext, inventory: string): string {
  return `${inventory} ${digestOf(rulesKey(context))}`;
}

export function refusal(text: string): Error {
  return new Failure('ImGroupsError', text, { code: 'failed_precondition' }).toError();
}
