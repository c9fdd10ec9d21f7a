import { isImGroupsError } from '@imgroups/core';
import fc from 'fast-check';
import { faultOfError, spoiltArguments } from './any-arguments.ts';
import { type AnyArgument, anyArguments, argumentLists } from './any-values.ts';
import type { PublicFunction } from './public-functions.ts';
import { createRandom, type Random, seedOf } from './random.ts';

/** Milliseconds after which a call counts as one that never ends. */
const longestCall = 20_000;

export interface WrongOptions {
  readonly seed: number;
  /** Calls with wrong arguments. */
  readonly calls: number;
}

/** Calls a function with wrong arguments, and returns what was wrong with the way it ended. */
export async function faultsOf(
  publicFunction: PublicFunction,
  { seed, calls }: WrongOptions,
): Promise<readonly string[]> {
  const faults: string[] = [];
  for (const [what, make] of wrongArguments(publicFunction, seed, calls)) {
    const fault = await faultOfCall(publicFunction, make());
    if (fault !== undefined) faults.push(`${what}: ${fault}`);
  }
  return faults;
}

type MakeArguments = readonly [string, () => readonly unknown[]];

/** First each field and argument replaced by each value, then several fields at once and lists of anything. */
function wrongArguments(
  { name, good }: PublicFunction,
  seed: number,
  calls: number,
): readonly MakeArguments[] {
  const random = createRandom(seedOf(seed, name));
  const one = random.sample(spoiltArguments({ name, good, call: () => undefined }), calls);
  const left = calls - one.length;
  const lists = fc.sample(argumentLists, {
    numRuns: Math.ceil(left / 2),
    seed: random.below(2 ** 31),
  });
  return [
    ...one,
    ...lists.map((list): MakeArguments => [namesOf(list), () => list.map(([, make]) => make())]),
    ...Array.from({ length: Math.floor(left / 2) }, () => severalFields(good, random)),
  ];
}

/** Right arguments, but for some fields of some of them. */
function severalFields(good: readonly unknown[], random: Random): MakeArguments {
  const changes = good.map((argument) => {
    if (!isPlain(argument)) return random.chance(0.3) ? random.pick(anyArguments) : undefined;
    const names = random.sample(Object.keys(argument), 1 + random.below(3));
    return new Map(names.map((name) => [name, random.pick(anyArguments)]));
  });
  const text = changes.map((change) =>
    change instanceof Map
      ? [...change].map(([name, [what]]) => `${name}: ${what}`).join(', ')
      : change?.[0],
  );
  return [text.join(' | '), () => good.map((argument, index) => changed(argument, changes[index]))];
}

function changed(argument: unknown, change: Map<string, AnyArgument> | AnyArgument | undefined) {
  if (change === undefined) return argument;
  if (!(change instanceof Map)) return change[1]();
  const fields = [...change].map(([name, [, make]]) => [name, make()]);
  return { ...Object(argument), ...Object.fromEntries(fields) };
}

/** Returns the fault in the end of a call: it threw something that is not ours, or never ended. */
async function faultOfCall(
  { call }: PublicFunction,
  args: readonly unknown[],
): Promise<string | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLong = new Promise<string>((resolve) => {
    timer = setTimeout(resolve, longestCall, 'never ended');
  });
  try {
    return await Promise.race([endOf(call, args), tooLong]);
  } finally {
    clearTimeout(timer);
  }
}

async function endOf(
  call: PublicFunction['call'],
  args: readonly unknown[],
): Promise<string | undefined> {
  try {
    const returned = call(...args);
    // A value that a function only returns is not checked.
    if (args.includes(returned)) return undefined;
    const result = Object(returned instanceof Promise ? await returned : returned);
    // Lists ask when they are read.
    if (typeof result.toArray === 'function') await result.first();
    if (typeof result.close === 'function') await result.close();
    return undefined;
  } catch (thrown) {
    return isImGroupsError(thrown) ? faultOfError(thrown, 0) : faultOfForeign(thrown);
  }
}

/** The control of an emulator has an error of its own, and Node's say what is wrong with an address. */
function faultOfForeign(thrown: unknown): string | undefined {
  const { name, code } = Object(thrown);
  if (name === 'ControlError') return undefined;
  if (typeof code === 'string' && /^E[A-Z]+$/.test(code)) return undefined;
  return faultOfError(thrown, 0);
}

function namesOf(list: readonly AnyArgument[]): string {
  return `arguments ${list.map(([what]) => what).join(' | ')}`;
}

function isPlain(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
