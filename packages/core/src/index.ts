export {
  type BatchResult,
  batchResult,
  type DoneOutcome,
  type FailedOutcome,
  type Outcome,
  type PendingOutcome,
} from './batch/batch-result.ts';
export type { ChunkLimits } from './batch/chunks.ts';
export { readInChunks } from './batch/read-in-chunks.ts';
export {
  type BatchOptions,
  type BatchProgress,
  type RunBatchOptions,
  runBatch,
  type UserIds,
} from './batch/run-batch.ts';
export type { Activity } from './call/activity.ts';
export { buildRequest } from './call/build-request.ts';
export type { CallContext } from './call/call-context.ts';
export { callEndpoint } from './call/call-endpoint.ts';
export { type CallOptions, callOptions } from './call/call-options.ts';
export { checkRequest } from './call/check-request.ts';
export type {
  DriftEvent,
  Hooks,
  LimitEvent,
  Logger,
  RequestEvent,
  ResponseEvent,
  RetryEvent,
} from './call/hooks.ts';
export { together } from './call/together.ts';
export {
  type Call,
  type ClientOf,
  clientOf,
  type ItemCall,
  type Method,
  type NativeClient,
  nativeClient,
  type PagedCall,
} from './client/client.ts';
export { type ClientOptions, createCallContext } from './client/client-options.ts';
export {
  type CachedTokenSourceOptions,
  type CustomTokenOptions,
  cachedTokenSource,
  customTokenSource,
  type Token,
  type TokenSource,
  type TokenStore,
} from './credentials/token-source.ts';
export {
  type AnyEndpoint,
  type Endpoint,
  type EndpointExtra,
  type EndpointsOf,
  type EndpointTable,
  type EndpointWith,
  endpoint,
  endpointsOf,
  type Failures,
  type HiddenRefusal,
  type ItemFailure,
  type NextPage,
  type RequestOf,
  type ResponseOf,
} from './endpoint/endpoint.ts';
export { type LimitOverrides, type Limits, limitsOf } from './endpoint/limits.ts';
export type { PreparedRequest, Protocol, WireRequest } from './endpoint/protocol.ts';
export * from './errors/index.ts';
export type { BlacklistEntry } from './model/blacklist.ts';
export {
  type Group,
  type GroupKind,
  type GroupRef,
  type GroupSummary,
  groupKinds,
  type InvitePolicy,
  type JoinPolicy,
} from './model/group.ts';
export type { Member, Role } from './model/member.ts';
export type { Mute } from './model/mute.ts';
export { type Duration, toUntil, type Until } from './model/until.ts';
export { type CursorBinding, type CursorCodec, cursorCodec } from './pagination/cursor.ts';
export type { Page, Pages } from './pagination/page.ts';
export {
  type ListOptions,
  type PageRead,
  type PaginateOptions,
  pageSizeOf,
  paginate,
} from './pagination/paginate.ts';
export {
  distinctIds,
  type KnownGroup,
  requireOptions,
  requireString,
  requireSupport,
  requireText,
  toKnownGroup,
  toNewGroup,
  toPatch,
  toSeconds,
} from './provider/arguments.ts';
export {
  type Capabilities,
  type Operation,
  type OperationSupport,
  operations,
  type Support,
} from './provider/capabilities.ts';
export type { FurtherRead } from './provider/further-reads.ts';
export type {
  BatchOperationOptions,
  Blacklist,
  CreatedGroup,
  CreateGroupInput,
  GroupPatch,
  GroupProvider,
  Groups,
  ListOperationOptions,
  Members,
  Mutes,
  NotifyOptions,
  OperationOptions,
  ProviderTypes,
} from './provider/group-provider.ts';
export { inOperation, pagesInOperation } from './provider/in-operation.ts';
export type { ProviderExtras, ProviderOptions } from './provider/provider-options.ts';
export {
  readId,
  readList,
  readNumber,
  readObject,
  readObjects,
  readOptionalBoolean,
  readOptionalCount,
  readOptionalNumber,
  readOptionalText,
  readOptionalTime,
  readText,
  readTime,
  readUntil,
  readWord,
  requireSame,
  type TimeUnit,
} from './provider/read.ts';
export { withReadBack } from './provider/read-back.ts';
export { withDoubt } from './provider/with-doubt.ts';
export { createRateLimiter } from './rate-limit/gcra.ts';
export { createLearnedRates, type LearnedRates } from './rate-limit/learned-rates.ts';
export type { Rate } from './rate-limit/rate.ts';
export { type RateLimiter, unlimited } from './rate-limit/rate-limiter.ts';
export type { Repeat, RepeatRule } from './retry/repeat.ts';
export type { RetryPolicy } from './retry/retry-policy.ts';
export { fromBase64, toBase64, toBase64Url } from './text/base64.ts';
export { parseJson, stringifyJson } from './text/json.ts';
export { shown } from './text/shown.ts';
export { defaultTransport } from './transport/default-transport.ts';
export { toTransportError } from './transport/fault.ts';
export type { KyTransportOptions } from './transport/ky-transport.ts';
export type { HttpRequest, HttpResponse, SendOptions, Transport } from './transport/transport.ts';
export { readArgument } from './validation/read-argument.ts';
