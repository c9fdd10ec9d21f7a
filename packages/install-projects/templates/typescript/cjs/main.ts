import { createUserSigSync } from '@imgroups/tencent/node';
import { undiciTransport } from '@imgroups/tencent/undici';
import { application, type Settings } from './application';

async function main({ tencent, ...others }: Settings): Promise<void> {
  const { sdkAppId, secretKey = '', administrator: userId = 'administrator' } = tencent;
  const transport = undiciTransport();
  const userSig = () => createUserSigSync({ sdkAppId, secretKey, userId, expireSeconds: 86_400 });
  const lines = await application({
    tencent: { ...tencent, secretKey: undefined, userSig, transport },
    ...others,
    easemob: { ...others.easemob, transport },
  });
  console.log(lines.join('\n'));
  await transport.close?.();
}

void main(JSON.parse(process.env.IMGROUPS_SETTINGS ?? '{}'));
