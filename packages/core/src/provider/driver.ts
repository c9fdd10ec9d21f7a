import type { OperationCall } from '../call/call-options.ts';
import type { EndpointTable } from '../endpoint/endpoint.ts';
import type { LimitOverrides } from '../endpoint/limits.ts';
import type { Failure } from '../errors/failure.ts';
import type { ImGroupsError } from '../errors/imgroups-error.ts';
import type { BlacklistEntry } from '../model/blacklist.ts';
import type { Group, GroupKind, GroupSummary } from '../model/group.ts';
import type { Member, Role } from '../model/member.ts';
import type { Mute } from '../model/mute.ts';
import type { RestOfList } from '../pagination/paginate.ts';
import type { ReadItems } from '../validation/read-answer.ts';
import type { AnswerReader } from './answer-reader.ts';
import type {
  CreatedGroup,
  CreateGroupInput,
  GroupPatch,
  ProviderTypes,
} from './group-provider.ts';
import type { Operation, OperationTable } from './operations.ts';

/** A group as operations work with it. */
export interface KnownGroup {
  readonly id: string;
  /** Absent when the caller gave a bare id that does not show its kind. */
  readonly kind?: GroupKind | undefined;
}

/** The types of one vendor: those of its provider, and what only its driver sees. */
export interface DriverTypes extends ProviderTypes {
  /** The provider's options about the operations. */
  readonly settings: unknown;
  /** The vendor's own fields, by operation. */
  readonly extras: object;
}

export type ExtrasOf<T extends DriverTypes, Name extends Operation> = Name extends keyof T['extras']
  ? Partial<T['extras'][Name]>
  : object;

/** The first argument of every method of a driver. */
export interface Op<T extends DriverTypes, Name extends Operation = Operation> {
  readonly client: T['client'];
  readonly settings: T['settings'];
  /** The application, as the protocol names it. */
  readonly app: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** The longest list of one call of an endpoint, by the caller's limits or the declared ones. */
  readonly maxItems: (endpoint: string) => number;
  /** The vendor's part of `providerOptions`, checked; spread after the neutral fields, and before ids. */
  readonly extras: ExtrasOf<T, Name>;
  /**
   * Reads an answer of an endpoint. What is strange about it and can be left out is noted, and reported as drift; a failure
   * names the endpoint, and leaves the effect of a write in doubt.
   */
  readonly read: AnswerReader;
  /** Given to each call of the client: signal, hooks, and what makes errors speak of this operation. */
  readonly call: OperationCall;
}

export interface OnGroup<T extends DriverTypes, Name extends Operation = Operation>
  extends Op<T, Name> {
  readonly group: KnownGroup;
}

/** The outcome of one user; the frame makes the errors. */
export type DriverOutcome =
  | { readonly userId: string; readonly status: 'done'; readonly changed?: boolean | undefined }
  | { readonly userId: string; readonly status: 'pending' }
  | { readonly userId: string; readonly status: 'failed'; readonly failure: Failure };

/** One page of a vendor. */
export interface PageAnswer<Item, Position> extends Partial<ReadItems<Item>> {
  readonly items: readonly Item[];
  /** The start of the next page: anything JSON can hold; absent at the end. */
  readonly next?: Position | undefined;
  /** For vendors that page by offset and tell the length of exactly this list. */
  readonly rest?: RestOfList<Position> | undefined;
}

/** Reads the pages of one listing. */
export interface PageReader<Item, Position> {
  read(
    position: Position | undefined,
    pageSize: number,
    call: OperationCall,
  ): Promise<PageAnswer<Item, Position>>;
}

/** A list. */
export interface ListDriver<Item, Input, Position> {
  /** Page sizes: without a wish of the caller, and the largest; nothing where the vendor answers the list at once. */
  pageSizes(input: Input): { readonly usual: number; readonly max: number } | undefined;
  /** Runs once per listing, and may keep what its pages share. */
  open(input: Input): PageReader<Item, Position>;
}

