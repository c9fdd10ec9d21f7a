import { Failure, type GroupKind, groupKinds } from '@imgroups/core/adapter';
import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import {
  createGroupRequest,
  type GroupInfoItem,
  modifyGroupBaseInfoRequest,
} from '../chapters/groups.ts';
import { toBlacklistEntry } from './blacklist.ts';
import {
  fromCreateGroupInput,
  fromGroupPatch,
  toGroup,
  toGroupSummary,
  typeOfKind,
  unsupportedFields,
} from './group.ts';
import { fromRole, toAddOutcome, toMember, toUserRole } from './member.ts';
import { fromSeconds, toMute } from './mute.ts';

/** Collects what a mapping finds strange. */
function noting() {
  const noted: string[] = [];
  return { noted, note: (field: string) => void noted.push(field) };
}

const { note } = noting();

const policies = fc.constantFrom('open' as const, 'approval' as const, 'closed' as const);
const shortText = fc.string({ minLength: 1, maxLength: 25 });
const anyInput = fc.record(
  {
    name: shortText,
    ownerId: shortText,
    kind: fc.constantFrom<GroupKind>('standard', 'meeting'),
    description: shortText,
    avatarUrl: fc.webUrl({ size: 'xsmall' }),
    joinPolicy: policies,
    invitePolicy: policies,
    maxMembers: fc.integer({ min: 1, max: 6000 }),
  },
  { requiredKeys: ['name', 'ownerId'] },
);
const instant = fc.integer({ min: 1, max: 4_000_000_000 });

describe('groups', () => {
  test('what is created reads back as it was asked for', () => {
    fc.assert(
      fc.property(anyInput, instant, (input, CreateTime) => {
        const request = fromCreateGroupInput(input);
        const { MaxMemberCount, ...stored } = request;
        const profile = { ...stored, GroupId: 'g', CreateTime, MaxMemberNum: MaxMemberCount };

        const group = toGroup(profile, note);

        expect(group).toMatchObject({ kind: 'standard', ...input });
        expect(group.createdAt).toEqual(new Date(CreateTime * 1000));
      }),
    );
  });

  test('what is made of any input is a request the schema takes', () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        expect(v.safeParse(createGroupRequest, fromCreateGroupInput(input)).issues).toBeUndefined();
      }),
    );
  });

  test('a patch becomes exactly its fields', () => {
    const anyPatch = anyInput.map(({ ownerId: _, kind: __, ...patch }) => patch);
    fc.assert(
      fc.property(anyPatch, (patch) => {
        const fields = fromGroupPatch(patch, undefined);

        expect(Object.keys(fields)).toHaveLength(Object.keys(patch).length);
        expect(
          v.safeParse(modifyGroupBaseInfoRequest, { GroupId: 'g', ...fields }).issues,
        ).toBeUndefined();
      }),
    );
  });

  test.each(groupKinds)('the kind %s reads back from its type', (kind) => {
    const profile = { GroupId: 'g', Name: 'x', Type: typeOfKind[kind] };

    expect(toGroup(profile, note).kind).toBe(kind);
  });

  test.each(groupKinds)('what a %s group does not have is refused by name', (kind) => {
    const values = { joinPolicy: 'open', invitePolicy: 'open', maxMembers: 5 } as const;
    const refused = Object.entries(values).flatMap(([field, value]) => {
      try {
        fromGroupPatch({ [field]: value }, kind);
        return [];
      } catch (error) {
        return error instanceof Failure && error.field === field ? [field] : ['wrong'];
      }
    });

    expect(refused.sort()).toEqual([...unsupportedFields[kind]].sort());
  });

  test('empty texts and zeros mean "not set"', () => {
    const profile = {
      GroupId: 'g',
      Type: 'Public',
      Name: '',
      Introduction: '',
      FaceUrl: '',
      Owner_Account: '',
      MaxMemberNum: 0,
      CreateTime: 0,
    };

    expect(toGroup(profile, note)).toEqual({ id: 'g', kind: 'standard', name: '', raw: profile });
  });

  test.each([
    [{ Notification: '周五见' }, '周五见'],
    [{ Notification: '' }, ''],
    [{}, undefined],
  ])('the announcement is what the profile tells of it: %j', (told, announcement) => {
    const profile = { GroupId: 'g', Type: 'Public', Name: 'x', ...told };

    expect(toGroup(profile, note).announcement).toBe(announcement);
  });

  test('the number of members of a live room is not told', () => {
    const profile = { GroupId: 'g', Type: 'AVChatRoom', Name: 'x', MemberNum: 17 };

    expect(toGroup(profile, note).memberCount).toBeUndefined();
  });

  test.each<[string, unknown]>([
    ['GroupInfo.GroupId', { GroupId: 7, Name: 'x', Type: 'Public' }],
    ['GroupInfo.Name', { GroupId: 'g', Name: 7, Type: 'Public' }],
  ])('a field that a group needs is named when it cannot be read: %s', (field, profile) => {
    expect(() => toGroup(profile as GroupInfoItem, note)).toThrow(
      expect.objectContaining({ field }),
    );
  });

  test.each([
    ['GroupInfo.MemberNum', { MemberNum: 'many' }],
    ['GroupInfo.CreateTime', { CreateTime: 1e300 }],
    ['GroupInfo.ApplyJoinOption', { ApplyJoinOption: 'ByInvitation' }],
    ['GroupInfo.MuteAllMember', { MuteAllMember: 'Sometimes' }],
    ['GroupInfo.Introduction', { Introduction: 5 }],
  ])('any other field is left out and noted: %s', (field, fields) => {
    const { noted, note } = noting();
    const profile = { GroupId: 'g', Name: 'x', Type: 'Public', ...fields } as GroupInfoItem;

    const group = toGroup(profile, note);

    expect(group).toEqual({ id: 'g', kind: 'standard', name: 'x', raw: profile });
    expect(noted).toEqual([field]);
  });

  test.each(['Live', 'Room', 'Salon', '__proto__'])(
    'a type that is not known is of kind other, and noted: %s',
    (Type) => {
      const { noted, note } = noting();

      const group = toGroup({ GroupId: 'g', Name: 'x', Type }, note);
      const summary = toGroupSummary({ GroupId: 'g', Type }, note);

      expect([group.kind, summary.kind]).toEqual(['other', 'other']);
      expect([group.raw.Type, summary.raw.Type]).toEqual([Type, Type]);
      expect(noted).toEqual(['GroupInfo.Type', 'GroupIdList.Type']);
    },
  );

  test.each([
    ['Work', 'work'],
    ['Meeting', 'meeting'],
    ['BChatRoom', 'livestream'],
  ])('the newer or older name %s is of kind %s', (Type, kind) => {
    const { noted, note } = noting();

    expect(toGroup({ GroupId: 'g', Name: 'x', Type }, note).kind).toBe(kind);
    expect(noted).toEqual([]);
  });

  test('the kind of a listed community shows in its id', () => {
    expect(toGroupSummary({ GroupId: '@TGS#_x' }, note).kind).toBe('community');
    expect(toGroupSummary({ GroupId: '@TGS#x' }, note).kind).toBeUndefined();
  });
});

