import {
  type Mute,
  readAnswer,
  toUntil,
  wireEnd,
  wireId,
  wireObject,
} from '@imgroups/core/adapter';
import type { ListedMute } from '../chapters/mutes.ts';

/** The service's value for "for good". */
const permanent = -1;

export const muteList = { field: 'data', item: wireObject, id: 'user' } as const;

const end = wireEnd(1);

/** A mute as the list of mutes gives it; `now` in milliseconds since 1970. */
export function toMute(item: ListedMute, now: number): Mute<ListedMute> {
  const until = readAnswer(end, item.expire, 'data.expire');
  return {
    userId: readAnswer(wireId, item.user, 'data.user'),
    until: toUntil(until, 1, now),
    raw: item,
  };
}

/** True if a mute still runs. */
export function isRunning({ until }: Mute, now: number): boolean {
  return until === 'permanent' || until.getTime() > now;
}

/** Seconds as the service takes them, in milliseconds. */
export function fromSeconds(seconds: number | 'permanent'): number {
  return seconds === 'permanent' ? permanent : seconds * 1000;
}
