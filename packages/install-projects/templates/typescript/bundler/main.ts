import { createEasemobProvider } from '@imgroups/easemob';
import { undiciTransport } from '@imgroups/easemob/undici';
import { createTencentProvider } from '@imgroups/tencent';
import { tencentEndpoints } from '@imgroups/tencent/endpoints';
import { createUserSigSync } from '@imgroups/tencent/node';
import { type Settings, useGroups } from './application';

const { tencent, easemob }: Settings = JSON.parse(process.env.IMGROUPS_SETTINGS ?? '{}');
const { sdkAppId, secretKey = '', administrator: userId = 'administrator' } = tencent;
const cursorSecret = 'a sealed cursor needs 32 characters or more';
const transport = undiciTransport();

const onTencent = createTencentProvider({
  ...tencent,
  secretKey: undefined,
  userSig: () => createUserSigSync({ sdkAppId, secretKey, userId, expireSeconds: 86_400 }),
  cursorSecret,
  transport,
});
console.log(await useGroups(onTencent));
console.log(await useGroups(createEasemobProvider({ ...easemob, cursorSecret, transport })));
console.log(`${tencentEndpoints.createGroup.method} ${tencentEndpoints.createGroup.path}`);
await transport.close?.();
