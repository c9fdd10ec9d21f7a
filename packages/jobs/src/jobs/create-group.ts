import {
  type CreateGroupInput,
  type Group,
  type GroupPatch,
  type GroupProvider,
  type GroupRef,
  isImGroupsError,
} from '@imgroups/core/adapter';
import type { Step, Unit } from '../engine/job.ts';
import type { Json } from '../journal/journal.ts';
import { markerOf } from './marker.ts';

/** The largest difference between the clocks of this machine and of the service, in milliseconds. */
const clockTolerance = 300_000;

/** A group that a unit is to have made. */
export interface GroupOrder {
  readonly provider: GroupProvider;
  readonly unit: Unit;
  /** As it is to be; without an id the vendor makes one. */
  readonly input: CreateGroupInput;
  /** Refuses a group whose id exists already, or brings it into line. */
  readonly onExisting: 'fail' | 'merge';
}

/**
 * Creates the group of a unit, unless that was done; gives its id. Without an id of its own the group is found again by the
 * marker in its description, until `finishGroup`.
 */
export async function createGroup({
  provider,
  unit,
  input,
  onExisting,
}: GroupOrder): Promise<string> {
  const { id: ownId } = input;
  const marked = ownId === undefined ? { description: markerOf(unit.runId, unit.id) } : {};
  const value = { ...input, ...marked };
  const step: Step = { name: 'create', operation: 'groups.create', value: toJson(value) };
  let isNew = false;
  const id = await unit.create(step, async () => {
    try {
      const created = await provider.groups.create(value, unit.call);
      isNew = true;
      return created.id;
    } catch (thrown) {
      const isThere = isImGroupsError(thrown) && thrown.reason === 'group_id_taken';
      if (isThere && ownId !== undefined && onExisting === 'merge') return ownId;
      throw thrown;
    }
  });
  // A group with an id of our own was made with its whole profile.
  if (isNew && ownId !== undefined) unit.include(profileStep(input, id));
  return id;
}

/** Gives the group its profile, where it does not have it; its description takes the place of the marker. */
export async function finishGroup(
  { provider, unit, input }: GroupOrder,
  group: GroupRef & object,
): Promise<void> {
  const profile = profileOf(input);
  const isMarked = input.id === undefined && !unit.hasDone('profile');
  const patch = isMarked ? { description: profile.description } : profile;
  await unit.step(profileStep(input, group.id), () =>
    provider.groups.update(group, patch, unit.call),
  );
}

/** Tells whether this job made the group that has the id; false if the group was there before. */
export function isMadeNow(
  { canonicalUserId }: Pick<GroupProvider, 'canonicalUserId'>,
  found: Group,
  wanted: { readonly name: string; readonly ownerId?: string | undefined },
  intendedAt: number,
): boolean {
  const owner = ({ ownerId = '' }: { readonly ownerId?: string | undefined }): string =>
    ownerId === '' ? '' : canonicalUserId(ownerId);
  return (
    found.name === wanted.name &&
    owner(found) === owner(wanted) &&
    (found.createdAt?.getTime() ?? 0) >= intendedAt - clockTolerance
  );
}

function profileStep(input: CreateGroupInput, groupId: string): Step {
  return { name: 'profile', operation: 'groups.update', value: toJson(profileOf(input)), groupId };
}

function profileOf({
  name,
  description = '',
  avatarUrl,
  joinPolicy,
  invitePolicy,
  maxMembers,
}: CreateGroupInput): GroupPatch {
  return { name, description, avatarUrl, joinPolicy, invitePolicy, maxMembers };
}

function toJson(value: object): Json {
  return JSON.parse(JSON.stringify(value));
}
