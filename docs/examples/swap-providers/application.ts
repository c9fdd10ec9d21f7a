import { type BatchResult, type GroupProvider, isImGroupsError } from '@imgroups/core';

/** One thing the application did, and what came of it, in neutral words. */
export interface Step {
  readonly title: string;
  readonly result: string;
}

/** The world around the application, for the one step that shows a retry. */
export interface Surroundings {
  /** Makes the vendor refuse the next call with "too many requests". */
  readonly throttleNextCall: () => void;
  /** Called after each step. */
  readonly onStep?: (step: Step) => void;
}

/** The life of a chess club's group. It knows no vendor: the provider is all it gets. */
export async function runChessClub(
  provider: GroupProvider,
  { throttleNextCall, onStep }: Surroundings,
): Promise<readonly Step[]> {
  const steps: Step[] = [];
  async function step(title: string, act: () => Promise<string>): Promise<void> {
    const done = { title, result: await act() };
    steps.push(done);
    onStep?.(done);
  }

  const club = await provider.groups.create({ name: '周五棋社', ownerId: 'alice' });

  await step('Create a group', async () => {
    const { kind, name, ownerId, joinPolicy, invitePolicy } = await provider.groups.get(club);
    return `${kind} group ${name}, owner ${ownerId}, join ${joinPolicy}, invite ${invitePolicy}`;
  });

  await step('Add four users, one of whom nobody knows', async () =>
    outcomesOf(await provider.members.add(club, ['bob', 'carol', 'dave', 'ghost'])),
  );

  await step('Make bob an admin', async () =>
    outcomesOf(await provider.members.setRole(club, ['bob'], 'admin')),
  );

  await step('List the members', async () => {
    const members = await provider.members.list(club).toArray({ maxItems: 100 });
    return members
      .map(({ userId, role }) => `${userId} ${role}`)
      .sort()
      .join(', ');
  });

  await step('Read the roles of three users', async () => {
    const roles = await provider.members.getRoles(club, ['alice', 'bob', 'ghost']);
    return [...roles].map(([userId, role]) => `${userId} ${role ?? 'no member'}`).join(', ');
  });

  await step('Mute carol for ten minutes', async () => {
    (await provider.mutes.add(club, ['carol'], { seconds: 600 })).throwIfFailed();
    const mutes = await provider.mutes.list(club).toArray({ maxItems: 100 });
    return mutes.map(({ userId, until }) => `${userId} muted ${remaining(until)}`).join(', ');
  });

  await step('Put dave on the blacklist', async () => {
    (await provider.blacklist.add(club, ['dave'])).throwIfFailed();
    const entries = await provider.blacklist.list(club).toArray({ maxItems: 100 });
    const role = await provider.members.getRole(club, 'dave');
    const listed = entries.map(({ userId, until }) => `${userId} ${remaining(until)}`).join(', ');
    return `on the list: ${listed}; dave is ${role ?? 'no member any more'}`;
  });

  await step('Rename the group', async () => {
    await provider.groups.update(club, { name: '周六棋社', description: 'Every Saturday' });
    const { name, description } = await provider.groups.get(club);
    return `${name}, ${description}`;
  });

  await step('Add erin while the vendor says "too many requests"', async () => {
    const retries: string[] = [];
    throttleNextCall();
    const result = await provider.members.add(club, ['erin'], {
      onRetry: ({ error }) => retries.push(error.code),
    });
    return `refused as ${retries.join(', ')}, tried again: ${outcomesOf(result)}`;
  });

  await step('Hand the group over to bob', async () => {
    await provider.groups.transfer(club, 'bob');
    const roles = await provider.members.getRoles(club, ['alice', 'bob']);
    return [...roles].map(([userId, role]) => `${userId} ${role}`).join(', ');
  });

  await step('Hand it over to a stranger', () =>
    failureOf(provider.groups.transfer(club, 'ghost')),
  );

  await step('Delete the group and read it', async () => {
    await provider.groups.delete(club);
    return failureOf(provider.groups.get(club));
  });

  return steps;
}

/** Describes the result for each user. */
function outcomesOf({ outcomes }: BatchResult): string {
  return outcomes
    .map((outcome) =>
      outcome.status === 'failed'
        ? `${outcome.userId} failed (${outcome.error.code}: ${outcome.error.reason})`
        : `${outcome.userId} ${outcome.status}`,
    )
    .join(', ');
}

async function failureOf(call: Promise<unknown>): Promise<string> {
  try {
    await call;
    return 'done';
  } catch (error) {
    if (!isImGroupsError(error)) throw error;
    return `${error.code}: ${error.reason}`;
  }
}

function remaining(until: Date | 'permanent'): string {
  if (until === 'permanent') return 'for good';
  return `for ${Math.round((until.getTime() - Date.now()) / 60_000)} minutes`;
}
