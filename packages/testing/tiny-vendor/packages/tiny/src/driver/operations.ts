import {
  type OperationRow,
  type OperationSupport,
  type OperationTable,
  operations,
} from '@imgroups/core/adapter';
import type { tinyEndpoints } from '../endpoints.ts';

type Row = OperationRow<keyof typeof tinyEndpoints>;

const no: OperationSupport = {
  standard: 'no',
  work: 'no',
  meeting: 'no',
  livestream: 'no',
  community: 'no',
};
const yes: OperationSupport = { ...no, standard: 'yes' };

const nothing: Row = { kinds: no, calls: [] };

/** The operations of Tiny; it lacks all that is not listed. */
export const tinyOperations: OperationTable<keyof typeof tinyEndpoints> = {
  ...(Object.fromEntries(operations.map((name) => [name, nothing])) as Record<
    (typeof operations)[number],
    Row
  >),
  'groups.create': {
    kinds: yes,
    calls: ['openRoom'],
    fields: { title: 'name', host: 'ownerId', room: 'id' },
  },
  'groups.get': { kinds: yes, calls: ['getRoom'], fields: { room: 'group' } },
  'groups.delete': { kinds: yes, calls: ['closeRoom'], fields: { room: 'group' } },
  'members.list': {
    kinds: yes,
    calls: ['listGuests'],
    reads: [{ endpoint: 'getRoom', when: 'always', why: 'the list does not tell who is the host' }],
    fields: { room: 'group' },
  },
  'members.add': {
    kinds: { ...yes, perUser: true },
    calls: ['invite'],
    fields: { room: 'group', people: 'userIds' },
  },
};
