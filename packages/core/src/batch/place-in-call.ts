/** A list of ids in the fields of one call: `userIds.3.Member_Account`, `ids.3`, `userIds` where a call takes one. */
const listField = /^(?:userIds|ids)(?:\.(\d+))?(?:\.|$)/;

/**
 * The place of an id in the list of one call, where a check of the call refused it; 0 where the call takes a single id, and
 * nothing where the refusal is about something else. The caller's list is another one: calls take its ids in chunks.
 */
export function placeInCall(refusal: { readonly field?: string | undefined }): number | undefined {
  const found = listField.exec(refusal.field ?? '');
  return found ? Number(found[1] ?? 0) : undefined;
}
