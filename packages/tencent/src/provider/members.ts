import {
  addErrorDetails,
  type CallOptions,
  callOptions,
  distinctIds,
  type ImGroupsError,
  isImGroupsError,
  type KnownGroup,
  type Members,
  type Outcome,
  pageSizeOf,
  paginate,
  readInChunks,
  readOptionalNumber,
  readOptionalText,
  requireText,
  runBatch,
  withDoubt,
  withReadBack,
} from '@imgroups/core';
import { memberEndpoints } from '../chapters/members.ts';
import { fromRole, toAddOutcome, toMember } from '../mapping/member.ts';
import { clearer, withExplanation } from './after-failure.ts';
import {
  bindingOf,
  type Calls,
  itemLimit,
  objectsOf,
  pagesOn,
  performOn,
  readAnswer,
} from './calls.ts';
import { readRoles } from './roles.ts';
import type { TencentTypes } from './tencent-types.ts';

const largestPage = 200;
const largestCommunityPage = 100;

export function tencentMembers(calls: Calls): Members<TencentTypes> {
  const { client, cursors } = calls;

  /** Adds one chunk; accounts that do not exist are left out and reported, and never hide the others. */
  async function addChunk(
    group: KnownGroup,
    ids: readonly string[],
    silence: { Silence?: 1 },
    call: CallOptions,
  ): Promise<readonly Outcome[]> {
    try {
      return await withReadBack(
        () => addOnce(group, ids, silence, call),
        (error) => membershipAsAsked(group, ids, true, error, call),
      );
    } catch (error) {
      if (!isImGroupsError(error) || error.reason !== 'user_not_found' || ids.length === 1) {
        throw error;
      }
      const unknown = await unknownAccounts(ids, call);
      if (unknown.size === 0) throw error;
      const known = ids.filter((id) => !unknown.has(id));
      return [
        ...[...unknown].map((userId) => failed(userId, error)),
        ...(known.length > 0 ? await addChunk(group, known, silence, call) : []),
      ];
    }
  }

  async function addOnce(
    group: KnownGroup,
    ids: readonly string[],
    silence: { Silence?: 1 },
    call: CallOptions,
  ): Promise<readonly Outcome[]> {
    const MemberList = ids.map((Member_Account) => ({ Member_Account }));
    const request = { GroupId: group.id, ...silence, MemberList };
    const { options, inDoubt } = withDoubt(call);
    const answer = await client.addGroupMember(request, options);
    const outcomes = readAnswer('addGroupMember', () =>
      objectsOf(answer.MemberList, 'MemberList').map(toAddOutcome),
    ).map((outcome) =>
      // Who was a member already may have come in by an attempt whose answer was lost.
      outcome.status === 'done' && outcome.changed === false && inDoubt()
        ? { ...outcome, changed: undefined }
        : outcome,
    );
    return explainRefused(outcomes, call);
  }

  /** The vendor gives no reason per user: tells those who do not exist. */
  async function explainRefused(
    outcomes: readonly Outcome[],
    call: CallOptions,
  ): Promise<readonly Outcome[]> {
    const refused = outcomes.filter((outcome) => outcome.status === 'failed');
    if (refused.length === 0) return outcomes;
    const unknown = await unknownAccounts(
      refused.map(({ userId }) => userId),
      call,
    );
    return outcomes.map((outcome) => {
      if (outcome.status !== 'failed') return outcome;
      const { userId } = outcome;
      const error = addErrorDetails(outcome.error, {
        provider: 'tencent',
        operation: call.operation,
        endpoint: 'addGroupMember',
      });
      return failed(
        userId,
        unknown.has(userId)
          ? clearer(error, `the account ${userId} does not exist`, 'not_found', 'user_not_found')
          : error,
      );
    });
  }

  /** Accounts that were never imported; nobody when the vendor does not tell. */
  async function unknownAccounts(
    ids: readonly string[],
    call: CallOptions,
  ): Promise<ReadonlySet<string>> {
    try {
      const answers = await readInChunks(
        ids,
        { maxItems: itemLimit(calls, 'checkAccounts') },
        call,
        (chunk, each) =>
          client.checkAccounts({ CheckItem: chunk.map((UserID) => ({ UserID })) }, each),
      );
      const items = answers.flatMap(({ ResultItem }) => objectsOf(ResultItem, 'ResultItem'));
      return new Set(
        items
          .filter(({ AccountStatus }) => AccountStatus === 'NotImported')
          .map(({ UserID }) => UserID),
      );
    } catch {
      return new Set();
    }
  }

  /** Who is in the group, after a call whose answer was lost: one outcome per user if it took effect for anybody. */
  async function membershipAsAsked(
    group: KnownGroup,
    ids: readonly string[],
    present: boolean,
    error: ImGroupsError,
    call: CallOptions,
  ): Promise<readonly Outcome[] | undefined> {
    const roles = await readRoles(calls, group, ids, call);
    const outcomes = ids.map(
      (userId): Outcome =>
        (roles.get(userId) !== undefined) === present
          ? { userId, status: 'done' }
          : failed(userId, error),
    );
    return outcomes.some(({ status }) => status === 'done') ? outcomes : undefined;
  }

  async function setRoleOfOne(
    group: KnownGroup,
    userId: string,
    role: 'admin' | 'member',
    call: CallOptions,
  ): Promise<readonly Outcome[]> {
    const done: readonly Outcome[] = [{ userId, status: 'done' }];
    const roleNow = async () => (await readRoles(calls, group, [userId], call)).get(userId);
    const notAMember = (error: ImGroupsError) =>
      clearer(error, `${userId} is not a member`, 'not_found', 'not_a_member');
    const write = async () => {
      const request = { GroupId: group.id, Member_Account: userId, Role: fromRole(role) };
      await client.modifyGroupMemberInfo(request, call);
      return done;
    };
    return withReadBack(
      () =>
        withExplanation<readonly Outcome[]>(write, async (error) => {
          const current = await roleNow();
          if (current === role) return done;
          if (current === 'owner') {
            const text = `${userId} is the owner, whom only groups.transfer changes`;
            return clearer(error, text, 'failed_precondition', 'is_owner');
          }
          return current ? undefined : notAMember(error);
        }),
      async (error) => {
        const current = await roleNow();
        if (current === undefined) return [failed(userId, notAMember(error))];
        return current === role ? done : undefined;
      },
    );
  }

  /** Live rooms have an endpoint of their own, which takes several users at once. */
  async function setLiveRoomRole(
    group: KnownGroup,
    ids: readonly string[],
    role: 'admin' | 'member',
    call: CallOptions,
  ): Promise<readonly Outcome[]> {
    const done = ids.map((userId): Outcome => ({ userId, status: 'done' }));
    return withReadBack(
      async () => {
        const CommandType = role === 'admin' ? 1 : 2;
        await client.modifyAdmin({ GroupId: group.id, CommandType, Admin_Account: [...ids] }, call);
        return done;
      },
      async () => {
        const { Admin_List } = await client.getAdminList({ GroupId: group.id }, call);
        const admins = new Set(
          objectsOf(Admin_List, 'Admin_List').map(({ Admin_Account }) => Admin_Account),
        );
        return ids.every((id) => admins.has(id) === (role === 'admin')) ? done : undefined;
      },
    );
  }

  return {
    list(ref, options) {
      return pagesOn('members.list', ref, ({ id, kind }, read) => {
        const call = callOptions('members.list', options);
        const extras = call.providerOptions?.tencent;
        const community = kind === 'community';
        const request = {
          ...extras,
          GroupId: id,
          Limit: pageSizeOf(call, community ? largestCommunityPage : largestPage),
        };
        return paginate({
          binding: bindingOf(calls, 'members.list', id, extras),
          cursors,
          cursor: call.cursor,
          idOf: ({ userId }) => userId,
          async read(position: string | number | undefined) {
            const asked = community
              ? { ...request, Next: String(position ?? '') }
              : { ...request, Offset: Number(position ?? 0) };
            const answer = await read(client.getGroupMemberInfo(asked, call));
            return readAnswer('getGroupMemberInfo', () => {
              readOptionalText(answer.Next, 'Next');
              readOptionalNumber(answer.MemberNum, 'MemberNum');
              const items = objectsOf(answer.MemberList, 'MemberList').map(toMember);
              const next = memberEndpoints.getGroupMemberInfo.page(asked, answer);
              return { items, next: next?.Next ?? next?.Offset };
            });
          },
        });
      });
    },

    getRoles(ref, userIds, options) {
      return performOn('members.getRoles', ref, (group) => {
        const call = callOptions('members.getRoles', options);
        return readRoles(calls, group, distinctIds('userIds', userIds), call);
      });
    },

    getRole(ref, userId, options) {
      return performOn('members.getRoles', ref, async (group) => {
        requireText('userId', userId);
        const call = callOptions('members.getRoles', options);
        return (await readRoles(calls, group, [userId], call)).get(userId);
      });
    },

    add(ref, userIds, options) {
      return performOn('members.add', ref, (group) => {
        const call = callOptions('members.add', options);
        const silence = silenceOf(call);
        return runBatch({
          ...call,
          userIds,
          maxChunk: itemLimit(calls, 'addGroupMember'),
          send: (ids) => addChunk(group, ids, silence, call),
        });
      });
    },

    remove(ref, userIds, options) {
      return performOn('members.remove', ref, (group) => {
        const call = callOptions('members.remove', options);
        const request = {
          ...call.providerOptions?.tencent,
          GroupId: group.id,
          ...silenceOf(call),
        };
        return runBatch({
          ...call,
          userIds,
          maxChunk: itemLimit(calls, 'deleteGroupMember'),
          send: (ids) =>
            withReadBack<readonly Outcome[]>(
              async () => {
                await client.deleteGroupMember({ ...request, MemberToDel_Account: [...ids] }, call);
                return ids.map((userId) => ({ userId, status: 'done' }));
              },
              (error) => membershipAsAsked(group, ids, false, error, call),
            ),
        });
      });
    },

    setRole(ref, userIds, role, options) {
      return performOn('members.setRole', ref, async (group) => {
        fromRole(role);
        const call = callOptions('members.setRole', options);
        if (group.kind === 'livestream') {
          return runBatch({
            ...call,
            userIds,
            maxChunk: itemLimit(calls, 'modifyAdmin'),
            send: (ids) => setLiveRoomRole(group, ids, role, call),
          });
        }
        return runBatch({
          ...call,
          userIds,
          maxChunk: 1,
          send: async (ids) =>
            (await Promise.all(ids.map((id) => setRoleOfOne(group, id, role, call)))).flat(),
        });
      });
    },
  };
}

function silenceOf(options: { readonly notify?: boolean | undefined } | undefined): {
  Silence?: 1;
} {
  return options?.notify === false ? { Silence: 1 } : {};
}

function failed(userId: string, error: ImGroupsError): Outcome {
  return { userId, status: 'failed', error };
}
