/**
 * The emulator of Easemob alone.
 *
 * @module
 */
import * as v from 'valibot';
import type { ServerOptions } from '../../server/emulator-server.ts';
import { checkOptions } from '../../server/options.ts';
import { type EmulatorServer, startVendor } from '../../start-vendor.ts';
import { type EasemobWebhookSettings, webhookSettings } from './callbacks.ts';
import { createEasemobService } from './service.ts';
import { type EasemobAppOptions, easemobAppOptions, toSettings } from './settings.ts';
import type { EasemobSnapshot } from './snapshot.ts';

export type * from '../../types.ts';
export type { PreDeliveryShape } from './callback-bodies.ts';
export type { EasemobPreDeliverySettings, EasemobWebhookSettings } from './callbacks.ts';
export type { EasemobAppOptions, EasemobBatchSizes, EasemobQuotas } from './settings.ts';
export type {
  EasemobGroupSnapshot,
  EasemobSnapshot,
  EasemobThreadSnapshot,
} from './snapshot.ts';
export type { MuteEnd } from './state/group.ts';
export type { EasemobFile } from './state/shared-files.ts';

/** Options of the Easemob emulator, and the app it plays. */
export interface EasemobEmulatorOptions extends ServerOptions, EasemobAppOptions {
  /** The receiver of callbacks. @default none are sent */
  readonly webhooks?: EasemobWebhookSettings | undefined;
}

/** Easemob's REST service on localhost. */
export interface EasemobEmulator extends EmulatorServer<EasemobSnapshot, EasemobWebhookSettings> {
  /** `org#app`. */
  readonly appKey: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** Starts Easemob's REST service on localhost. Rejects when the port is taken. */
export async function startEasemobEmulator(
  options: EasemobEmulatorOptions = {},
): Promise<EasemobEmulator> {
  checkOptions(options, { ...easemobAppOptions, webhooks: v.optional(webhookSettings) });
  const settings = toSettings(options, options.rules ?? 'newest');
  const { organization, application, clientId, clientSecret } = settings;
  return startVendor(
    (context) => createEasemobService(settings, context, options.webhooks),
    (baseUrl) => ({ baseUrl, appKey: `${organization}#${application}`, clientId, clientSecret }),
    options,
  );
}
