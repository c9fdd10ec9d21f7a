import { Failure, type Operation } from '@imgroups/core/adapter';
import { digestOf } from '../engine/digest.ts';
import { gathered } from './chunks.ts';
import {
  type AccountState,
  loadUserMap,
  type MigrationContext,
  notesOf,
  rulesKey,
} from './context.ts';
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
  readonly kind: string;
  readonly about: 'groups' | 'users';
  /** The rule that answers a blocker, and how it does not. */
  readonly rule?: keyof MigrationRules;
  readonly severity: PlanFinding['severity'];
  readonly text: string;
  readonly remedy: string;
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
    text: 'The target has no groups of this kind.',
    remedy: "onKindMissing: 'standard' makes them standard groups, 'skip' leaves them.",
    applies: ({ group, context }) => targetKind(group.kind, context.target.side, {}) === undefined,
  },
  {
    kind: 'owner_missing',
    about: 'groups',
    rule: 'onOwnerMissing',
    severity: 'blocker',
    text: 'The group has no owner at the source, or one who does not move, and the target wants one.',
    remedy: "Give it an owner at the source, or leave such groups with onOwnerMissing: 'skip'.",
    applies: ({ group, context, users }) =>
      context.target.side.needsOwner &&
      (group.ownerId === null || users.idOf(group.ownerId) === undefined),
  },
  {
    kind: 'group_id_taken',
    about: 'groups',
    rule: 'onGroupIdTaken',
    severity: 'blocker',
    text: 'A group of the target has this id already.',
    remedy: "onGroupIdTaken: 'new' lets the vendor make another id; else delete that group.",
    applies: ({ isTaken }) => isTaken,
  },
  {
    kind: 'text_too_long',
    about: 'groups',
    rule: 'onTextTooLong',
    severity: 'blocker',
    text: 'The name, description, announcement or avatar address is longer than the target takes.',
    remedy: "Shorten it at the source, or onTextTooLong: 'cut' (an address is dropped).",
    applies: (of) => hasText(of, (length, { max }) => length > max),
  },
  {
    kind: 'over_capacity',
    about: 'groups',
    rule: 'onOverCapacity',
    severity: 'blocker',
    text: 'The group has more members than the target takes.',
    remedy:
      "Give rules.maxMembers if the plan that was bought allows more, split the group (at Tencent larger ones are communities), or onOverCapacity: 'skip'.",
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
    text: 'A text is longer than one of the vendor’s pages allows; another page allows it.',
    remedy: 'Move one such group first, with `limit` or a filter.',
    applies: (of) => hasText(of, (length, { max, safe }) => length > safe && length <= max),
  },
  {
    kind: 'capacity_lowered',
    about: 'groups',
    severity: 'warning',
    text: 'The group may have more members at the source than it can have at the target.',
    remedy: 'Give rules.maxMembers if the plan that was bought allows more.',
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
    text: 'The group gets a new id: the target does not take this one, or ids of your own are not asked for.',
    remedy: 'Export the id map with exportIdMap() and use it in your application.',
    applies: ({ id, context: { target, rules } }) =>
      targetIdOf(id, target.side, rules) === undefined,
  },
  {
    kind: 'invite_policy_changed',
    about: 'groups',
    severity: 'warning',
    text: 'The target does not have this policy of invitation; only owner and admins will invite.',
    remedy: 'None: it is the nearest that the target has.',
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
    text: 'The source does not show members, mutes or blacklist of the group; what it does not show does not move.',
    remedy:
      'Switch the lists on at the source, if its plan has them, and take the inventory again.',
    applies: ({ group }) => group.hidden.length > 0,
  },
  {
    kind: 'roles_without_counterpart',
    about: 'groups',
    severity: 'warning',
    text: 'Members have roles that the neutral model does not know; they become ordinary members.',
    remedy: 'Give them their rights by the native client afterwards.',
    applies: ({ group }) => group.otherRoles > 0,
  },
  {
    kind: 'admins_lost',
    about: 'groups',
    severity: 'warning',
    text: 'The group has admins, and groups of its kind have none at the target.',
    remedy: "onKindMissing does not help here; the group's kind decides.",
    applies: (of) => of.group.admins > 0 && supportOf(of, 'members.setRole') === 'no',
  },
  {
    kind: 'mutes_lost',
    about: 'groups',
    severity: 'warning',
    text: 'Members are muted, and groups of this kind have no mutes at the target.',
    remedy: 'None.',
    applies: (of) => of.group.mutes > 0 && supportOf(of, 'mutes.add') === 'no',
  },
  {
    kind: 'blacklist_needs_plan',
    about: 'groups',
    severity: 'warning',
    text: 'The group has a blacklist, which a plan or a console switch of the target must allow.',
    remedy: 'Switch it on before apply; else the entries are findings of its report.',
    applies: (of) => of.group.bans > 0 && supportOf(of, 'blacklist.add') === 'depends',
  },
  {
    kind: 'ban_ends_lost',
    about: 'groups',
    severity: 'warning',
    text: 'Entries of the blacklist have an end, and the target has only permanent ones.',
    remedy: "They become permanent, or are left with onBanWithEnd: 'skip'.",
    applies: ({ group, context }) => !context.target.side.hasBanEnds && group.bansWithEnd > 0,
  },
  {
    kind: 'creation_times_lost',
    about: 'groups',
    severity: 'info',
    text: 'The target sets the time of creation itself.',
    remedy: 'Keep the inventory if you need the old times.',
    applies: ({ group, context }) => !context.target.side.keepsTimes && group.createdAt !== null,
  },
  {
    kind: 'join_times_lost',
    about: 'groups',
    severity: 'info',
    text: 'The target sets the time at which members joined itself.',
    remedy: 'Keep the times in your own database if you need them.',
    applies: ({ group, context }) => !context.target.side.keepsTimes && group.hasJoinTimes,
  },
  {
    kind: 'owner_join_time_lost',
    about: 'groups',
    severity: 'info',
    text: 'The owner joins at the time of the import; members keep their times.',
    remedy: 'None: the import of the vendor has no field for it.',
    applies: ({ context }) => context.target.side.keepsTimes,
  },
  {
    kind: 'notices_unknown',
    about: 'groups',
    severity: 'info',
    text: 'Members are told nothing of groups and memberships; whether the vendor tells them of roles, mutes, blacklist and announcement cannot be known.',
    remedy: 'Move a group of test users first, and look at their clients.',
    applies: ({ group }) =>
      group.admins > 0 || group.mutes > 0 || group.bans > 0 || group.texts.announcement !== '',
  },
  {
    kind: 'messages_not_moved',
    about: 'groups',
    severity: 'info',
    text: 'Messages, files, custom fields, attributes, and nicknames in the group are not moved.',
    remedy: 'Move what you need by the native clients.',
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
    text: 'The id is longer than the target takes.',
    remedy:
      "onUserIdTooLong: 'map' with an entry in userIds for each, or 'skip', which leaves these users.",
    applies: ({ userId, users }) => users.problemOf(userId) === 'tooLong',
    isOpen: ({ context }) => context.rules.onUserIdTooLong === 'map',
  },
  {
    kind: 'user_id_invalid',
    about: 'users',
    rule: 'onUserIdInvalid',
    severity: 'blocker',
    text: 'The id has characters that the target does not take.',
    remedy:
      "onUserIdInvalid: 'map' with an entry in userIds for each, or 'skip', which leaves these users.",
    applies: ({ userId, users }) => users.problemOf(userId) === 'invalid',
    isOpen: ({ context }) => context.rules.onUserIdInvalid === 'map',
  },
  {
    kind: 'user_ids_fold',
    about: 'users',
    rule: 'onUserIdsFold',
    severity: 'blocker',
    text: 'Another user of the source would have the same id at the target.',
    remedy: "onUserIdsFold: 'map' with other ids in userIds, or 'merge' if they are one person.",
    applies: ({ foldsWith }) => foldsWith,
    isOpen: ({ context }) => context.rules.onUserIdsFold === 'map',
  },
  {
    kind: 'account_missing',
    about: 'users',
    rule: 'onAccountMissing',
    severity: 'blocker',
    text: 'The user has no account at the target.',
    remedy: "onAccountMissing: 'create' registers accounts, 'skip' leaves these users.",
    applies: ({ account, context }) =>
      account === 'missing' && context.rules.onAccountMissing !== 'create',
  },
];

