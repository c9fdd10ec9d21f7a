import type { UserIds } from '../batch/run-batch.ts';
import type { GroupRef } from '../model/group.ts';
import type { Duration } from '../model/until.ts';
import { byUserId, isOptions, toSeconds } from './arguments.ts';
import { changeUsers } from './batch-operation.ts';
import type { DriverTypes } from './driver.ts';
import type { Frame } from './frame.ts';
import type { BatchOperationOptions, Blacklist } from './group-provider.ts';
import { listOn } from './list-operation.ts';

type AddOptions = BatchOperationOptions<'blacklist.add'>;

/** The blacklists of a provider's groups. */
export function blacklistOf<T extends DriverTypes>(frame: Frame<T>): Blacklist<T> {
  const { blacklist } = frame.driver;
  return {
    add(ref: GroupRef, userIds: UserIds, duration?: unknown, options?: AddOptions) {
      // Duration and options can both be left out.
      const [seconds, given] = isOptions(duration)
        ? ['permanent', duration as AddOptions]
        : [duration ?? 'permanent', options];
      return changeUsers(frame, 'blacklist.add', ref, userIds, given, blacklist.add, () => ({
        seconds: toSeconds(seconds as Duration),
      }));
    },
    remove: (ref, userIds, options) =>
      changeUsers(frame, 'blacklist.remove', ref, userIds, options, blacklist.remove, () => ({})),
    list: (ref, options) => listOn(frame, 'blacklist.list', ref, options, byUserId, blacklist.list),
  };
}
