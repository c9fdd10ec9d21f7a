import { invalid } from '../errors/failure.ts';
import { halfCharacter } from '../text/half-character.ts';

/** The fault of a string, and its path from the value that holds it. */
interface Found {
  readonly fault: string;
  readonly path: readonly string[];
}

/** Refuses a request with half a character in any of its strings and names, by its path on the wire. */
export function refuseHalfCharacters(request: object): void {
  const found = findIn(request);
  if (found) throw invalid(found.path.join('.') || 'request', found.fault);
}

function findIn(value: unknown): Found | undefined {
  if (typeof value === 'string') {
    const fault = halfCharacter(value);
    return fault === undefined ? undefined : { fault, path: [] };
  }
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return undefined;
  return Array.isArray(value) ? findInList(value) : findInFields(value);
}

function findInList(list: readonly unknown[]): Found | undefined {
  for (let index = 0; index < list.length; index += 1) {
    const found = findIn(list[index]);
    if (found) return below(String(index), found);
  }
  return undefined;
}

function findInFields(fields: object): Found | undefined {
  for (const name of Object.keys(fields)) {
    const inName = halfCharacter(name);
    if (inName !== undefined) return { fault: `a name in it ${inName}`, path: [] };
    const found = findIn(fields[name as keyof typeof fields]);
    if (found) return below(name, found);
  }
  return undefined;
}

/** The path is put together on the way up: most requests have no fault. */
function below(name: string, { fault, path }: Found): Found {
  return { fault, path: [name, ...path] };
}
