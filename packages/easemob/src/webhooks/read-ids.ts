import { distinct, readArray, readText } from '@imgroups/core/webhooks';
import { foldUserId } from '../mapping/user-id.ts';

/** A user as the API names them, of `org#app_user@easemob.com/resource` or a part of it. */
export function readUserId(value: unknown, appKey: string | undefined): string | undefined {
  const name = withoutAddress(readText(value), appKey);
  return name === undefined ? undefined : foldUserId(name);
}

/** Users of a list, each once. */
export function readUserIds(list: unknown, appKey: string | undefined): readonly string[] {
  return distinct(readArray(list).map((value) => readUserId(value, appKey)));
}

/** A group, of `org#app_group@conference.easemob.com` or a part of it. */
export function readGroupId(value: unknown, appKey: string | undefined): string | undefined {
  return withoutAddress(readText(value), appKey);
}

function withoutAddress(text: string | undefined, appKey: string | undefined): string | undefined {
  // `@ppAdmin` is a name, not a domain.
  const [name = ''] = text?.split(/(?<=.)[@/]/, 1) ?? [];
  const prefix = appKey === undefined ? /^[^#]+#[^_]+_/ : `${appKey}_`;
  const bare =
    typeof prefix === 'string' && !name.startsWith(prefix) ? name : name.replace(prefix, '');
  return bare === '' ? undefined : bare;
}
