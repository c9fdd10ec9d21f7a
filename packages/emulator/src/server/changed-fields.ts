/** The fields of a patch that differ from what is; nothing when none does. */
export function changedFields<Fields extends object>(
  current: Fields,
  patch: Partial<Fields>,
): Partial<Fields> | undefined {
  const names = Object.keys(patch) as (keyof Fields)[];
  const changed = names.filter((name) => (patch[name] ?? current[name]) !== current[name]);
  if (changed.length === 0) return undefined;
  const fields: Partial<Fields> = {};
  for (const name of changed) fields[name] = patch[name];
  return fields;
}
