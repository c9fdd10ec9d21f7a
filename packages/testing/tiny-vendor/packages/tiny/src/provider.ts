import {
  type ClientOptions,
  checkOptions,
  clientOf,
  clientOptionEntries,
  configure,
  createCallContext,
  createGroupProvider,
  cursorSecret,
  filledText,
  type GroupProvider,
  nativeClient,
  secret,
  strict,
} from '@imgroups/core/adapter';
import * as v from 'valibot';
import { type TinyTypes, tinyDriver } from './driver/driver.ts';
import { tinyEndpoints } from './endpoints.ts';
import { tinyProtocol } from './protocol.ts';

/** The address of Tiny. */
export interface TinyProviderOptions extends ClientOptions {
  readonly baseUrl: string;
  readonly key: string;
  readonly cursorSecret?: string | undefined;
}

const entries = {
  ...clientOptionEntries(tinyEndpoints),
  baseUrl: filledText,
  key: secret('must be the key of the account'),
  cursorSecret: v.optional(cursorSecret),
};

/** Creates the group provider for Tiny. */
export function createTinyProvider(options: TinyProviderOptions): GroupProvider<TinyTypes> {
  const checked = checkOptions('tiny', strict(entries), options);
  return configure('tiny', () => {
    const context = createCallContext(tinyProtocol(checked.baseUrl, checked.key), checked);
    return createGroupProvider(tinyDriver, {
      client: { ...clientOf(context, tinyEndpoints), ...nativeClient(context, checked) },
      context,
      settings: undefined,
      cursorSecret: checked.cursorSecret,
    });
  });
}
