/**
 * The emulator of Tencent Cloud Chat alone.
 *
 * @module
 */
import * as v from 'valibot';
import type { ServerOptions } from '../../server/emulator-server.ts';
import { checkOptions } from '../../server/options.ts';
import { type EmulatorServer, startVendor } from '../../start-vendor.ts';
import { type TencentWebhookSettings, webhookSettings } from './callbacks.ts';
import { createTencentService } from './service.ts';
import { type TencentSettings, tencentAppOptions, toSettings } from './settings.ts';
import type { Snapshot } from './snapshot.ts';

export type * from '../../types.ts';
export type { TencentWebhookSettings } from './callbacks.ts';
export type { GroupType as TencentGroupType, TencentSettings } from './settings.ts';
export type { Snapshot as TencentSnapshot } from './snapshot.ts';
export type { MemberRole as TencentMemberRole } from './state/group.ts';
export type { StoredExtension as TencentMessageExtension } from './state/message-extensions.ts';

/** Options of the Tencent emulator, and the application it plays. */
export interface TencentEmulatorOptions extends ServerOptions, Partial<TencentSettings> {
  /** The receiver of callbacks. @default none are sent */
  readonly webhooks?: TencentWebhookSettings | undefined;
}

/** Tencent's REST service on localhost. */
export interface TencentEmulator extends EmulatorServer<Snapshot, TencentWebhookSettings> {
  readonly sdkAppId: number;
  readonly secretKey: string;
  /** An account that may call the REST API. */
  readonly administrator: string;
}

/** Starts Tencent's REST service on localhost. Rejects when the port is taken. */
export async function startTencentEmulator(
  options: TencentEmulatorOptions = {},
): Promise<TencentEmulator> {
  checkOptions(options, { ...tencentAppOptions, webhooks: v.optional(webhookSettings) });
  const settings = toSettings(options);
  const { sdkAppId, secretKey, administrator } = settings;
  return startVendor(
    (context) => createTencentService(settings, context, options.webhooks),
    (baseUrl) => ({ baseUrl, sdkAppId, secretKey, administrator }),
    options,
  );
}
