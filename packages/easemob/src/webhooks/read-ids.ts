import { distinct, readArray, readText } from '@imgroups/core/webhooks-adapter';
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
  if (text === undefined) return undefined;
  // `@ppAdmin` is a name, not a domain.
  const end = text.search(/(?!^)[@/]/);
  const name = end < 0 ? text : text.slice(0, end);
  const bare = withoutApp(name, appKey);
  return bare === '' ? undefined : bare;
}

function withoutApp(name: string, appKey: string | undefined): string {
  if (appKey === undefined) return name.replace(/^[^#]+#[^_]+_/, '');
  return name.startsWith(`${appKey}_`) ? name.slice(appKey.length + 1) : name;
}
