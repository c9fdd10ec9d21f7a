export * from '@imgroups/core';
export type * from './chapters/admins.ts';
export type * from './chapters/allow-list.ts';
export type * from './chapters/announcement.ts';
export type * from './chapters/blacklist.ts';
export type * from './chapters/groups.ts';
export type * from './chapters/member-attributes.ts';
export type * from './chapters/members.ts';
export type * from './chapters/mutes.ts';
export type * from './chapters/shared-files.ts';
export type * from './chapters/threads.ts';
export type * from './chapters/tokens.ts';
export type * from './chapters/users.ts';
export {
  createEasemobClient,
  type EasemobClient,
  type EasemobClientOptions,
} from './client.ts';
export type { TokenTimeUnit } from './credentials/app-token.ts';
export {
  createDynamicUserToken,
  type DynamicUserTokenOptions,
} from './credentials/dynamic-user-token.ts';
export type { EasemobExtras } from './driver/extras.ts';
export { easemobCapabilities, easemobOperations } from './driver/operations.ts';
export type { EasemobTypes } from './driver/types.ts';
export { easemobFromEnv } from './from-env.ts';
export type { Flavour } from './mapping/group.ts';
export {
  createEasemobProvider,
  type EasemobProvider,
  type EasemobProviderOptions,
} from './provider.ts';
export {
  type ErrorRow as EasemobErrorRow,
  errorNumbers as easemobErrorNumbers,
  errorRows as easemobErrorRows,
  errorStatuses as easemobErrorStatuses,
  errorTexts as easemobErrorTexts,
  type FailedAnswer as EasemobFailedAnswer,
} from './wire/error-codes.ts';
export { easemobErrorMeaning } from './wire/error-meaning.ts';
export { type EasemobRegion, easemobRegions } from './wire/regions.ts';
export { type ResolveBaseUrlOptions, resolveEasemobBaseUrl } from './wire/resolve-base-url.ts';
