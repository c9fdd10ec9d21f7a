import { byUserId, optionSchemas, toSeconds } from './arguments.ts';
import { changeUsers } from './batch-operation.ts';
import type { DriverTypes } from './driver.ts';
import { type Frame, write } from './frame.ts';
import type { Mutes } from './group-provider.ts';
import { listOn } from './list-operation.ts';

/** The mutes of a provider's groups. */
export function mutesOf<T extends DriverTypes>(frame: Frame<T>): Mutes<T> {
  const { mutes } = frame.driver;
  const none = () => ({});
  return {
    add: (ref, userIds, duration, options) =>
      changeUsers(
        frame,
        'mutes.add',
        ref,
        userIds,
        options,
        mutes.add,
        () => ({ seconds: toSeconds(duration) }),
        optionSchemas.verifyingBatch,
      ),
    remove: (ref, userIds, options) =>
      changeUsers(frame, 'mutes.remove', ref, userIds, options, mutes.remove, none),
    list: (ref, options) => listOn(frame, 'mutes.list', ref, options, byUserId, mutes.list),
    muteAll: (ref, options) => write(frame, 'mutes.muteAll', ref, options, mutes.muteAll, none),
    unmuteAll: (ref, options) =>
      write(frame, 'mutes.unmuteAll', ref, options, mutes.unmuteAll, none),
  };
}
