import type { GroupRef } from '../model/group.ts';
import { check } from '../validation/check.ts';
import { filledText } from '../validation/rules.ts';
import { byUserId, distinctIds, memberRole, notifyOf, optionSchemas } from './arguments.ts';
import { changeUsers } from './batch-operation.ts';
import type { DriverTypes } from './driver.ts';
import { type Frame, performOn } from './frame.ts';
import type { Members, OperationOptions } from './group-provider.ts';
import { listOn } from './list-operation.ts';
import { readMany } from './read-many.ts';
import { syncMembers } from './sync-members.ts';

/** The members of a provider's groups. */
export function membersOf<T extends DriverTypes>(frame: Frame<T>): Members<T> {
  const { members, canonicalUserId } = frame.driver;

  /** Reads roles of users by id, each with its name in the caller's argument. */
  function getRoles(
    ref: GroupRef,
    userIds: () => ReadonlyMap<string, string>,
    options: OperationOptions<'members.getRoles'> | undefined,
  ) {
    return performOn(frame, 'members.getRoles', ref, options, async (running) => {
      const asked = userIds();
      const canonical = new Map([...asked].map(([id, name]) => [canonicalUserId(id), name]));
      return readMany(frame, members.getRoles, running, canonical, (roles, isComplete) => {
        const isTold = (userId: string) => isComplete || roles.has(canonicalUserId(userId));
        const told = [...asked.keys()].filter(isTold);
        return new Map(told.map((userId) => [userId, roles.get(canonicalUserId(userId))]));
      });
    });
  }

  const { notifyingBatch } = optionSchemas;
  return {
    list: (ref, options) => listOn(frame, 'members.list', ref, options, byUserId, members.list),
    getRoles: (ref, userIds, options) =>
      getRoles(ref, () => distinctIds('userIds', userIds), options),
    async getRole(ref, userId, options) {
      const asked = () => new Map([[check(filledText, userId, 'userId'), 'userId']]);
      const roles = await getRoles(ref, asked, options);
      return roles.get(userId);
    },
    add: (ref, ids, options) =>
      changeUsers(frame, 'members.add', ref, ids, options, members.add, notifyOf, notifyingBatch),
    remove: (ref, ids, options) =>
      changeUsers(
        frame,
        'members.remove',
        ref,
        ids,
        options,
        members.remove,
        notifyOf,
        notifyingBatch,
      ),
    setRole: (ref, userIds, role, options) =>
      changeUsers(frame, 'members.setRole', ref, userIds, options, members.setRole, () => ({
        role: check(memberRole, role, 'role'),
      })),
    sync: (ref, wanted, options) => syncMembers(frame, ref, wanted, options),
  };
}
