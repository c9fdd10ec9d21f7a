import { type Failure, invalid } from '../errors/failure.ts';
import { fromBase64Url, toBase64Url } from '../text/base64.ts';

/** What a cursor belongs to; it is refused everywhere else. */
export interface CursorBinding {
  readonly provider: string;
  readonly app: string;
  readonly operation: string;
  /** What the list was asked for, e.g. the group's id. */
  readonly subject: string;
}

/** Writes and reads the positions of lists. */
export interface CursorCodec {
  encode(position: unknown, binding: CursorBinding): Promise<string>;
  decode(cursor: string, binding: CursorBinding): Promise<unknown>;
}

/** A readable cursor with a checksum over position and binding: for servers that keep cursors to themselves. */
export const plainCursors: CursorCodec = {
  async encode(position, binding) {
    const text = JSON.stringify(position);
    const check = await checksum(text, binding);
    return toBase64Url(new TextEncoder().encode(`${check}${text}`));
  },
  async decode(cursor, binding) {
    try {
      const decoded = new TextDecoder('utf-8', { fatal: true }).decode(fromBase64Url(cursor));
      const text = decoded.slice(checksumLength);
      if (decoded.slice(0, checksumLength) === (await checksum(text, binding))) {
        return JSON.parse(text);
      }
    } catch {
      // Told below, without the details of the decoder.
    }
    throw invalidCursor();
  },
};

export function invalidCursor(): Failure {
  return invalid(
    'cursor',
    'damaged, expired, or of another list; start the list again without a cursor',
  );
}

export function bindingText({ provider, app, operation, subject }: CursorBinding): string {
  return JSON.stringify([provider, app, operation, subject]);
}

const checksumLength = 16;

async function checksum(text: string, binding: CursorBinding): Promise<string> {
  const bytes = new TextEncoder().encode(`${bindingText(binding)}\n${text}`);
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return toBase64Url(digest).slice(0, checksumLength);
}
