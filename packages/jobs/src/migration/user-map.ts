import { readFile } from 'node:fs/promises';
import { type GroupProvider, invalid } from '@imgroups/core/adapter';
import type { MigrationRules } from './rules.ts';
import type { VendorSide } from './vendors/vendor-side.ts';

/** Why a user id of the source cannot be one at the target. */
type UserIdProblem = 'tooLong' | 'invalid';

/** The ids of users at the target. */
export interface UserMap {
  /** Tells whether the mapping names this user of the source. */
  has(userId: string): boolean;
  /** The id that the user would have, whether the target takes it or not. */
  wishedId(userId: string): string;
  /** Why the target does not take the id. */
  problemOf(userId: string): UserIdProblem | undefined;
  /** The user's id at the target, in its canonical form; nothing where the user does not move. */
  idOf(userId: string): string | undefined;
  /** The same for the keys of a map; who does not move is left out. */
  mapKeys<Value>(byUser: ReadonlyMap<string, Value>): Map<string, Value>;
}

export interface UserMapParts {
  readonly target: GroupProvider;
  readonly side: VendorSide;
  readonly mapping: ReadonlyMap<string, string>;
  /** Users without an account, by their ids at the target; these do not move. */
  readonly missing: ReadonlySet<string>;
}

export function createUserMap({ target, side, mapping, missing }: UserMapParts): UserMap {
  const wishedId = (userId: string): string =>
    target.canonicalUserId(mapping.get(userId) ?? userId);

  function problemOf(userId: string): UserIdProblem | undefined {
    const id = wishedId(userId);
    if (Buffer.byteLength(id) > side.maxUserIdBytes) return 'tooLong';
    return side.userIdProblem(id) === undefined ? undefined : 'invalid';
  }

  function idOf(userId: string): string | undefined {
    const id = wishedId(userId);
    return problemOf(userId) === undefined && !missing.has(id) ? id : undefined;
  }

  return {
    has: (userId) => mapping.has(userId),
    wishedId,
    problemOf,
    idOf,
    mapKeys(byUser) {
      const mapped = new Map();
      for (const [userId, value] of byUser) {
        const id = idOf(userId);
        if (id !== undefined) mapped.set(id, value);
      }
      return mapped;
    },
  };
}

/** Reads a mapping of user ids from what the rules give. */
export async function readUserIds(
  given: MigrationRules['userIds'],
): Promise<ReadonlyMap<string, string>> {
  if (given === undefined) return new Map();
  if (given instanceof Map) return given;
  if (typeof given === 'object') return new Map(Object.entries(given));
  const text = await readFile(given, 'utf8').catch(() => {
    throw invalid('rules.userIds', `${given} cannot be read`).toError();
  });
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  return new Map(
    lines.flatMap((line, index) => {
      if (line === '' || (index === 0 && line === 'source,target')) return [];
      return [readPair(line, `${given}, line ${index + 1}`)];
    }),
  );
}

/** A line of an id map: JSON, or two fields of CSV. */
function readPair(line: string, where: string): [string, string] {
  const fields = line.startsWith('{') ? readJsonPair(line) : readCsvPair(line);
  const [source, target] = fields ?? [];
  if (!source || !target) {
    throw invalid('rules.userIds', `${where}: must hold a source and a target`).toError();
  }
  return [source, target];
}

function readJsonPair(line: string): readonly string[] | undefined {
  try {
    const { source, target } = JSON.parse(line);
    return [source, target].every((id) => typeof id === 'string') ? [source, target] : undefined;
  } catch {
    return undefined;
  }
}

function readCsvPair(line: string): readonly string[] | undefined {
  const match = /^("(?:[^"]|"")*"|[^",]*),("(?:[^"]|"")*"|[^",]*)$/.exec(line);
  return match
    ?.slice(1)
    .map((field) => (field.startsWith('"') ? field.slice(1, -1).replaceAll('""', '"') : field));
}
