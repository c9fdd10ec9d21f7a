/**
 * For vendor packages, the emulator and tools to build on. It changes more often than the root, which is for applications.
 *
 * @module
 */
export { BatchError, isBatchError } from './batch/batch-error.ts';
export { batchResult } from './batch/batch-result.ts';
export type { ChunkLimits } from './batch/chunks.ts';
export type {
  BatchResult,
  DoneOutcome,
  FailedOutcome,
  Outcome,
  PendingOutcome,
} from './batch/outcome.ts';
export { createPace, oneByOne, type Pace, type PaceOptions } from './batch/pace.ts';
export { readInChunks } from './batch/read-in-chunks.ts';
export type { BatchOptions, BatchProgress, UserIds } from './batch/run-batch.ts';
export type { Activity } from './call/activity.ts';
export { allOrAbort } from './call/all-or-abort.ts';
export { buildRequest } from './call/build-request.ts';
export type { CallContext } from './call/call-context.ts';
export { type CallResponse, callEndpoint } from './call/call-endpoint.ts';
export {
  type CallOptions,
  type CallReport,
  callOptionEntries,
  type OperationCall,
} from './call/call-options.ts';
export { checkRequest } from './call/check-request.ts';
export type {
  DriftEvent,
  Hooks,
  LimitEvent,
  RequestEvent,
  ResponseEvent,
  RetryEvent,
} from './call/hooks.ts';
export { type AddressOptions, addressEntries, baseUrl, baseUrlOf } from './client/address.ts';
export {
  type Call,
  type ClientOf,
  clientOf,
  type ItemCall,
  type Method,
  type NativeClient,
  nativeClient,
  type PagedCall,
  type UndeclaredCall,
} from './client/client.ts';
export {
  type ClientOptions,
  checkOptions,
  clientOptionEntries,
  configure,
  createCallContext,
} from './client/client-options.ts';
export {
  createFromEnvironment,
  type Environment,
  type EnvironmentVariable,
  type FromEnvironment,
} from './client/environment.ts';
export { loggerFromEnv } from './client/logger-from-env.ts';
export type { Secrets } from './credentials/secrets.ts';
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
export {
  Failure,
  type FailureDetails,
  invalid,
  readArgument,
  refused,
  toFailure,
  unanswered,
  unreadable,
  unsupported,
  withCheck,
} from './errors/failure.ts';
export * from './errors/index.ts';
export type { PartlyRead } from './errors/invalid-response-error.ts';
export { callSafely } from './logging/call-safely.ts';
export type { Logger } from './logging/logger.ts';
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
export { cursorCodec, cursorSecret } from './pagination/cursor.ts';
export type { CursorBinding, CursorCodec } from './pagination/cursor-codec.ts';
export type { PagesWanted, ReadPages } from './pagination/list-of-pages.ts';
export { type NumberedList, type NumberedPosition, numberedPages } from './pagination/numbered.ts';
export type { Page, Pages } from './pagination/page.ts';
export {
  type ListOptions,
  type PageRead,
  type PaginateOptions,
  paginate,
  type RestOfList,
} from './pagination/paginate.ts';
export type { AnswerReader } from './provider/answer-reader.ts';
export { createGroupProvider } from './provider/create-group-provider.ts';
export type {
  BatchDriver,
  BatchPlan,
  Driver,
  DriverOutcome,
  DriverTypes,
  Explanation,
  ExtrasOf,
  KnownGroup,
  ListDriver,
  ManyRead,
  NewGroup,
  OnGroup,
  Op,
  PageAnswer,
  PageReader,
  ReadManyDriver,
  WithSeconds,
  WriteDriver,
} from './provider/driver.ts';
export type { ProviderParts } from './provider/frame.ts';
export { fullGroup } from './provider/full-group.ts';
export type {
  BatchOperationOptions,
  Blacklist,
  CreatedGroup,
  CreateGroupInput,
  EnsuredGroup,
  GroupPatch,
  GroupProvider,
  Groups,
  ListOperationOptions,
  Members,
  Mutes,
  NotifyOptions,
  OperationOptions,
  ProviderTypes,
  SyncOptions,
  SyncPlan,
  SyncResult,
  VerifyOptions,
  WantedRole,
  WantedRoles,
} from './provider/group-provider.ts';
export {
  type Capabilities,
  type CapabilitiesOf,
  capabilitiesOf,
  type FurtherRead,
  type Operation,
  type OperationRow,
  type OperationSupport,
  type OperationTable,
  operations,
  type Support,
} from './provider/operations.ts';
export type { ProviderExtras, ProviderOptions } from './provider/provider-options.ts';
export { readOutcomes } from './provider/read-outcomes.ts';
export type { ReceiveOptions, Vendor, VendorWebhooks } from './provider/vendor.ts';
export type { Gate, GateCall } from './rate-limit/gate.ts';
export { createRateLimiter } from './rate-limit/gcra.ts';
export { createLearnedRates, type LearnedRates } from './rate-limit/learned-rates.ts';
export type { Turnstile } from './rate-limit/one-at-a-time.ts';
export type { Rate } from './rate-limit/rate.ts';
export { type RateLimiter, unlimited } from './rate-limit/rate-limiter.ts';
export { type Repeat, type RepeatRule, repeatOf } from './retry/repeat.ts';
export type { RetryPolicy } from './retry/retry-policy.ts';
export { within } from './retry/within.ts';
export { fromBase64, toBase64, toBase64Url } from './text/base64.ts';
export { described, given, inspect, shortened } from './text/inspect.ts';
export { parseJson, stringifyJson } from './text/json.ts';
export { defaultTransport } from './transport/default-transport.ts';
export type { KyTransportOptions } from './transport/ky-transport.ts';
export type { HttpRequest, HttpResponse, SendOptions, Transport } from './transport/transport.ts';
export {
  type TimeUnit,
  wireCount,
  wireEnd,
  wireFlag,
  wireId,
  wireList,
  wireNumber,
  wireObject,
  wireText,
  wireTime,
  wireWord,
} from './validation/answer-rules.ts';
export { check, ruleOf } from './validation/check.ts';
export { readSeconds } from './validation/clock.ts';
export { nearest } from './validation/nearest.ts';
export {
  type AnswerList,
  type Note,
  type ReadItems,
  type Reading,
  readAnswer,
  readItems,
  readOpenWord,
  readOptional,
  requireSame,
} from './validation/read-answer.ts';
export {
  aFunction,
  credential,
  filledText,
  lifeInSeconds,
  must,
  oneOf,
  positiveInteger,
  secret,
  strict,
  text,
  wholeNumber,
  withMethods,
} from './validation/rules.ts';
