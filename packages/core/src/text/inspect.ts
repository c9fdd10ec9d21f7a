const longest = 80;

/** Shortens a foreign text for a message. */
export function shortened(text: string, most = longest): string {
  return text.length > most ? `${text.slice(0, most - 1).toWellFormed()}…` : text;
}

/** Describes any value in a few words, for a message: strings are cut, and no code of the value is run. */
export function inspect(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return value.length > longest
        ? `${JSON.stringify(value.slice(0, longest))} and ${value.length - longest} more characters`
        : JSON.stringify(value);
    case 'object':
      return value === null ? 'null' : isList(value) ? 'a list' : 'an object';
    case 'function':
      return 'a function';
    default:
      return String(value);
  }
}

/** Describes a given value with its type, for a refusal: `"5" (string)`. */
export function given(value: unknown): string {
  const type = typeof value;
  const isPlain = type === 'string' || type === 'number' || type === 'boolean' || type === 'bigint';
  return isPlain ? `${inspect(value)} (${type})` : inspect(value);
}

/** Describes a thrown value in one line. */
export function described(thrown: unknown): string {
  return thrown instanceof Error
    ? `${thrown.name}: ${thrown.message.slice(0, 200)}`
    : inspect(thrown);
}

function isList(value: object): boolean {
  try {
    return Array.isArray(value);
  } catch {
    // A proxy that was revoked.
    return false;
  }
}
