import { failure } from './failures.ts';
import type { StoredGroup, TencentState } from './state.ts';

/** Refuses a sender who is muted: everywhere, in the group, or with all others. */
export function requireMaySpeak(state: TencentState, group: StoredGroup, sender: string): void {
  const isMuted =
    state.endOf(state.mutedInGroups, sender) > 0 ||
    state.endOf(group.mutes, sender) > 0 ||
    (group.muteAllMember === 'On' && !isModerator(state, group, sender));
  if (isMuted) throw failure(10017, sender);
}

function isModerator(state: TencentState, group: StoredGroup, userId: string): boolean {
  const role = group.members.get(userId)?.role;
  return (
    role === 'Owner' ||
    role === 'Admin' ||
    group.owner === userId ||
    group.liveRoomAdmins.has(userId) ||
    state.isAdministrator(userId)
  );
}
