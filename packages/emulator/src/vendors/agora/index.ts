/**
 * The emulator of Agora Chat alone.
 *
 * @module
 */
import * as v from 'valibot';
import type { ServerOptions } from '../../server/emulator-server.ts';
import { checkOptions } from '../../server/options.ts';
import { type EmulatorServer, startVendor } from '../../start-vendor.ts';
import { type EasemobWebhookSettings, webhookSettings } from '../easemob/callbacks.ts';
import { createEasemobService } from '../easemob/service.ts';
import type { EasemobSnapshot } from '../easemob/snapshot.ts';
import { agoraBrand } from './brand.ts';
import { type AgoraAppOptions, agoraAppOptions, toAgoraSettings } from './settings.ts';

export type * from '../../types.ts';
export type { PreDeliveryShape } from '../easemob/callback-bodies.ts';
export type { EasemobPreDeliverySettings, EasemobWebhookSettings } from '../easemob/callbacks.ts';
export type { EasemobBatchSizes, EasemobQuotas } from '../easemob/settings.ts';
export type {
  EasemobGroupSnapshot,
  EasemobSnapshot,
  EasemobThreadSnapshot,
} from '../easemob/snapshot.ts';
export type { MuteEnd } from '../easemob/state/group.ts';
export type { EasemobFile } from '../easemob/state/shared-files.ts';
export type { AgoraAppOptions } from './settings.ts';

/** Options of the Agora Chat emulator, and the app it plays. */
export interface AgoraEmulatorOptions extends ServerOptions, AgoraAppOptions {
  /** The receiver of callbacks. @default none are sent */
  readonly webhooks?: EasemobWebhookSettings | undefined;
}

/** Agora Chat's REST service on localhost. */
export interface AgoraEmulator extends EmulatorServer<EasemobSnapshot, EasemobWebhookSettings> {
  readonly appId: string;
  readonly appCertificate: string;
}

/** Starts Agora Chat's REST service on localhost. Rejects when the port is taken. */
export async function startAgoraEmulator(
  options: AgoraEmulatorOptions = {},
): Promise<AgoraEmulator> {
  checkOptions(options, { ...agoraAppOptions, webhooks: v.optional(webhookSettings) });
  const settings = toAgoraSettings(appOptionsOf(options), options.rules ?? 'newest');
  const { appId, appCertificate } = settings;
  return startVendor(
    (context) =>
      createEasemobService(
        settings,
        context,
        options.webhooks,
        agoraBrand(settings, context.clock),
      ),
    (baseUrl) => ({ baseUrl, appId, appCertificate }),
    options,
  );
}

function appOptionsOf(options: AgoraEmulatorOptions): AgoraAppOptions {
  const names = Object.keys(agoraAppOptions);
  return Object.fromEntries(Object.entries(options).filter(([name]) => names.includes(name)));
}
