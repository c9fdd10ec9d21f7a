/**
 * Chat groups on Agora Chat, the overseas brand of Easemob's service: neutral provider, native client, and tokens.
 *
 * @module
 */
export * from '@imgroups/core';
export type * from '../chapters/admins.ts';
export type * from '../chapters/allow-list.ts';
export type * from '../chapters/announcement.ts';
export type * from '../chapters/blacklist.ts';
export type * from '../chapters/groups.ts';
export type * from '../chapters/members.ts';
export type * from '../chapters/mutes.ts';
export type * from '../chapters/shared-files.ts';
export type * from '../chapters/threads.ts';
export type * from '../chapters/users.ts';
export {
  type AgoraChatClient,
  type AgoraChatClientOptions,
  createAgoraChatClient,
} from './client.ts';
export {
  type AgoraChatTokenFields,
  type AgoraChatTokenOptions,
  type AgoraChatTokenVerification,
  createAgoraChatToken,
  type VerifyAgoraChatTokenOptions,
  verifyAgoraChatToken,
} from './credentials/chat-token.ts';
export type { AgoraChatExtras, AgoraChatTypes } from './driver.ts';
export { agoraFromEnv } from './from-env.ts';
export { agoraCapabilities, agoraOperations } from './operations.ts';
export {
  type AgoraChatProvider,
  type AgoraChatProviderOptions,
  createAgoraChatProvider,
} from './provider.ts';
