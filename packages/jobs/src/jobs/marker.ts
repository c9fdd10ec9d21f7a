import type { Group, GroupProvider } from '@imgroups/core/adapter';
import type { JobContext } from '../engine/job.ts';
import { pause } from '../engine/pause.ts';
import type { DoubtfulUnit } from '../journal/journal.ts';

/** Groups whose profiles are read together. */
const groupsAtOnce = 1000;

/**
 * The description that a group has until the id map knows it, where it could not be given an id of our own: it tells what the
 * group was made for.
 */
export function markerOf(runId: string, unitId: string): string {
  return `imgroups ${runId} ${unitId}`;
}

/** The units that one search looks for. */
export interface Search {
  readonly provider: GroupProvider;
  /** The id that a unit was to be created with; nothing where the vendor makes one. */
  readonly ownIdOf: (unit: DoubtfulUnit) => string | undefined;
  /** Tells whether this job made the group that has the own id of a unit; false if the group was there before. */
  readonly isOurs: (unit: DoubtfulUnit, group: Group) => Promise<boolean>;
  /** Milliseconds for which the service may still act on a creation that was sent. */
  readonly settleTime: number;
}

/**
 * Finds the groups of units whose creation was intended, and of which nobody knows what came: by their own ids, else by the
 * marker in their descriptions. What is found goes into the id map; of two groups with one marker the older one does.
 */
export async function findDoubtful(
  units: readonly DoubtfulUnit[],
  { provider, ownIdOf, isOurs, settleTime }: Search,
  context: JobContext,
): Promise<void> {
  const { journal, call, signal } = context;
  const lastSent = units.reduce((last, { sendableUntil }) => Math.max(last, sendableUntil), 0);
  await pause(Math.max(0, lastSent + settleTime - Date.now()), signal);
  if (signal.aborted) return;
  const withOwnId = new Map<string, DoubtfulUnit>();
  const byMarker = new Map<string, DoubtfulUnit>();
  for (const unit of units) {
    const id = ownIdOf(unit);
    if (id === undefined) byMarker.set(markerOf(context.runId, unit.id), unit);
    else withOwnId.set(id, unit);
  }
  for (const [id, group] of await provider.groups.getMany(withOwnId.keys(), call)) {
    const unit = withOwnId.get(id);
    if (unit && (await isOurs(unit, group))) await journal.mapId(unit.id, id);
  }
  if (byMarker.size > 0) await findMarked(byMarker, provider, context);
}

async function findMarked(
  units: ReadonlyMap<string, DoubtfulUnit>,
  provider: GroupProvider,
  { journal, call }: JobContext,
): Promise<void> {
  const found = new Map<DoubtfulUnit, Group[]>();
  for await (const group of profilesOf(provider, call)) {
    const unit = units.get(group.description ?? '');
    if (unit) found.set(unit, [...(found.get(unit) ?? []), group]);
  }
  for (const [{ id }, groups] of found) {
    const [first, ...others] = groups.sort((one, other) => ageOf(one) - ageOf(other));
    if (!first) continue;
    await journal.mapId(id, first.id);
    for (const other of others) {
      await journal.addFinding({
        unit: id,
        severity: 'error',
        kind: 'duplicate',
        text: `was made twice: ${first.id} is used, ${other.id} should be deleted`,
      });
    }
  }
}

function ageOf({ createdAt }: Group): number {
  return createdAt?.getTime() ?? 0;
}

/** The profiles of all groups of an app. */
async function* profilesOf(
  provider: GroupProvider,
  call: JobContext['call'],
): AsyncGenerator<Group> {
  for await (const { items } of provider.groups.list({ ...call, pageSize: groupsAtOnce }).pages()) {
    const ids = items.map(({ id }) => id);
    yield* (await provider.groups.getMany(ids, call)).values();
  }
}
