import type { GroupProvider, GroupSummary } from '@imgroups/core/adapter';
import type { JobContext, PlannedPart } from '../engine/job.ts';

/** Plans a unit for each group of an app that passes the filter; a page of the vendor's is a part of the plan. */
export async function* planListedGroups(
  provider: GroupProvider,
  filter: ((group: GroupSummary) => boolean) | undefined,
  cursor: string | undefined,
  { call }: JobContext,
): AsyncGenerator<PlannedPart> {
  for await (const { items, nextCursor } of provider.groups.list({ ...call, cursor }).pages()) {
    const wanted = items.filter((group) => filter?.(group) ?? true);
    yield {
      units: wanted.map(({ id, kind }) => ({ id, input: { kind: kind ?? null } })),
      cursor: nextCursor,
    };
  }
}

/** An app, for journals and reports. */
export function appOf({ name, app }: GroupProvider): string {
  return `${name} ${app}`;
}
