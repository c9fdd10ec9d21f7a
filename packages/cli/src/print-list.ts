import type { Pages } from '@imgroups/core';
import type { Session } from './session.ts';

/** Prints the items of a list as they come. */
export async function printList<Item extends { readonly raw: unknown }>(
  session: Session,
  columns: readonly string[],
  pages: Pages<Item>,
): Promise<void> {
  const { limit = Number.POSITIVE_INFINITY } = session.options;
  const output = session.output(columns);
  let printed = 0;
  try {
    for await (const item of pages) {
      await output.row(withoutRaw(session, item));
      printed += 1;
      if (printed >= limit || session.stop.cause !== undefined) break;
    }
  } finally {
    await output.end();
  }
}

/** Prints one object: field by field in a table, else in a line. */
export async function printObject(session: Session, item: object): Promise<void> {
  const row = withoutRaw(session, item);
  const isTable = session.format === 'table';
  const output = session.output(isTable ? ['field', 'value'] : Object.keys(row));
  if (isTable) {
    for (const [field, value] of Object.entries(row)) await output.row({ field, value });
  } else {
    await output.row(row);
  }
  await output.end();
}

/** Drops `raw`, the complete answer of the vendor, which is longer than all the rest. */
function withoutRaw(session: Session, item: object): object {
  if (session.options.raw) return item;
  const { raw: _, ...row } = item as { readonly raw?: unknown };
  return row;
}
