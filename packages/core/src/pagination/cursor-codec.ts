import { type Failure, invalid } from '../errors/failure.ts';

/** The list that a cursor belongs to; it is refused everywhere else. */
export interface CursorBinding {
  readonly provider: string;
  readonly app: string;
  readonly operation: string;
  /** The subject of the list, e.g. the group's id. */
  readonly subject: string;
}

/** Writes and reads the positions of lists. */
export interface CursorCodec {
  encode(position: unknown, binding: CursorBinding): Promise<string>;
  decode(cursor: string, binding: CursorBinding): Promise<unknown>;
}

/** Refuses a cursor without telling what is wrong with it. */
export function invalidCursor(): Failure {
  return invalid(
    'cursor',
    'damaged, expired, or of another list; start the list again without a cursor',
  );
}

/** The list that a cursor belongs to, as a string to be checked or sealed with it. */
export function bindingText({ provider, app, operation, subject }: CursorBinding): string {
  return JSON.stringify([provider, app, operation, subject]);
}
