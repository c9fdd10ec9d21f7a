import { cursorCodec, type GroupProvider } from '@imgroups/core';
import { tencentBlacklist } from './provider/blacklist.ts';
import { capabilities } from './provider/capabilities.ts';
import { tencentGroups } from './provider/groups.ts';
import { tencentMembers } from './provider/members.ts';
import { tencentMutes } from './provider/mutes.ts';
import type { TencentTypes } from './provider/tencent-types.ts';
import {
  clientOfContext,
  createTencentContext,
  type TencentClientOptions,
} from './tencent-client.ts';

/** How to reach an app at Tencent Cloud Chat, and how to hand out list positions. */
export interface TencentProviderOptions extends TencentClientOptions {
  /** At least 32 characters; seals cursors, so that they can be given to untrusted clients. */
  readonly cursorSecret?: string | undefined;
}

/** Chat groups at Tencent Cloud Chat. */
export interface TencentProvider extends GroupProvider<TencentTypes> {
  readonly name: 'tencent';
  readonly capabilities: typeof capabilities;
}

/**
 * Creates the group provider for an app at Tencent Cloud Chat. A wrong option is refused here, by name; nothing is sent.
 *
 * @example
 * const provider = createTencentProvider({ sdkAppId: 1400000001, secretKey });
 */
export function createTencentProvider(options: TencentProviderOptions): TencentProvider {
  const context = createTencentContext(options);
  const client = clientOfContext(context, options);
  const cursors = cursorCodec(options.cursorSecret, context.now);
  const calls = { client, context, cursors };
  return {
    name: 'tencent',
    capabilities,
    client,
    groups: tencentGroups(calls),
    members: tencentMembers(calls),
    mutes: tencentMutes(calls),
    blacklist: tencentBlacklist(calls),
    close: () => client.close(),
  };
}
