/** Both emulators in a process of their own, as strict as the vendors. */
import { type EmulatorOptions, startEmulator } from '@imgroups/emulator';
import { tell } from './dialogue.ts';

/** How to reach the applications of both emulators. */
export interface Apps {
  readonly tencent: {
    readonly sdkAppId: number;
    readonly secretKey: string;
    readonly baseUrl: string;
  };
  readonly easemob: {
    readonly appKey: string;
    readonly clientId: string;
    readonly clientSecret: string;
    readonly baseUrl: string;
  };
}

const asStrictAsTheVendors: EmulatorOptions = { rateScale: 1 };

const users = Number(process.argv[2]);
const { tencent, easemob } = await startEmulator(asStrictAsTheVendors);
const userIds = Array.from({ length: users }, (_, index) => `m${index}`);
for (const { control } of [tencent, easemob])
  control.importAccounts(['owner', 'guest', ...userIds]);

// Spread, an emulator is the options of a client.
tell({ tencent: { ...tencent }, easemob: { ...easemob } } satisfies Apps);
process.once('disconnect', () => process.exit());
