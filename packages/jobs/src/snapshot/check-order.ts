import { inspect } from '@imgroups/core/adapter';
import type { FieldFault } from './check-record.ts';
import { compareIds } from './order.ts';
import { recordTypes } from './records.ts';

/** The fields of a record that decide where it stands. They need not be right. */
interface Place {
  readonly type?: unknown;
  readonly id?: unknown;
  readonly groupId?: unknown;
  readonly userId?: unknown;
}

const userTypes: readonly unknown[] = recordTypes.slice(1);

const byBytes = 'by the bytes of UTF-8, so that "B" stands before "a"';

/**
 * Checks whether records stand where they may: groups sorted by id, and behind each its members, mutes and blacklist, each
 * sorted by user. Because of that order it remembers one group and one user, and still finds whatever stands twice.
 */
export function createOrderCheck(): (place: Place, line: number) => FieldFault | undefined {
  let group: { readonly id: unknown; readonly line: number } | undefined;
  let last: { readonly type: unknown; readonly userId: unknown; readonly line: number } | undefined;

  function checkGroup({ id }: Place, line: number): FieldFault | undefined {
    const before = group;
    group = { id, line };
    last = undefined;
    return sortFault('id', id, before?.id, before?.line);
  }

  function checkUser({ type, groupId, userId }: Place, line: number): FieldFault | undefined {
    const message = strangerRule(groupId);
    if (message !== undefined) return { field: 'groupId', message };
    const before = last;
    last = { type, userId, line };
    if (before === undefined || type === before.type) {
      return sortFault('userId', userId, before?.userId, before?.line);
    }
    if (userTypes.indexOf(type) > userTypes.indexOf(before.type)) return undefined;
    const rule = `a ${type} record must stand before the ${before.type} record of line ${before.line}`;
    return { field: 'type', message: `${rule}: ${userTypes.join(', ')} is the order` };
  }

  function strangerRule(groupId: unknown): string | undefined {
    const isKnown = typeof groupId === 'string' && typeof group?.id === 'string';
    if (group && (!isKnown || groupId === group.id)) return undefined;
    const rule = `is ${inspect(groupId)}, but the record of that group is not`;
    if (!group) return `${rule} before it`;
    return `${rule} the last one before it (line ${group.line} is ${inspect(group.id)})`;
  }

  return (place, line) => {
    if (place.type === 'group') return checkGroup(place, line);
    return userTypes.includes(place.type) ? checkUser(place, line) : undefined;
  };
}

function sortFault(
  field: 'id' | 'userId',
  id: unknown,
  before: unknown,
  line: number | undefined,
): FieldFault | undefined {
  if (typeof id !== 'string' || typeof before !== 'string') return undefined;
  const order = compareIds(before, id);
  if (order < 0) return undefined;
  const message =
    order === 0
      ? `${inspect(id)} is there twice, first in line ${line}`
      : `${inspect(id)} must stand before ${inspect(before)} of line ${line}: records are sorted by ${field}, ${byBytes}`;
  return { field, message };
}