/**
 * A driver's reading of a refusal: users whose state is as asked, or who are settled otherwise (the rest of a refused chunk is
 * sent again without them), or the same refusal in better words. Nothing when the refusal stands.
 */
export type Explanation = readonly DriverOutcome[] | Failure | undefined;

/** The steps of one batch. Each function is about one chunk and makes at most one call of its kind. */
export interface BatchPlan {
  /** The endpoint that is called for each chunk. */
  readonly endpoint: string;
  readonly maxChunk: number;
  /** Longest list of ids joined by commas in bytes, where they go into a URL. */
  readonly maxJoinedBytes?: number | undefined;
  /** True if the call makes users leave the group: then being no member does not prove that an earlier attempt did nothing. */
  readonly endsMembership?: boolean | undefined;
  /** Before the wire: users who need no call, or cannot have one. */
  settle?(userIds: readonly string[], call: OperationCall): Promise<readonly DriverOutcome[]>;
  /** Sends one chunk; one outcome per user, in any order. */
  send(userIds: readonly string[], call: OperationCall): Promise<readonly DriverOutcome[]>;
  /** After a refusal, of a chunk or of single users of an answer. When it fails, the refusal stands. */
  explain?(
    userIds: readonly string[],
    error: ImGroupsError,
    call: OperationCall,
  ): Promise<Explanation>;
  /** After an answer that tells nothing per user, when the caller asks for it: those who were not what they had to be. */
  verify?(userIds: readonly string[], call: OperationCall): Promise<readonly DriverOutcome[]>;
  /** After a lost answer: outcomes of those who are settled by a read; the others keep the failure. */
  readBack?(
    userIds: readonly string[],
    error: ImGroupsError,
    call: OperationCall,
  ): Promise<readonly DriverOutcome[]>;
}

/** A change for any number of users. */
export interface BatchDriver<Input> {
  /** Picks the endpoint, once per batch, and makes what its chunks share; throws a `Failure` to refuse before any call. */
  plan(input: Input): BatchPlan;
}

/** A write on one thing. */
export interface WriteDriver<Input, Result> {
  send(input: Input): Promise<Result>;
  /** After a refusal: the result when things are as asked already, or the refusal in better words. */
  explain?(
    input: Input,
    error: ImGroupsError,
  ): Promise<{ readonly result: Result } | Failure | undefined>;
  /** After a lost answer: the result when a read shows that the write took effect. */
  readBack?(
    input: Input,
    error: ImGroupsError,
    startedAt: number,
  ): Promise<{ readonly result: Result } | undefined>;
}

/**
 * The values that were read, by id, and a failure for each item that could not be read; an id without a value does not exist.
 */
export interface ManyRead<Value> {
  readonly values: ReadonlyMap<string, Value>;
  readonly unreadable: readonly Failure[];
}

/** A read about any number of ids; the frame cuts them into chunks and restores order and spelling. */
export interface ReadManyDriver<Input, Value> {
  plan(input: Input): {
    readonly maxChunk: number;
    readonly maxJoinedBytes?: number | undefined;
    read(ids: readonly string[], call: OperationCall): Promise<ManyRead<Value>>;
  };
}

/** A new group as a driver gets it: checked, with its kind. */
export interface NewGroup<T extends DriverTypes> extends Op<T, 'groups.create'> {
  readonly input: CreateGroupInput & { readonly kind: GroupKind };
}

/**
 * A vendor behind the neutral contract: mapping and calls, nothing else. Arguments, support by kind, batches, pages, cursors,
 * spellings of ids and the making of errors are the frame's (`createGroupProvider`).
 */
