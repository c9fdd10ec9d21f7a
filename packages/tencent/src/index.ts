export * from '@imgroups/core';
export type * from './chapters/accounts.ts';
export type * from './chapters/attributes.ts';
export type * from './chapters/blacklist.ts';
export type { MemberProfile } from './chapters/common.ts';
export type * from './chapters/counters.ts';
export type * from './chapters/groups.ts';
export type * from './chapters/history.ts';
export type * from './chapters/imports.ts';
export type * from './chapters/live-rooms.ts';
export type * from './chapters/members.ts';
export type * from './chapters/message-body.ts';
export type * from './chapters/message-extensions.ts';
export type * from './chapters/messages.ts';
export type * from './chapters/mutes.ts';
export type * from './chapters/online-members.ts';
export type * from './chapters/permission-groups.ts';
export type * from './chapters/receipts.ts';
export type * from './chapters/topic-permissions.ts';
export type * from './chapters/topics.ts';
export {
  createTencentClient,
  type TencentClient,
  type TencentClientOptions,
} from './client.ts';
export {
  createUserSig,
  createUserSigner,
  type UserSigFault,
  type UserSigFields,
  type UserSigner,
  type UserSigOptions,
  type UserSigVerification,
  type VerifyUserSigOptions,
  verifyUserSig,
} from './credentials/user-sig.ts';
export type { CustomFieldKeys, TencentExtras } from './driver/extras.ts';
export { tencentCapabilities, tencentOperations } from './driver/operations.ts';
export type { TencentTypes } from './driver/types.ts';
export { tencentFromEnv } from './from-env.ts';
export { customMessage, textMessage } from './mapping/message.ts';
export {
  createTencentProvider,
  type TencentProvider,
  type TencentProviderOptions,
} from './provider.ts';
export { errorMeanings as tencentErrorMeanings } from './wire/error-codes.ts';
export { type TencentRegion, tencentRegions } from './wire/regions.ts';
