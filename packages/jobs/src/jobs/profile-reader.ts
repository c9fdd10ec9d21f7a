import type { CallOptions, Group, GroupProvider } from '@imgroups/core/adapter';

/** Reads profiles of single groups, those that are asked for at about the same time in one call. */
export interface ProfileReader {
  /** Nothing where the group is gone. */
  read(id: string, call: CallOptions): Promise<Group | undefined>;
}

/** Milliseconds for which a call waits for others. */
const gatherMs = 20;

interface Asked {
  readonly id: string;
  readonly resolve: (group: Group | undefined) => void;
  readonly reject: (error: unknown) => void;
}

export function createProfileReader(provider: GroupProvider): ProfileReader {
  let asked: Asked[] = [];

  async function readAsked(call: CallOptions): Promise<void> {
    const all = asked;
    asked = [];
    try {
      const groups = await provider.groups.getMany(
        all.map(({ id }) => id),
        call,
      );
      for (const { id, resolve } of all) resolve(groups.get(id));
    } catch (thrown) {
      for (const { reject } of all) reject(thrown);
    }
  }

  return {
    read: (id, call) =>
      new Promise((resolve, reject) => {
        if (asked.length === 0) setTimeout(() => void readAsked(call), gatherMs);
        asked.push({ id, resolve, reject });
      }),
  };
}
