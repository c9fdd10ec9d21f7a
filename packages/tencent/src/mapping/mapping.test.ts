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
import { fromRole, toAddOutcome, toMember, toRoles } from './member.ts';
import { fromSeconds, toMute } from './mute.ts';

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

        const group = toGroup(profile);

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

    expect(toGroup(profile).kind).toBe(kind);
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

    expect(toGroup(profile)).toEqual({ id: 'g', kind: 'standard', name: '', raw: profile });
  });

  test('the number of members of a live room is not told', () => {
    const profile = { GroupId: 'g', Type: 'AVChatRoom', Name: 'x', MemberNum: 17 };

    expect(toGroup(profile).memberCount).toBeUndefined();
  });

  test.each<[string, unknown]>([
    ['GroupInfo.Type', { GroupId: 'g', Name: 'x', Type: 'Salon' }],
    ['GroupInfo.Name', { GroupId: 'g', Name: 7, Type: 'Public' }],
    ['GroupInfo.MemberNum', { GroupId: 'g', Name: 'x', Type: 'Public', MemberNum: 'many' }],
  ])('a field that cannot be read is named: %s', (field, profile) => {
    expect(() => toGroup(profile as GroupInfoItem)).toThrow(expect.objectContaining({ field }));
  });

  test('the kind of a listed community shows in its id', () => {
    expect(toGroupSummary({ GroupId: '@TGS#_x' }).kind).toBe('community');
    expect(toGroupSummary({ GroupId: '@TGS#x' }).kind).toBeUndefined();
  });
});

describe('members', () => {
  test('any id and time survives', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), instant, (Member_Account, JoinTime) => {
        const member = toMember({ Member_Account, Role: 'Admin', JoinTime });

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

    expect(toMember(profile).role).toBe(role);
  });

  test('who is not a member has no role', () => {
    const roles = toRoles([{ Member_Account: 'a', Role: 'NotMember' }]);

    expect(roles.has('a')).toBe(false);
  });

  test('a listed member without a role is an answer that cannot be read', () => {
    expect(() => toMember({ Member_Account: 'a', Role: 'NotMember' })).toThrow(
      expect.objectContaining({
        errorClass: 'InvalidResponseError',
        details: { code: 'internal', field: 'MemberList.Role' },
      }),
    );
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
