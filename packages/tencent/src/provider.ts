import {
  checkOptions,
  configure,
  createGroupProvider,
  cursorSecret,
  type GroupProvider,
  strict,
} from '@imgroups/core/adapter';
import * as v from 'valibot';
import {
  clientOfContext,
  createTencentContext,
  type TencentClientOptions,
  tencentClientEntries,
} from './client.ts';
import { tencentDriver } from './driver/driver.ts';
import type { tencentCapabilities } from './driver/operations.ts';
import type { TencentTypes } from './driver/types.ts';

/** How to reach an app at Tencent Cloud Chat, and how to hand out list positions. */
export interface TencentProviderOptions extends TencentClientOptions {
  /** At least 32 characters; seals cursors, so that they can be given to untrusted clients. */
  readonly cursorSecret?: string | undefined;
}

/** Chat groups at Tencent Cloud Chat. */
export interface TencentProvider extends GroupProvider<TencentTypes> {
  readonly name: 'tencent';
  readonly capabilities: typeof tencentCapabilities;
}

/**
 * Creates the group provider for an app at Tencent Cloud Chat. A wrong option is refused here, by name; nothing is sent.
 *
 * @example
 * const provider = createTencentProvider({ sdkAppId: 1400000001, secretKey });
 */
export function createTencentProvider(options: TencentProviderOptions): TencentProvider {
  const entries = { ...tencentClientEntries(), cursorSecret: v.optional(cursorSecret) };
  const checked = checkOptions('tencent', strict(entries), options);
  return configure('tencent', () => {
    const context = createTencentContext(checked);
    const client = clientOfContext(context, checked);
    const parts = { client, context, settings: undefined, cursorSecret: checked.cursorSecret };
    return createGroupProvider(tencentDriver, parts) as TencentProvider;
  });
}
