import type { GroupProvider } from '@imgroups/core';
import type { Control } from '@imgroups/emulator';
import type { Roster } from './roster.ts';

interface Show {
  readonly provider: GroupProvider;
  readonly control: Control;
  readonly roster: Roster;
  /** The address for callbacks and their token, as the vendor's console has them. */
  readonly settings: { readonly url: string; readonly token: string };
  readonly signal: AbortSignal;
}

/** Changes a group on the emulator, with the receiver up and down, and prints the table after each change. */
export async function showLostCallback(show: Show): Promise<void> {
  const { provider, control, roster, settings, signal } = show;
  const print = (event: string) => {
    const members = [...(roster.members.get('chess') ?? [])].sort().join(', ');
    console.log(`${event.padEnd(36)}${members}`);
  };
  control.importAccounts(['alice', 'bob', 'carol']);

  control.setWebhooks(settings);
  await provider.groups.create({ id: 'chess', name: 'Chess', ownerId: 'alice' });
  (await provider.members.add('chess', ['bob', 'carol'])).throwIfFailed();
  await control.deliveries.settled();
  print('Bob and Carol have joined');

  control.setWebhooks(undefined);
  (await provider.members.remove('chess', ['bob'])).throwIfFailed();
  print('Bob has left, the callback is lost');

  await roster.sweep(signal);
  print('A sweep has read all groups');
}