describe('members', () => {
  test('any id and time survives', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), instant, (Member_Account, JoinTime) => {
        const member = toMember({ Member_Account, Role: 'Admin', JoinTime }, note);

        expect(member).toMatchObject({
          userId: Member_Account,
          role: 'admin',
          joinedAt: new Date(JoinTime * 1000),
        });
      }),
    );
  });

  test.each(['admin', 'member'] as const)('the role %s reads back, also with a space', (role) => {
    const profile = { Member_Account: 'a', Role: `${fromRole(role)} ` };

    expect(toMember(profile, note).role).toBe(role);
  });

  test('who is not a member has no role', () => {
    const user = toUserRole({ Member_Account: 'a', Role: 'NotMember' }, note);

    expect(user).toEqual(['a', undefined]);
  });

  test.each(['Custom', 'NotMember', undefined])(
    'a member whose role is %s has another one',
    (Role) => {
      const { noted, note } = noting();

      const member = toMember({ Member_Account: 'a', Role }, note);

      expect(member).toEqual({ userId: 'a', role: 'other', raw: { Member_Account: 'a', Role } });
      expect(noted).toEqual(['MemberList.Role']);
    },
  );

  test('a role that is not known is told apart from none', () => {
    const user = toUserRole({ Member_Account: 'a', Role: 'Custom' }, note);

    expect(user).toEqual(['a', 'other']);
  });

  test('an unknown result leaves the user in doubt', () => {
    const outcome = toAddOutcome({ Member_Account: 'a', Result: 9 });

    expect(outcome).toMatchObject({ status: 'failed', failure: { details: { ambiguous: true } } });
  });
});

describe('durations', () => {
  test('an end within fifty years reads back', () => {
    const now = 1_700_000_000;
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_500_000_000 }), (seconds) => {
        const end = now + fromSeconds(seconds);
        const expected = new Date(end * 1000);

        const mute = toMute({ Member_Account: 'a', MutedUntil: end }, now * 1000);
        const entry = toBlacklistEntry({ Member_Account: 'a', BannedUntil: end }, now * 1000);

        expect([mute.until, entry.until]).toEqual([expected, expected]);
      }),
    );
  });

  test('"permanent" is the highest number of the vendor', () => {
    expect(fromSeconds('permanent')).toBe(4294967295);
  });

  test.each([4294967295, 1_700_000_000 + 4294967295, -1])('%i reads as permanent', (end) => {
    const mute = toMute({ Member_Account: 'a', MutedUntil: end }, 1_700_000_000_000);

    expect(mute.until).toBe('permanent');
  });
});
