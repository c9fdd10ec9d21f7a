import type { EasemobSettings } from '../settings.ts';
import type { EasemobGroup, EasemobUser } from '../state/group.ts';
import type { EasemobState } from '../state/state.ts';
import type { Caller, Tokens } from '../state/tokens.ts';
import type { Failures } from '../wire/failures.ts';

/** Ten minutes of callbacks that failed. */
interface StoredCallbacks {
  /** `202109091440`. */
  readonly date: string;
  readonly size: number;
  /** The number of times they were sent again. */
  readonly retry: number;
}

/** Callbacks that could not be delivered. */
export interface ExceptionStore {
  readonly stored: () => readonly StoredCallbacks[];
  /** Sends what failed in ten minutes again; false where there is nothing. */
  readonly sendAgain: (date: string, targetUrl: string | undefined) => boolean;
}

/** The parts that a handler works with. */
export interface EasemobCall {
  readonly state: EasemobState;
  readonly settings: EasemobSettings;
  readonly tokens: Tokens;
  /** The refusals of the service, by name. */
  readonly failure: Failures;
  /** Absent where the call needs no token. */
  readonly caller: Caller | undefined;
  /** True where the client asks for answers of the third version, as the vendor's own clients do. */
  readonly version3: boolean;
  /** The address at which the client found the app: `http://127.0.0.1:8080/org/app`. */
  readonly appUrl: string;
  readonly callbacks: ExceptionStore;
}

/** The user who calls. The rights of an endpoint see to it that there is one. */
export function callingUser({ caller, failure }: EasemobCall): string {
  if (caller?.kind === 'user') return caller.username;
  throw failure.noPermission('user');
}

/** A group that a call changes or reads about. */
export function requireGroup({ state, failure }: EasemobCall, id: string): EasemobGroup {
  const group = state.groups.get(id);
  if (!group) throw failure.groupNotFound(id);
  return group;
}

/** A user whom a call changes something for. */
export function requireUser({ state, failure }: EasemobCall, username: string): EasemobUser {
  const user = state.users.get(username);
  if (!user) throw failure.userNotFound(username);
  return user;
}

/** The older rules refuse a name that nobody has before they look at the group; the newest only at the members. */
export function requireUsersInGuide(call: EasemobCall, usernames: readonly string[]): void {
  if (call.settings.rules !== 'guide') return;
  for (const username of usernames) requireUser(call, username);
}

/** Each name once, in order of first appearance. */
export function distinct(usernames: readonly string[]): string[] {
  return [...new Set(usernames)];
}
