import type { Rate } from '@imgroups/core/adapter';

/** Units side by side before anything is known of them: enough for answers that take their time. And as few as there ever are. */
const atFirst = 128;
const least = 4;

/** Units that must have ended before the others are counted by them. */
const enough = 8;

/** Units wait for each other by chance: some more than are needed on average keep the scarcest rate busy. */
const reserve = 1.5;

/** Decides how many units are worked on side by side. */
export interface Governor {
  readonly limit: number;
  /** Notes a call of a unit. */
  noteCall(key: string, rate: Rate): void;
  /** Notes a unit that has ended, with the milliseconds that it took without those in which it waited for its turn. */
  noteUnit(milliseconds: number): void;
}

export interface GovernorOptions {
  /** The most units side by side. */
  readonly most: number;
  /** The part of each rate that may be used. */
  readonly share: number;
}

/**
 * By Little's law: so many units end in a second as the scarcest rate allows, and each takes so long. Both are measured; no
 * number has to be given.
 */
export function createGovernor({ most, share }: GovernorOptions): Governor {
  const calls = new Map<string, { perSecond: number; count: number }>();
  let ended = 0;
  let milliseconds = 0;

  return {
    get limit() {
      if (ended < enough) return Math.min(atFirst, most);
      const perSecond = Math.min(
        ...Array.from(calls.values(), (each) => (each.perSecond * share * ended) / each.count),
      );
      const needed = (perSecond * milliseconds) / ended / 1000;
      return Math.min(most, Math.max(least, Math.ceil(needed * reserve)));
    },
    noteCall(key, { requests, perSeconds }) {
      const perSecond = requests / perSeconds;
      const { count } = calls.get(key) ?? { count: 0 };
      calls.set(key, { perSecond, count: count + 1 });
    },
    noteUnit(duration) {
      ended += 1;
      milliseconds += duration;
    },
  };
}
