import { createFromEnvironment, type Environment } from '@imgroups/core/adapter';
import {
  createEasemobProvider,
  type EasemobProvider,
  type EasemobProviderOptions,
} from './provider.ts';

const variables = {
  appKey: { name: 'APP_KEY', required: true },
  clientId: { name: 'CLIENT_ID' },
  clientSecret: { name: 'CLIENT_SECRET' },
  region: { name: 'REGION' },
  baseUrl: { name: 'BASE_URL' },
  cursorSecret: { name: 'CURSOR_SECRET' },
} as const;

/**
 * Creates the group provider from the variables `IMGROUPS_EASEMOB_APP_KEY`, `_CLIENT_ID`, `_CLIENT_SECRET`, `_REGION`,
 * `_BASE_URL` and `_CURSOR_SECRET`; options win over them. A missing, invalid or unknown variable is refused by its name.
 *
 * @example
 * const provider = easemobFromEnv();
 */
export function easemobFromEnv(
  environment?: Environment,
  options?: Partial<EasemobProviderOptions>,
): EasemobProvider {
  return createFromEnvironment<EasemobProviderOptions, EasemobProvider>({
    provider: 'easemob',
    variables,
    environment,
    options,
    create: createEasemobProvider,
  });
}
