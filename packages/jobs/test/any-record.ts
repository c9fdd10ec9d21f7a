import fc from 'fast-check';
import type {
  GroupRecord,
  SnapshotHeader,
  SnapshotRecord,
  UserRecord,
} from '../src/snapshot/records.ts';

const word = fc.string({ unit: 'grapheme' }).filter((text) => text.isWellFormed());
const id = word.filter((text) => text !== '');
const time = fc
  .date({ min: new Date(0), max: new Date('9999-12-31T23:59:59.999Z'), noInvalidDate: true })
  .map((date) => date.toISOString());
const until = fc.oneof(time, fc.constant('permanent'));
const raw = fc.jsonValue();
const policy = fc.constantFrom('open', 'approval', 'closed');

/** Any fields of these, the first ones always. */
function fields<Needed extends object, Rest extends object>(
  needed: { [Name in keyof Needed]: fc.Arbitrary<Needed[Name]> },
  rest: { [Name in keyof Rest]: fc.Arbitrary<Rest[Name]> },
): fc.Arbitrary<Needed & Partial<Rest>> {
  return fc
    .tuple(fc.record(needed), fc.record(rest, { requiredKeys: [] }))
    .map(([one, other]) => ({ ...one, ...other }) as Needed & Partial<Rest>);
}

const header = fields(
  { type: fc.constant('imgroups'), version: fc.constant(1) },
  { provider: word, app: word, createdAt: time, options: fc.dictionary(word, raw) },
);

const group = fields(
  {
    type: fc.constant('group'),
    id,
    kind: fc.constantFrom('standard', 'work', 'meeting', 'livestream', 'community', 'other'),
    name: word,
  },
  {
    description: word,
    avatarUrl: word,
    ownerId: id,
    joinPolicy: policy,
    invitePolicy: policy,
    maxMembers: fc.integer({ min: 1 }),
    mutedAll: fc.boolean(),
    announcement: word,
    createdAt: time,
    raw,
  },
);

const ofUser = { groupId: id, userId: id };

const member = fields(
  {
    type: fc.constant('member'),
    ...ofUser,
    role: fc.constantFrom('owner', 'admin', 'member', 'other'),
  },
  { nickname: word, joinedAt: time, raw },
);
const mute = fields({ type: fc.constant('mute'), ...ofUser, until }, { raw });
const blacklist = fields({ type: fc.constant('blacklist'), ...ofUser, until }, { raw });

/** Any line of a snapshot that is right in itself. */
export const anyRecord = fc.oneof(header, group, member, mute, blacklist) as fc.Arbitrary<
  SnapshotHeader | SnapshotRecord
>;

/** Such a line with a field more, less, or other than it should be. */
export const spoiltRecord: fc.Arbitrary<unknown> = fc
  .tuple(anyRecord, fc.nat(), fc.constantFrom('remove', 'replace', 'rename'), fc.jsonValue(), word)
  .map(([record, which, how, value, name]) => {
    const entries = Object.entries(record);
    const index = which % entries.length;
    const [field = '', before] = entries[index] ?? [];
    if (how === 'remove') entries.splice(index, 1);
    if (how === 'replace') entries[index] = [field, value];
    if (how === 'rename') entries[index] = [name, before];
    return JSON.parse(JSON.stringify(Object.fromEntries(entries)));
  });

/** The records of one group, in any order and some twice. */
export const anyGroup: fc.Arbitrary<{
  readonly group: GroupRecord;
  readonly records: readonly UserRecord[];
}> = fc.tuple(group, fc.array(fc.oneof(member, mute, blacklist))).map(([one, records]) => ({
  group: one as GroupRecord,
  records: records.map((record) => ({ ...record, groupId: one.id })) as readonly UserRecord[],
}));
