import type { StoredGroup } from '../state/group.ts';
import type { TencentState } from '../state/state.ts';
import { failure } from '../wire/failures.ts';
import type { Place } from './places.ts';

/** Refuses a sender who is muted: everywhere, in the group or topic, or with all others there. */
export function requireMaySpeak(
  state: TencentState,
  { group, topic }: Place,
  sender: string,
): void {
  const muteAll = group.muteAllMember === 'On' || topic?.muteAllMember === 'On';
  const isMuted =
    state.mutedEverywhereUntil(sender) > 0 ||
    state.endOf(group.mutes, sender) > 0 ||
    (topic !== undefined && state.endOf(topic.mutes, sender) > 0) ||
    (muteAll && !isModerator(state, group, sender));
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
