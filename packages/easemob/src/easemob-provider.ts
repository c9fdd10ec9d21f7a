import { cursorCodec, InvalidRequestError } from '@imgroups/core';
import {
  clientOfContext,
  createEasemobContext,
  type EasemobClientOptions,
} from './easemob-client.ts';
import type { Flavour } from './mapping/group.ts';
import { easemobBlacklist } from './provider/blacklist.ts';
import { capabilities } from './provider/capabilities.ts';
import { easemobGroups } from './provider/groups.ts';
import { easemobMembers } from './provider/members.ts';
import { easemobMutes } from './provider/mutes.ts';
import type { ProviderContext } from './provider/provider-context.ts';
import type { EasemobProvider } from './provider/types.ts';

/** How to reach an app at Easemob, and what its cluster can do. */
export interface EasemobProviderOptions extends EasemobClientOptions {
  /**
   * `legacy` for clusters that know only the older names of fields, no permanent mutes, no avatars, no new list of a
   * user's groups, and mute 10 members per call. It concerns only the provider: its `client` sends what it is given.
   *
   * @default 'modern'
   */
  readonly flavour?: Flavour | undefined;
  /** Whether the vendor has switched on group ids of your own for the app. @default false */
  readonly customGroupIds?: boolean | undefined;
  /** With it (32 characters or more) the cursors of lists are encrypted and expire after one day. */
  readonly cursorSecret?: string | undefined;
}

/**
 * Creates the provider-neutral interface to the chat groups of an app at Easemob.
 *
 * @see https://doc.easemob.com/document/server-side/overview.html
 */
export function createEasemobProvider(options: EasemobProviderOptions): EasemobProvider {
  const calls = createEasemobContext(options);
  const { flavour = 'modern', customGroupIds = false, cursorSecret } = options;
  if (flavour !== 'modern' && flavour !== 'legacy') {
    throw new InvalidRequestError("flavour: must be 'modern' or 'legacy'", {
      field: 'flavour',
      provider: 'easemob',
    });
  }
  const client = clientOfContext(calls, options);
  const cursors = cursorCodec(cursorSecret, calls.now);
  const context: ProviderContext = { client, calls, cursors, flavour, customGroupIds };
  return {
    name: 'easemob',
    capabilities,
    client,
    groups: easemobGroups(context),
    members: easemobMembers(context),
    mutes: easemobMutes(context),
    blacklist: easemobBlacklist(context),
    close: client.close,
  };
}
