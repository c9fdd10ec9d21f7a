import type { EasemobGroup, MuteEnd } from './state/group.ts';
import type { EasemobFile } from './state/shared-files.ts';
import type { EasemobState } from './state/state.ts';
import type { EasemobThread } from './state/threads.ts';

/** A group as plain JSON data. */
export interface EasemobGroupSnapshot
  extends Omit<
    EasemobGroup,
    | 'members'
    | 'admins'
    | 'blocks'
    | 'mutes'
    | 'allowed'
    | 'attributes'
    | 'files'
    | 'invited'
    | 'applications'
    | 'shields'
  > {
  readonly members: readonly { readonly username: string; readonly joinedAt: number }[];
  readonly admins: readonly string[];
  readonly blocks: readonly string[];
  /** Those that have not ended. */
  readonly mutes: readonly { readonly username: string; readonly end: MuteEnd }[];
  /** Names on the allow list. */
  readonly allowed: readonly string[];
  /** Names of users who were invited and have not answered. */
  readonly invited: readonly string[];
  /** Users who wait for approval, with what they said. */
  readonly applications: Readonly<Record<string, string>>;
  /** Names of members who hide the messages of the group. */
  readonly shields: readonly string[];
  /** Attributes by user name. */
  readonly attributes: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Without their content. */
  readonly files: readonly Omit<EasemobFile, 'content'>[];
}

/** A thread as plain JSON data. */
export interface EasemobThreadSnapshot extends Omit<EasemobThread, 'members'> {
  readonly members: readonly string[];
}

/** The state as plain JSON data, in the vendor's names. */
export interface EasemobSnapshot {
  readonly users: readonly {
    readonly username: string;
    readonly nickname?: string | undefined;
  }[];
  readonly groups: readonly EasemobGroupSnapshot[];
  readonly threads: readonly EasemobThreadSnapshot[];
}

/** Everything that the service remembers. */
export function toSnapshot(state: EasemobState): EasemobSnapshot {
  return {
    users: Array.from(state.users.values(), ({ username, nickname }) => ({ username, nickname })),
    groups: Array.from(state.groups.values(), (group) => ({
      ...group,
      members: Array.from(group.members, ([username, joinedAt]) => ({ username, joinedAt })),
      admins: [...group.admins],
      blocks: [...group.blocks],
      mutes: state.mutesOf(group).map(([username, end]) => ({ username, end })),
      allowed: [...group.allowed],
      invited: [...group.invited],
      applications: Object.fromEntries(group.applications),
      shields: [...group.shields],
      attributes: Object.fromEntries(
        Array.from(group.attributes, ([name, attributes]) => [
          name,
          Object.fromEntries(attributes),
        ]),
      ),
      files: state.filesOf(group).map(({ content: _, ...file }) => file),
    })),
    threads: state.threads.list().map((thread) => ({ ...thread, members: [...thread.members] })),
  };
}