export interface Driver<T extends DriverTypes> {
  readonly name: string;
  readonly endpoints: EndpointTable;
  readonly operations: OperationTable;
  /** Limits of this configuration where the declared ones do not hold; the caller's own win. */
  limits?(settings: T['settings']): LimitOverrides;
  /** The spelling in which the vendor gives a user id back. */
  canonicalUserId(userId: string): string;
  /** The kind that a bare id shows. */
  kindOfId(id: string): GroupKind | undefined;
  /** Why this configuration has no groups of ids of your own; nothing when it has. */
  refuseOwnIds?(settings: T['settings']): Failure | undefined;
  /** One cheap read. */
  check(op: Op<T, 'check'>): Promise<void>;
  /** Puts a failure in better words, such as the hint that a bare id lacks its kind. */
  refine?(failure: Failure, group: KnownGroup | undefined): Failure;

  readonly groups: {
    readonly create: WriteDriver<NewGroup<T>, CreatedGroup<T['createdGroup']>>;
    get(input: OnGroup<T, 'groups.get'>): Promise<Group<T['group']>>;
    readonly getMany: ReadManyDriver<Op<T, 'groups.getMany'>, Group<T['group']>>;
    // biome-ignore lint/suspicious/noExplicitAny: the position is the list's own.
    readonly list: ListDriver<GroupSummary<T['groupSummary']>, Op<T, 'groups.list'>, any>;
    readonly listJoined: ListDriver<
      GroupSummary<T['groupSummary']>,
      Op<T, 'groups.listJoined'> & { readonly userId: string },
      // biome-ignore lint/suspicious/noExplicitAny: as above.
      any
    >;
    readonly update: WriteDriver<
      OnGroup<T, 'groups.update'> & { readonly patch: GroupPatch },
      void
    >;
    getAnnouncement(input: OnGroup<T, 'groups.getAnnouncement'>): Promise<string>;
    readonly setAnnouncement: WriteDriver<
      OnGroup<T, 'groups.setAnnouncement'> & { readonly text: string },
      void
    >;
    readonly delete: WriteDriver<OnGroup<T, 'groups.delete'>, void>;
    readonly transfer: WriteDriver<
      OnGroup<T, 'groups.transfer'> & { readonly newOwnerId: string },
      void
    >;
  };
  readonly members: {
    // biome-ignore lint/suspicious/noExplicitAny: as above.
    readonly list: ListDriver<Member<T['member']>, OnGroup<T, 'members.list'>, any>;
    readonly getRoles: ReadManyDriver<OnGroup<T, 'members.getRoles'>, Role | 'other' | undefined>;
    readonly add: BatchDriver<OnGroup<T, 'members.add'> & { readonly notify: boolean }>;
    readonly remove: BatchDriver<OnGroup<T, 'members.remove'> & { readonly notify: boolean }>;
    readonly setRole: BatchDriver<
      OnGroup<T, 'members.setRole'> & { readonly role: 'admin' | 'member' }
    >;
  };
  readonly mutes: {
    readonly add: BatchDriver<OnGroup<T, 'mutes.add'> & WithSeconds>;
    readonly remove: BatchDriver<OnGroup<T, 'mutes.remove'>>;
    // biome-ignore lint/suspicious/noExplicitAny: as above.
    readonly list: ListDriver<Mute<T['mute']>, OnGroup<T, 'mutes.list'>, any>;
    readonly muteAll: WriteDriver<OnGroup<T, 'mutes.muteAll'>, void>;
    readonly unmuteAll: WriteDriver<OnGroup<T, 'mutes.unmuteAll'>, void>;
  };
  readonly blacklist: {
    readonly add: BatchDriver<OnGroup<T, 'blacklist.add'> & WithSeconds>;
    readonly remove: BatchDriver<OnGroup<T, 'blacklist.remove'>>;
    readonly list: ListDriver<
      BlacklistEntry<T['blacklistEntry']>,
      OnGroup<T, 'blacklist.list'>,
      // biome-ignore lint/suspicious/noExplicitAny: as above.
      any
    >;
  };
}

/** The length of a mute or a blacklist entry. */
export interface WithSeconds {
  readonly seconds: number | 'permanent';
}
