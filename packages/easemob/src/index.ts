export * from '@imgroups/core';
export type { EasemobExtras } from './driver/extras.ts';
export { easemobCapabilities, easemobOperations } from './driver/operations.ts';
export type { EasemobTypes } from './driver/types.ts';
export { createDynamicUserToken, type DynamicUserTokenOptions } from './dynamic-user-token.ts';
export {
  createEasemobClient,
  type EasemobClient,
  type EasemobClientOptions,
} from './easemob-client.ts';
export {
  createEasemobProvider,
  type EasemobProvider,
  type EasemobProviderOptions,
} from './easemob-provider.ts';
export {
  type ErrorRow as EasemobErrorRow,
  errorRows as easemobErrorRows,
  errorStatuses as easemobErrorStatuses,
  errorTexts as easemobErrorTexts,
  type FailedAnswer as EasemobFailedAnswer,
  meaningOf as easemobErrorMeaning,
} from './error-codes.ts';
export { type EasemobHost, easemobHosts } from './hosts.ts';
export type { Flavour } from './mapping/group.ts';
export { type ResolveHostOptions, resolveEasemobHost } from './resolve-host.ts';
export type * from './schemas/admins.ts';
export type * from './schemas/allow-list.ts';
export type * from './schemas/announcement.ts';
export type * from './schemas/blacklist.ts';
export type * from './schemas/groups.ts';
export type * from './schemas/member-attributes.ts';
export type * from './schemas/members.ts';
export type * from './schemas/mutes.ts';
export type * from './schemas/shared-files.ts';
export type * from './schemas/threads.ts';
export type * from './schemas/tokens.ts';
export type * from './schemas/users.ts';
export type { TokenTimeUnit } from './token-source.ts';
