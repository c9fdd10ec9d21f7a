export * from '@imgroups/core';
export { errorMeanings as tencentErrorMeanings } from './error-codes.ts';
export { customMessage, textMessage } from './mapping/message.ts';
export { capabilities as tencentCapabilities } from './provider/capabilities.ts';
export { furtherReads as tencentFurtherReads } from './provider/further-reads.ts';
export type { TencentExtras } from './provider/tencent-extras.ts';
export type { TencentTypes } from './provider/tencent-types.ts';
export { type TencentRegion, tencentRegions } from './regions.ts';
export type {
  CheckAccountsRequest,
  CheckAccountsResponse,
  DeleteAccountsRequest,
  DeleteAccountsResponse,
  ImportAccountRequest,
  ImportAccountResponse,
  ImportAccountsRequest,
  ImportAccountsResponse,
} from './schemas/accounts.ts';
export type {
  BanGroupMemberRequest,
  BanGroupMemberResponse,
  BannedAccount,
  GetGroupBanMemberRequest,
  GetGroupBanMemberResponse,
  UnbanGroupMemberRequest,
  UnbanGroupMemberResponse,
} from './schemas/blacklist.ts';
export type { MemberProfile } from './schemas/common.ts';
export type {
  ChangeGroupOwnerRequest,
  ChangeGroupOwnerResponse,
  CreateGroupRequest,
  CreateGroupResponse,
  DestroyGroupRequest,
  DestroyGroupResponse,
  GetAppIdGroupListRequest,
  GetAppIdGroupListResponse,
  GetGroupInfoRequest,
  GetGroupInfoResponse,
  GetJoinGroupListRequest,
  GetJoinGroupListResponse,
  GroupInfoItem,
  ListedGroup,
  ModifyGroupBaseInfoRequest,
  ModifyGroupBaseInfoResponse,
} from './schemas/groups.ts';
export type {
  GroupMsgGetSimpleRequest,
  GroupMsgGetSimpleResponse,
  HistoryMessage,
  ImportGroupMsgRequest,
  ImportGroupMsgResponse,
  SetUnreadMsgNumRequest,
  SetUnreadMsgNumResponse,
  SystemMessage,
  UserMessage,
} from './schemas/history.ts';
export type {
  GetAdminListRequest,
  GetAdminListResponse,
  ModifyAdminRequest,
  ModifyAdminResponse,
} from './schemas/live-rooms.ts';
export type {
  AddedMember,
  AddGroupMemberRequest,
  AddGroupMemberResponse,
  DeleteGroupMemberRequest,
  DeleteGroupMemberResponse,
  GetGroupMemberInfoRequest,
  GetGroupMemberInfoResponse,
  GetRoleInGroupRequest,
  GetRoleInGroupResponse,
  GetSpecifiedGroupMemberInfoRequest,
  GetSpecifiedGroupMemberInfoResponse,
  ModifyGroupMemberInfoRequest,
  ModifyGroupMemberInfoResponse,
} from './schemas/members.ts';
export type {
  CustomElement,
  FaceElement,
  FileElement,
  ImageElement,
  ImportedElement,
  LocationElement,
  MessageElement,
  OfflinePushInfo,
  RelayElement,
  SoundElement,
  StoredElement,
  TextElement,
  VideoElement,
} from './schemas/message-body.ts';
export type {
  GroupGetKeyValuesRequest,
  GroupGetKeyValuesResponse,
  GroupSetKeyValuesRequest,
  GroupSetKeyValuesResponse,
  MessageExtension,
} from './schemas/message-extensions.ts';
export type {
  DeleteGroupMsgBySenderRequest,
  DeleteGroupMsgBySenderResponse,
  GroupMsgRecallRequest,
  GroupMsgRecallResponse,
  ModifyGroupMsgRequest,
  ModifyGroupMsgResponse,
  SendBroadcastMsgRequest,
  SendBroadcastMsgResponse,
  SendGroupMsgRequest,
  SendGroupMsgResponse,
  SendGroupSystemNotificationRequest,
  SendGroupSystemNotificationResponse,
} from './schemas/messages.ts';
export type {
  ForbidSendMsgRequest,
  ForbidSendMsgResponse,
  GetGroupMutedAccountRequest,
  GetGroupMutedAccountResponse,
  MutedAccount,
  SetNoSpeakingRequest,
  SetNoSpeakingResponse,
} from './schemas/mutes.ts';
export type {
  C2cMsgReadReceiptRequest,
  C2cMsgReadReceiptResponse,
  GetGroupMsgReceiptDetailRequest,
  GetGroupMsgReceiptDetailResponse,
  GetGroupMsgReceiptRequest,
  GetGroupMsgReceiptResponse,
  GroupMsgReceiptRequest,
  GroupMsgReceiptResponse,
} from './schemas/receipts.ts';
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