/** Collects all findings from what inventory and plan have noted. */
export async function collectFindings(
  context: MigrationContext,
  users: UserMap,
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
  return tally.findings();
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
    findings: (): readonly PlanFinding[] =>
      [...found.values()]
        .map(({ row, count, examples, isOpen }) => {
          const { kind, text, remedy, rule, about } = row;
          const answer = rule && rules[rule];
          const isAnswered = answer !== undefined && answer !== 'stop' && !isOpen;
          return {
            kind,
            severity: row.severity === 'blocker' && isAnswered ? 'warning' : row.severity,
            text: isAnswered ? `${text} ${rule}: '${answer}' decides.` : text,
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

/** Refuses to go on where no plan was made for this inventory and these rules, or where it has blockers. */
export async function requireNoBlocker(context: MigrationContext): Promise<void> {
  const phases = notesOf<string>(context.journal, 'phase');
  const inventory = await phases.get('inventory');
  if (inventory === undefined) throw refusal('there is no inventory; take one with inventory()');
  if ((await phases.get('plan')) !== planMark(context, inventory)) {
    throw refusal('there is no plan for this inventory and these rules; make one with plan()');
  }
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
  throw refusal('a cutover has begun: the source is followed no longer; abort() takes it back');
}

/** Tells of which inventory and by which rules a plan was made. */
export function planMark(context: MigrationContext, inventory: string): string {
  return `${inventory} ${digestOf(rulesKey(context))}`;
}

export function refusal(text: string): Error {
  return new Failure('ImGroupsError', text, { code: 'failed_precondition' }).toError();
}
