import { invalid } from '../errors/failure.ts';
import { halfCharacter } from '../text/half-character.ts';

/** Refuses a request with half a character in any of its texts and names, by its path on the wire. */
export function refuseHalfCharacters(value: unknown, path = ''): void {
  if (typeof value === 'string') {
    const fault = halfCharacter(value);
    if (fault !== undefined) throw invalid(path, fault);
  } else if (Array.isArray(value)) {
    value.forEach((item, index) => {
      refuseHalfCharacters(item, below(path, String(index)));
    });
  } else if (typeof value === 'object' && value !== null && !ArrayBuffer.isView(value)) {
    for (const [name, field] of Object.entries(value)) {
      const fault = halfCharacter(name);
      if (fault !== undefined) throw invalid(path || 'request', `a name in it ${fault}`);
      refuseHalfCharacters(field, below(path, name));
    }
  }
}

function below(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}
