/**
 * Names that the code blocks of the documentation use without declaring them. A block that declares one itself means
 * its own. Nothing but blocks sees this file's names: see `snippets.ts`.
 */
import type {
  createEasemobProvider as createsEasemobProvider,
  EasemobProvider,
} from '@imgroups/easemob';
import type { EasemobEmulator, Emulator, TencentEmulator } from '@imgroups/emulator';
import type {
  createTencentProvider as createsTencentProvider,
  Group,
  GroupProvider,
  TencentProvider,
} from '@imgroups/tencent';

declare const vi: typeof import('vitest').vi;
declare const jest: { useFakeTimers(options: object): void };
declare const provider: GroupProvider;
declare const tencentProvider: TencentProvider;
declare const easemobProvider: EasemobProvider;
declare const createTencentProvider: typeof createsTencentProvider;
declare const createEasemobProvider: typeof createsEasemobProvider;

declare const group: Group;
declare const groupId: string;
declare const userId: string;
declare const ownerId: string;
declare const userIds: readonly string[];

declare const sdkAppId: number;
declare const secretKey: string;
declare const appKey: string;
declare const clientId: string;
declare const clientSecret: string;
declare const cursorSecret: string;
declare const callbackToken: string;
declare const ruleSecret: string;
declare const url: string;
declare const body: string;

declare const emulator: Emulator;
declare const tencent: TencentEmulator;
declare const easemob: EasemobEmulator;

/** A client of `@redis/client`. */
declare const nodeRedis: {
  eval(script: string, options: { keys: string[]; arguments: string[] }): Promise<unknown>;
};

/** A client of `@upstash/redis`. */
declare const upstash: {
  eval(script: string, keys: string[], values: unknown[]): Promise<unknown>;
};
