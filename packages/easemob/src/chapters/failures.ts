import type { ItemFailure } from '@imgroups/core/adapter';

interface Named {
  readonly username?: string | undefined;
}

interface UserResult {
  readonly result?: boolean | undefined;
  readonly reason?: string | undefined;
  readonly user?: string | undefined;
}

/** The users whose own result is `false`. */
export function failedAmong(results: readonly UserResult[] = []): readonly ItemFailure[] {
  return results
    .filter(({ result }) => result === false)
    .map(({ user = '', reason }) => refused(user, reason));
}

/** The users of a successful answer whose own result is `false`: an object for one, a list for several. */
export function failedUsers({
  data = [],
}: {
  readonly data?: UserResult | readonly UserResult[] | undefined;
}): readonly ItemFailure[] {
  return failedAmong(Array.isArray(data) ? (data as readonly UserResult[]) : [data as UserResult]);
}

/** The admin of a successful answer who was not added or removed: here a word tells. */
export function failedAdmin({
  data = {},
}: {
  readonly data?:
    | {
        readonly result?: string | undefined;
        readonly newadmin?: string | undefined;
        readonly oldadmin?: string | undefined;
      }
    | undefined;
}): readonly ItemFailure[] {
  const { result = 'success', newadmin, oldadmin } = data;
  return result === 'success' ? [] : [refused(newadmin ?? oldadmin ?? '')];
}

/** The fields of an update that were not changed. */
export function refusedFields({
  data = {},
}: {
  readonly data?: Readonly<Record<string, boolean>> | undefined;
}): readonly ItemFailure[] {
  return Object.keys(data)
    .filter((field) => data[field] === false)
    .map((field) => refused(field));
}

/** The members whose attributes were not set; the service writes the name of the list with a colon inside. */
export function failedAttributes({
  data = {},
}: {
  readonly data?:
    | {
        readonly updateMetadataFailed?: readonly Named[] | undefined;
        readonly 'updateMetadataFailed:'?: readonly Named[] | undefined;
      }
    | undefined;
}): readonly ItemFailure[] {
  const failed = data.updateMetadataFailed ?? data['updateMetadataFailed:'] ?? [];
  return failed.map(({ username = '' }) => refused(username));
}

function refused(item: string, message?: string): ItemFailure {
  return { item, code: 'refused', message };
}
