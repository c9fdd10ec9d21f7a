import type { adminEndpoints } from '@imgroups/easemob/endpoints';
import type { HandlersOf } from '../../../server/vendor-service.ts';
import { type EasemobCall, requireGroup, requireUsersInGuide } from './call.ts';

/** The owner and admins of a group. */
export const adminHandlers: HandlersOf<typeof adminEndpoints, EasemobCall> = {
  listAdmins(call, { group_id }) {
    const admins = [...requireGroup(call, group_id).admins];
    return { data: admins, count: admins.length };
  },

  addAdmin(call, { group_id, newadmin }) {
    const { settings, failure } = call;
    const group = requireGroup(call, group_id);
    requireUsersInGuide(call, [newadmin]);
    if (!group.members.has(newadmin)) throw failure.notMemberForAdmin(newadmin, group.id);
    if (newadmin === group.owner) throw failure.ownerForbidden();
    if (group.admins.has(newadmin)) throw failure.alreadyAdmin(newadmin, group.id);
    if (group.admins.size >= settings.quotas.adminsPerGroup) throw failure.tooManyAdmins();

    call.state.addAdmin(group, newadmin);
    return { data: { result: 'success', newadmin } };
  },

  removeAdmin(call, { group_id, oldadmin }) {
    const group = requireGroup(call, group_id);
    requireUsersInGuide(call, [oldadmin]);
    if (!group.admins.has(oldadmin)) throw call.failure.notAdmin(oldadmin, group.id);

    call.state.removeAdmin(group, oldadmin);
    return { data: { result: 'success', oldadmin } };
  },

  transferOwnership(call, { group_id, newowner, ...others }) {
    const { failure } = call;
    const group = requireGroup(call, group_id);
    const otherFields = Object.keys(others);
    if (otherFields.length > 0) throw failure.unknownFields(otherFields);
    if (newowner === group.owner) throw failure.sameOwner();
    if (!group.members.has(newowner)) throw failure.notMemberForTransfer(newowner, group.id);

    call.state.transferGroup(group, newowner);
    return { data: { newowner: true } };
  },
};
