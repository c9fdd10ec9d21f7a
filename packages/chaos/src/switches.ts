import type { Certainty, Violation } from './ledger.ts';

/** Something of a user that two opposite operations turn on and off. */
export type Switch = 'member' | 'admin' | 'muted' | 'banned';

/** A switch of one user in one group. */
export interface SwitchOf {
  readonly groupId: string;
  readonly userId: string;
  readonly what: Switch;
}

/** The report that a process got of one of its operations on a switch. */
export interface Step extends SwitchOf {
  readonly turnedOn: boolean;
  readonly certainty: Certainty;
}

/** Returns the possible positions of a switch after a process did its steps, if no other process touched it afterwards. */
function possibleEnds(steps: readonly Step[]): readonly boolean[] {
  const effective = steps.filter(({ certainty }) => certainty !== 'not done');
  const lastDone = effective.findLastIndex(({ certainty }) => certainty === 'done');
  return effective.slice(Math.max(lastDone, 0)).map(({ turnedOn }) => turnedOn);
}

/**
 * Switches that are where no order of the processes' steps leaves them. Each process did its own steps one after the
 * other; how they lay between those of the other process is unknown.
 */
export function checkSwitches(
  before: (of: SwitchOf) => boolean,
  processes: readonly (readonly Step[])[],
  now: (of: SwitchOf) => boolean,
): readonly Violation[] {
  const keyOf = ({ groupId, userId, what }: SwitchOf) => `${what} ${userId} of group ${groupId}`;
  const bySwitch = Map.groupBy(processes.flat(), keyOf);
  return [...bySwitch].flatMap(([key, [first]]): Violation[] => {
    if (!first) return [];
    const ofProcess = processes.map((steps) => steps.filter((step) => keyOf(step) === key));
    const surelyTouched = ofProcess.flat().some(({ certainty }) => certainty === 'done');
    const possible = new Set(ofProcess.flatMap(possibleEnds));
    if (!surelyTouched) possible.add(before(first));
    const found = now(first);
    if (possible.has(found)) return [];
    const reports = ofProcess.map((steps) =>
      steps.map(({ turnedOn, certainty }) => `${turnedOn ? 'on' : 'off'} ${certainty}`).join(', '),
    );
    const text = `${key} is ${found}, and was ${before(first)}; reported: ${reports.join(' | ')}`;
    return [{ kind: 'wrong', text }];
  });
}
