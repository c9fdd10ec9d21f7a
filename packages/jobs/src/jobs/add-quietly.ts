import {
  type BatchResult,
  type CallOptions,
  type GroupProvider,
  type GroupRef,
  isImGroupsError,
} from '@imgroups/core/adapter';

/** Adds members without telling anybody. A vendor that cannot do that refuses it before the call, and then tells them. */
export async function addQuietly(
  provider: GroupProvider,
  group: GroupRef,
  userIds: readonly string[],
  call: CallOptions,
): Promise<BatchResult> {
  try {
    return await provider.members.add(group, userIds, { ...call, notify: false });
  } catch (error) {
    const isNotice = isImGroupsError(error) && error.code === 'unsupported';
    if (!isNotice || error.field !== 'notify') throw error;
    return provider.members.add(group, userIds, call);
  }
}
