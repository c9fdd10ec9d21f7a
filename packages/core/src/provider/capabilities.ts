import type { GroupKind } from '../model/group.ts';

/** Every operation of the neutral contract. */
export const operations = [
  'groups.create',
  'groups.get',
  'groups.getMany',
  'groups.list',
  'groups.listJoined',
  'groups.update',
  'groups.getAnnouncement',
  'groups.setAnnouncement',
  'groups.delete',
  'groups.transfer',
  'members.list',
  'members.getRoles',
  'members.add',
  'members.remove',
  'members.setRole',
  'mutes.add',
  'mutes.remove',
  'mutes.list',
  'mutes.muteAll',
  'mutes.unmuteAll',
  'blacklist.add',
  'blacklist.remove',
  'blacklist.list',
] as const;

/** An operation of the neutral contract. */
export type Operation = (typeof operations)[number];

/** Whether a vendor does something: `depends` where a plan or console switch decides, or vendor pages disagree. */
export type Support = 'yes' | 'no' | 'depends';

/** What a vendor does with one operation, per kind of group. */
export interface OperationSupport extends Readonly<Record<GroupKind, Support>> {
  /** False where the vendor answers a batch as a whole: strangers count as done. */
  readonly perUser?: boolean;
}

/** What a vendor can do, readable at run time. */
export type Capabilities = Readonly<Record<Operation, OperationSupport>>;
