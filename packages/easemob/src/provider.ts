import {
  checkOptions,
  configure,
  createGroupProvider,
  cursorSecret,
  type GroupProvider,
  must,
  oneOf,
  strict,
} from '@imgroups/core/adapter';
import * as v from 'valibot';
import {
  clientOfContext,
  createEasemobContext,
  type EasemobClientOptions,
  easemobClientEntries,
} from './client.ts';
import { dialects } from './driver/dialect.ts';
import { easemobDriver } from './driver/driver.ts';
import type { easemobCapabilities } from './driver/operations.ts';
import type { EasemobTypes } from './driver/types.ts';
import type { Flavour } from './mapping/group.ts';

/** The address and credentials of an app at Easemob, and the abilities of its cluster. */
export interface EasemobProviderOptions extends EasemobClientOptions {
  /**
   * `legacy` for clusters that know only the older names of fields, no permanent mutes, no avatars, no new list of a
   * user's groups, and mute 10 members per call. It concerns only the provider: its `client` sends what it is given.
   *
   * @default 'modern'
   */
  readonly flavour?: Flavour | undefined;
  /** True if the vendor has switched on group ids of your own for the app. @default false */
  readonly customGroupIds?: boolean | undefined;
  /** With it (32 characters or more) the cursors of lists are encrypted and expire after one day. */
  readonly cursorSecret?: string | undefined;
}

const providerEntries = () => ({
  ...easemobClientEntries(),
  flavour: v.optional(oneOf(['modern', 'legacy'])),
  customGroupIds: v.optional(must<boolean>('true or false', (value) => typeof value === 'boolean')),
  cursorSecret: v.optional(cursorSecret),
});

/** Chat groups on Easemob. Every group is of the kind `standard`. */
export interface EasemobProvider extends GroupProvider<EasemobTypes> {
  readonly name: 'easemob';
  readonly capabilities: typeof easemobCapabilities;
}

/**
 * Creates the provider-neutral interface to the chat groups of an app at Easemob.
 *
 * @see https://doc.easemob.com/document/server-side/overview.html
 */
export function createEasemobProvider(options: EasemobProviderOptions): EasemobProvider {
  const checked = checkOptions('easemob', strict(providerEntries()), options);
  return configure('easemob', () => {
    const context = createEasemobContext(checked);
    const client = clientOfContext(context, checked);
    const { flavour = 'modern', customGroupIds = false, cursorSecret } = checked;
    const settings = { dialect: dialects[flavour], customGroupIds };
    const provider = createGroupProvider(easemobDriver, {
      client,
      context,
      settings,
      cursorSecret,
    });
    return provider as EasemobProvider;
  });
}
