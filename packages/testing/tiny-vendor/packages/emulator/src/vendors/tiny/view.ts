import type { GroupView } from '../../server/group-view.ts';
import type { TinyState } from './state/state.ts';

/** The rooms in neutral words. */
export function toView(state: TinyState): readonly GroupView[] {
  return [...state.rooms.values()].map(({ id, title, host, since, guests }) => ({
    id,
    kind: 'standard',
    name: title,
    description: '',
    announcement: '',
    ownerId: host,
    mutedAll: false,
    maxMembers: Number.MAX_SAFE_INTEGER,
    createdAt: new Date(since).toISOString(),
    members: Array.from(guests, ([userId, joined]) => ({
      userId,
      role: userId === host ? 'owner' : 'member',
      joinedAt: new Date(joined).toISOString(),
    })),
    mutes: [],
    blacklist: [],
    attributes: {},
    messages: [],
    files: [],
  }));
}
