export * from '@imgroups/core';
export type { CustomFieldKeys, TencentExtras } from './driver/extras.ts';
export { tencentCapabilities, tencentOperations } from './driver/operations.ts';
export type { TencentTypes } from './driver/types.ts';
export { errorMeanings as tencentErrorMeanings } from './error-codes.ts';
export { customMessage, textMessage } from './mapping/message.ts';
export { type TencentRegion, tencentRegions } from './regions.ts';
export type * from './schemas/accounts.ts';
export type * from './schemas/attributes.ts';
export type * from './schemas/blacklist.ts';
export type { MemberProfile } from './schemas/common.ts';
export type * from './schemas/counters.ts';
export type * from './schemas/groups.ts';
export type * from './schemas/history.ts';
export type * from './schemas/imports.ts';
export type * from './schemas/live-rooms.ts';
export type * from './schemas/members.ts';
export type * from './schemas/message-body.ts';
export type * from './schemas/message-extensions.ts';
export type * from './schemas/messages.ts';
export type * from './schemas/mutes.ts';
export type * from './schemas/online-members.ts';
export type * from './schemas/permission-groups.ts';
export type * from './schemas/receipts.ts';
export type * from './schemas/topic-permissions.ts';
export type * from './schemas/topics.ts';
export {
  createTencentClient,
  type TencentClient,
  type TencentClientOptions,
} from './tencent-client.ts';
export {
  createTencentProvider,
  type TencentProvider,
  type TencentProviderOptions,
} from './tencent-provider.ts';
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
} from './user-sig.ts';
