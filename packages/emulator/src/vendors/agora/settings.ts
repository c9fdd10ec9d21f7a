import { credential, secret } from '@imgroups/core/adapter';
import * as v from 'valibot';
import type { Rules } from '../../server/vendor-service.ts';
import {
  type EasemobAppOptions,
  type EasemobSettings,
  easemobAppOptions,
  toSettings,
} from '../easemob/settings.ts';

/** The properties of an emulated Agora Chat app. */
export interface AgoraAppOptions
  extends Pick<
    EasemobAppOptions,
    'customGroupIds' | 'threads' | 'permanentMuteExpire' | 'quotas' | 'batchSizes'
  > {
  /** 32 hexadecimal digits. @default '0123456789abcdef0123456789abcdef' */
  readonly appId?: string | undefined;
  /** 32 hexadecimal digits. @default 'fedcba9876543210fedcba9876543210' */
  readonly appCertificate?: string | undefined;
}

/** The same with every choice made. */
export interface AgoraSettings extends EasemobSettings {
  readonly appId: string;
  readonly appCertificate: string;
}

const hexadecimal = /^[0-9a-f]{32}$/i;
const { customGroupIds, threads, permanentMuteExpire, quotas, batchSizes } = easemobAppOptions;

/** Schemas of `AgoraAppOptions`. */
export const agoraAppOptions = {
  appId: v.optional(
    credential('32 hexadecimal digits', (value) => hexadecimal.test(String(value))),
  ),
  appCertificate: v.optional(
    secret('must be 32 hexadecimal digits', (value) => hexadecimal.test(value)),
  ),
  customGroupIds,
  threads,
  permanentMuteExpire,
  quotas,
  batchSizes,
} satisfies Readonly<Record<keyof AgoraAppOptions, v.GenericSchema>>;

/** By the vendor's pages; those of Easemob allow more. */
const batchSizesOfPages = {
  addMembers: 60,
  addManyToBlacklist: 60,
  muteMembers: 60,
  addManyToAllowList: 60,
};

/** Fills in what the options leave open. */
export function toAgoraSettings(options: AgoraAppOptions, rules: Rules): AgoraSettings {
  const { appId, appCertificate, batchSizes: given, ...shared } = options;
  const settings = toSettings(
    // No path has them, but lists and callbacks show owners as `ORG#APP_user`.
    { ...shared, appKey: 'ORG#APP', batchSizes: { ...batchSizesOfPages, ...given } },
    rules,
  );
  return {
    ...settings,
    blocksAtOnce: 500,
    appId: appId ?? '0123456789abcdef0123456789abcdef',
    appCertificate: appCertificate ?? 'fedcba9876543210fedcba9876543210',
  };
}
