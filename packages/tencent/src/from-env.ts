import { createFromEnvironment, type Environment } from '@imgroups/core/adapter';
import {
  createTencentProvider,
  type TencentProvider,
  type TencentProviderOptions,
} from './provider.ts';

const variables = {
  sdkAppId: { name: 'SDK_APP_ID', required: true, read: toNumber },
  secretKey: { name: 'SECRET_KEY' },
  administrator: { name: 'ADMINISTRATOR' },
  region: { name: 'REGION' },
  baseUrl: { name: 'BASE_URL' },
  cursorSecret: { name: 'CURSOR_SECRET' },
} as const;

/**
 * Creates the group provider from the variables `IMGROUPS_TENCENT_SDK_APP_ID`, `_SECRET_KEY`, `_ADMINISTRATOR`, `_REGION`,
 * `_BASE_URL` and `_CURSOR_SECRET`; options win over them. A missing, invalid or unknown variable is refused by its name.
 *
 * @example
 * const provider = tencentFromEnv();
 */
export function tencentFromEnv(
  environment?: Environment,
  options?: Partial<TencentProviderOptions>,
): TencentProvider {
  return createFromEnvironment<TencentProviderOptions, TencentProvider>({
    provider: 'tencent',
    variables,
    environment,
    options,
    create: createTencentProvider,
  });
}

function toNumber(text: string): number | string {
  return /^\d+$/.test(text) ? Number(text) : text;
}
