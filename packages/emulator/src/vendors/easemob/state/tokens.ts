import { toBase64Url } from '@imgroups/core/adapter';
import type { Clock } from '../../../server/clock.ts';
import { refill } from '../../../server/saved-json.ts';
import type { TokenProblem } from '../wire/failures.ts';
import type { EasemobChangeLog } from './changes.ts';

/** The caller: the app itself, or one of its users. */
export type Caller =
  | { readonly kind: 'app' }
  | { readonly kind: 'user'; readonly username: string };

/** The result of the check of an `Authorization` header. */
export type CredentialCheck =
  | { readonly ok: true; readonly caller: Caller }
  | { readonly ok: false; readonly problem: TokenProblem };

interface Issued {
  readonly caller: Caller;
  readonly expiresAt: number;
}

/** The token of an `Authorization` header, or why there is none. */
export function readBearer(
  authorization: string | null,
):
  | { readonly token: string; readonly problem?: undefined }
  | { readonly token?: undefined; readonly problem: TokenProblem } {
  if (!authorization?.trim()) return { problem: 'missing' };
  const [scheme = '', token = '', ...rest] = authorization.trim().split(/\s+/);
  if (scheme.toLowerCase() !== 'bearer') return { problem: 'scheme' };
  if (token === '') return { problem: 'missing' };
  return rest.length > 0 ? { problem: 'corrupt' } : { token };
}

/** Tokens begin like this on the vendor's service. */
const tokenForm = /^YWMt[\w-]+$/;

/** Tokens of one app. A new one leaves the older ones valid. */
export class Tokens {
  readonly #clock: Clock;
  readonly #changes: EasemobChangeLog;
  readonly #issued = new Map<string, Issued>();

  constructor(clock: Clock, changes: EasemobChangeLog) {
    this.#clock = clock;
    this.#changes = changes;
  }

  /** A new token, valid for so many seconds; 0 means for ever. */
  issue(caller: Caller, seconds: number): string {
    const token = `YWMt${toBase64Url(crypto.getRandomValues(new Uint8Array(48)))}`;
    const expiresAt = seconds === 0 ? Number.POSITIVE_INFINITY : this.#clock.now() + seconds * 1000;
    this.#issued.set(token, { caller, expiresAt });
    const userIds = caller.kind === 'user' ? [caller.username] : [];
    this.#changes.addOwn('token.issued', undefined, { userIds });
    return token;
  }

  save(): ReadonlyMap<string, Issued> {
    return this.#issued;
  }

  load(saved: ReadonlyMap<string, Issued>): void {
    refill(this.#issued, saved);
  }

  check(authorization: string | null): CredentialCheck {
    const { token, problem } = readBearer(authorization);
    if (token === undefined) return { ok: false, problem };
    if (!tokenForm.test(token)) return { ok: false, problem: 'corrupt' };
    const issued = this.#issued.get(token);
    if (!issued) return { ok: false, problem: 'foreign' };
    if (issued.expiresAt <= this.#clock.now()) return { ok: false, problem: 'expired' };
    return { ok: true, caller: issued.caller };
  }

  /** True if a user holds a token that is valid now. */
  isLoggedIn(username: string): boolean {
    const now = this.#clock.now();
    return [...this.#issued.values()].some(
      ({ caller, expiresAt }) =>
        caller.kind === 'user' && caller.username === username && expiresAt > now,
    );
  }

  /** Ends the tokens of users who no longer exist; the app's own stay. */
  revokeUsers(exists: (username: string) => boolean): void {
    for (const [token, { caller }] of this.#issued) {
      if (caller.kind === 'user' && !exists(caller.username)) this.#issued.delete(token);
    }
  }
}
