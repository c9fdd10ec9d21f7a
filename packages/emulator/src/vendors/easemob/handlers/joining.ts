import type { HandlersOf } from '../../../server/vendor-service.ts';
import type { EasemobGroup } from '../state/group.ts';
import type { joiningEndpoints } from '../wire/client-endpoints.ts';
import { callingUser, distinct, type EasemobCall, requireGroup, requireUser } from './call.ts';
import { requireRoomForGroups } from './groups.ts';

/** Invitations, applications and leaving. */
export const joiningHandlers: HandlersOf<typeof joiningEndpoints, EasemobCall> = {
  inviteMembers(call, { group_id, usernames }) {
    const { state, settings, failure, caller } = call;
    const group = requireGroup(call, group_id);
    if (caller?.kind === 'user' && !mayInvite(group, caller.username)) throw failure.roleTooLow();
    if (usernames.length > settings.batchSizes.addMembers) throw failure.tooManyMembers();
    const names = distinct(usernames);
    const users = names.map((username) => requireUser(call, username));
    const newcomers = names.filter((username) => !group.members.has(username));
    const [first = ''] = names;
    if (newcomers.length === 0) throw failure.inviteFailed(first, group.id);
    if (group.members.size + newcomers.length > group.maxusers) throw failure.tooManyMembers();

    if (group.inviteNeedConfirm) {
      state.invite(group, newcomers);
    } else {
      requireRoomForGroups(
        call,
        users.filter(({ username }) => newcomers.includes(username)),
      );
      state.addMembers(group, newcomers, 'invited');
    }
    return {
      data: names.map((username) => {
        const outcome = { action: 'invite', user: username, id: group.id };
        return newcomers.includes(username)
          ? { result: true, ...outcome }
          : { result: false, ...outcome, reason: failure.inviteFailed(username, group.id).message };
      }),
    };
  },

  answerInvitation(call, { group_id, invitee, verifyResult }) {
    const { state, failure } = call;
    const group = requireGroup(call, group_id);
    if (!group.invited.has(invitee)) throw failure.noInvitation(invitee, group.id);
    if (verifyResult) join(call, group, invitee, 'invited');
    else state.declineInvitation(group, invitee);
    return { data: { result: true, action: 'inviteVerify', user: invitee, id: group.id } };
  },

  applyToGroup(call, { group_id, message = '' }) {
    const { state, failure } = call;
    const group = requireGroup(call, group_id);
    const username = callingUser(call);
    if (group.members.has(username)) throw failure.alreadyMember(username, group.id);
    if (group.blocks.has(username)) throw failure.blocked(username, group.id);
    if (!group.public) throw failure.notOpenToApply(group.id);
    if (group.membersonly) {
      requireRoom(call, group, username);
      state.apply(group, username, message);
    } else {
      join(call, group, username, 'applied');
    }
    return { data: { result: true, action: 'apply', user: username, id: group.id } };
  },

  answerApplication(call, { group_id, applicant, verifyResult }) {
    const { state, failure } = call;
    const group = requireGroup(call, group_id);
    if (!group.applications.has(applicant)) throw failure.noApplication(applicant, group.id);
    if (verifyResult) join(call, group, applicant, 'applied');
    else state.declineApplication(group, applicant);
    return { data: { result: true, action: 'applyVerify', user: applicant, id: group.id } };
  },

  leaveGroup(call, { group_id }) {
    const { state, failure } = call;
    const group = requireGroup(call, group_id);
    const username = callingUser(call);
    if (username === group.owner) throw failure.ownerForbidden();
    if (!group.members.has(username)) throw failure.notMembers([username]);
    state.removeMembers(group, [username], 'left');
    return { data: { result: true } };
  },
};

/** Owner and admins may always invite, members where the group lets them. */
function mayInvite({ owner, admins, members, allowinvites }: EasemobGroup, username: string) {
  if (username === owner || admins.has(username)) return true;
  return allowinvites && members.has(username);
}

function join(
  call: EasemobCall,
  group: EasemobGroup,
  username: string,
  how: 'invited' | 'applied',
): void {
  requireRoom(call, group, username);
  call.state.addMembers(group, [username], how);
}

/** Refuses when the group is full, or the user in as many groups as the plan allows. */
function requireRoom(call: EasemobCall, group: EasemobGroup, username: string): void {
  if (group.members.size >= group.maxusers) throw call.failure.memberListFull();
  requireRoomForGroups(call, [requireUser(call, username)]);
}
