/** Both emulators in a process of their own, as strict as the vendors. Prints how to reach them, and ends with its input. */
import { once } from 'node:events';
import { startEmulator } from '@imgroups/emulator';

const users = Number(process.argv[2]);
const { tencent, easemob, close } = await startEmulator({ rateScale: 1 });
const userIds = Array.from({ length: users }, (_, index) => `m${index}`);
for (const { control } of [tencent, easemob])
  control.importAccounts(['owner', 'guest', ...userIds]);

const { sdkAppId, secretKey, baseUrl } = tencent;
const { appKey, clientId, clientSecret, host } = easemob;
console.log(
  JSON.stringify({
    tencent: { sdkAppId, secretKey, baseUrl },
    easemob: { appKey, clientId, clientSecret, host },
  }),
);

await once(process.stdin.resume(), 'end');
await close();
