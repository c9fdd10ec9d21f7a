import { invalid } from '../errors/failure.ts';
import { halfCharacter } from '../text/half-character.ts';

/** What is wrong with a text, and its path from the value that holds it. */
interface Found {
  readonly fault: string;
  readonly path: readonly string[];
}

/** Refuses a request with half a character in any of its texts and names, by its path on the wire. */
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
  const isList = Array.isArray(value);
  for (const name of Object.keys(value)) {
    const inName = isList ? undefined : halfCharacter(name);
    if (inName !== undefined) return { fault: `a name in it ${inName}`, path: [] };
    const found = findIn((value as Readonly<Record<string, unknown>>)[name]);
    // The path is put together on the way up: most requests have no fault.
    if (found) return { ...found, path: [name, ...found.path] };
  }
  return undefined;
}
