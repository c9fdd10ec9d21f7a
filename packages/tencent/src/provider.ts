import {
  checkOptions,
  configure,
  createGroupProvider,
  cursorSecret,
  type GroupProvider,
  must,
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

/** The address and credentials of an app at Tencent Cloud Chat, and the form of list positions. */
export interface TencentProviderOptions extends TencentClientOptions {
  /**
   * Keys of the app's custom fields of groups, at most ten, as set up in the console: `raw` of `groups.get` and
   * `groups.getMany` holds them, because the vendor gives only those it is asked for. Keys that this provider has written
   * need not be named.
   */
  readonly customFields?: readonly string[] | undefined;
  /** At least 32 characters; seals cursors, so that they can be given to untrusted clients. */
  readonly cursorSecret?: string | undefined;
}

const providerEntries = () => ({
  ...tencentClientEntries(),
  customFields: v.optional(
    must<readonly string[]>(
      'a list of keys',
      (value) =>
        Array.isArray(value) && value.every((key) => typeof key === 'string' && key !== ''),
    ),
  ),
  cursorSecret: v.optional(cursorSecret),
});

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
  const checked = checkOptions('tencent', strict(providerEntries()), options);
  return configure('tencent', () => {
    const context = createTencentContext(checked);
    const client = clientOfContext(context, checked);
    const settings = { customFields: new Set(checked.customFields) };
    const parts = { client, context, settings, cursorSecret: checked.cursorSecret };
    return createGroupProvider(tencentDriver, parts) as TencentProvider;
  });
}
