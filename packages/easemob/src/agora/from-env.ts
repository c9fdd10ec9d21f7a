import { createFromEnvironment, type Environment } from '@imgroups/core/adapter';
import {
  type AgoraChatProvider,
  type AgoraChatProviderOptions,
  createAgoraChatProvider,
} from './provider.ts';

const variables = {
  appId: { name: 'APP_ID', required: true },
  appCertificate: { name: 'APP_CERTIFICATE' },
  baseUrl: { name: 'BASE_URL', required: true },
  cursorSecret: { name: 'CURSOR_SECRET' },
} as const;

/**
 * Creates the group provider from the variables `IMGROUPS_AGORA_APP_ID`, `_APP_CERTIFICATE`, `_BASE_URL` and `_CURSOR_SECRET`;
 * options win over them. A missing, invalid or unknown variable is refused by its name.
 *
 * @example
 * const provider = agoraFromEnv();
 */
export function agoraFromEnv(
  environment?: Environment,
  options?: Partial<AgoraChatProviderOptions>,
): AgoraChatProvider {
  return createFromEnvironment<AgoraChatProviderOptions, AgoraChatProvider>({
    provider: 'agora',
    variables,
    environment,
    options,
    create: createAgoraChatProvider,
  });
}
