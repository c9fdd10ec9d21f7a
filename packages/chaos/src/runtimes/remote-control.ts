import type { Control } from '@imgroups/emulator';
import type { TestedControl } from '@imgroups/testing/conformance';

/** Commands over HTTP to an emulator elsewhere. */
export interface RemoteControl extends TestedControl {
  readonly groups: () => Promise<ReturnType<Control['groups']>>;
  readonly snapshot: () => Promise<unknown>;
  readonly save: () => Promise<unknown>;
  readonly load: (state: unknown) => Promise<void>;
}

/** Controls the emulator at an address. Rejects with its answer when it refuses a command. */
export function remoteControl(baseUrl: string): RemoteControl {
  async function command(method: string, name: string, input?: object) {
    const response = await fetch(`${baseUrl}/_emulator/${name}`, {
      method,
      headers: { 'x-imgroups-control': '1', 'content-type': 'application/json' },
      ...(input && { body: JSON.stringify(input) }),
    });
    const answer = await response.json();
    if (!response.ok) throw new Error(`${method} ${name}: ${JSON.stringify(answer)}`);
    return answer;
  }
  return {
    reset: () => command('POST', 'reset'),
    importAccounts: (userIds) => command('POST', 'accounts', { userIds }),
    advanceClock: (advanceSeconds) => command('POST', 'clock', { advanceSeconds }),
    addFault: (fault) => command('POST', 'faults', fault),
    groups: async () => (await command('GET', 'groups')).groups,
    snapshot: async () => (await command('GET', 'snapshot')).snapshot,
    save: async () => (await command('GET', 'state')).state,
    load: (state) => command('POST', 'state', { state }),
    journal: async () => (await command('GET', 'journal')).journal,
    clearJournal: () => command('DELETE', 'journal'),
  };
}
