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
  type AgoraChatClientOptions,
  agoraClientEntries,
  clientOfContext,
  createAgoraContext,
} from './client.ts';
import { agoraDialect } from './dialect.ts';
import { type AgoraChatTypes, agoraDriver } from './driver.ts';
import type { agoraCapabilities } from './operations.ts';

/** The address and credentials of an app at Agora Chat, and the features that the vendor has switched on for it. */
export interface AgoraChatProviderOptions extends AgoraChatClientOptions {
  /** True if the vendor has switched on group ids of your own for the app; its pages do not tell of them. @default false */
  readonly customGroupIds?: boolean | undefined;
  /** With it (32 characters or more) the cursors of lists are encrypted and expire after one day. */
  readonly cursorSecret?: string | undefined;
}

const providerEntries = () => ({
  ...agoraClientEntries(),
  customGroupIds: v.optional(must<boolean>('true or false', (value) => typeof value === 'boolean')),
  cursorSecret: v.optional(cursorSecret),
});

/** Chat groups on Agora Chat. Every group is of the kind `standard`. */
export interface AgoraChatProvider extends GroupProvider<AgoraChatTypes> {
  readonly name: 'agora';
  readonly capabilities: typeof agoraCapabilities;
}

/**
 * Creates the provider-neutral interface to the chat groups of an app at Agora Chat.
 *
 * @see https://docs.agora.io/en/api-reference/api-ref/im
 */
export function createAgoraChatProvider(options: AgoraChatProviderOptions): AgoraChatProvider {
  const checked = checkOptions('agora', strict(providerEntries()), options);
  return configure('agora', () => {
    const context = createAgoraContext(checked);
    const client = clientOfContext(context, checked);
    const { customGroupIds = false, cursorSecret } = checked;
    const settings = { dialect: agoraDialect, customGroupIds };
    const provider = createGroupProvider(agoraDriver, {
      client,
      context,
      settings,
      cursorSecret,
    });
    return provider as AgoraChatProvider;
  });
}
