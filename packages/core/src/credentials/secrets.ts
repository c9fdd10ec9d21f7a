import type { Failure } from '../errors/failure.ts';
import { toBase64 } from '../text/base64.ts';

/** Knows the secrets of an application, to keep them out of what errors and hooks say. */
export interface Secrets {
  /** Notes a token or signature that a request carries. */
  note(credential: string | undefined): void;
  /** A failure without them: some gateways echo a request into the text of their refusal. */
  mask(failure: Failure): Failure;
  /** Returns a text without them. */
  maskText(text: string): string;
}

/** So many credentials are known at a time: those of calls on their way, and of the renewals before. */
const kept = 20;

/** Anything shorter is found in any text. */
const shortest = 8;

/** A text may be cut within a secret: this many of its first characters reveal it. */
const tellingStart = 16;

type Forms = readonly string[] | undefined;

/** Makes the register of an application's secrets; `lasting` are those that do not change. */
export function createSecrets(lasting: readonly (string | undefined)[] = []): Secrets {
  // Their forms are made with the first failure.
  const fixed = new Map(lasting.map((secret) => [secret ?? '', undefined as Forms]));
  const credentials = new Map<string, Forms>();
  let latest: string | undefined;

  function formsOfAll(secrets: Map<string, Forms>): readonly string[] {
    return [...secrets].flatMap(([secret, known]) => {
      const forms = known ?? formsOf(secret);
      secrets.set(secret, forms);
      return forms;
    });
  }

  function masks(): (text: string) => string {
    const all = [...formsOfAll(fixed), ...formsOfAll(credentials)];
    return (text) => all.reduce(withoutSecret, text);
  }

  return {
    note(credential) {
      if (credential === undefined || credential === latest) return;
      latest = credential;
      const known = credentials.get(credential);
      credentials.delete(credential);
      credentials.set(credential, known);
      const [oldest] = credentials.keys();
      if (credentials.size > kept && oldest !== undefined) credentials.delete(oldest);
    },
    mask(failure) {
      const masked = masks();
      const details = Object.entries(failure.details).map(([name, value]) => [
        name,
        typeof value === 'string' ? masked(value) : value,
      ]);
      return failure.with(Object.fromEntries(details), masked(failure.text));
    },
    maskText: (text) => masks()(text),
  };
}

/** A secret as it stands in headers and bodies, in URLs, and somewhere within base64. */
function formsOf(secret: string): readonly string[] {
  const inUrl = encodeURIComponent(secret.toWellFormed());
  const base64 = [0, 1, 2].map((offset) => base64Within(secret, offset));
  const forms = [
    ...new Set([
      secret,
      inUrl,
      inUrl.replace(/%../g, (code) => code.toLowerCase()),
      ...base64,
      ...base64.map((text) => text.replaceAll('+', '-').replaceAll('/', '_')),
    ]),
  ];
  return forms.filter(({ length }) => length >= shortest);
}

/**
 * The part that does not depend on the neighbours when a string is in a longer one in base64, `offset` bytes after a multiple
 * of 3.
 */
function base64Within(secret: string, offset: number): string {
  const bytes = new TextEncoder().encode(secret);
  const padded = new Uint8Array(offset + bytes.length);
  padded.set(bytes, offset);
  const start = Math.ceil((offset * 8) / 6);
  const end = Math.floor((padded.length * 8) / 6);
  return toBase64(padded).slice(start, end);
}

function withoutSecret(text: string, secret: string): string {
  const head = secret.slice(0, tellingStart);
  let masked = '';
  let from = 0;
  for (let at = text.indexOf(head); at >= 0; at = text.indexOf(head, from)) {
    let length = head.length;
    while (length < secret.length && text[at + length] === secret[length]) length += 1;
    masked += `${text.slice(from, at)}***`;
    from = at + length;
  }
  return masked + text.slice(from);
}
