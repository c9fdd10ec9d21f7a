import { createEasemobProvider } from '@imgroups/easemob';
import { createTencentProvider } from '@imgroups/tencent';
import { undiciTransport } from '@imgroups/tencent/undici';

const { tencent, easemob } = JSON.parse(process.env.IMGROUPS_SETTINGS);
const options = process.argv.at(-1) === 'undici' ? { transport: undiciTransport() } : {};
const providers = [
  createTencentProvider({ ...tencent, ...options }),
  createEasemobProvider({ ...easemob, ...options }),
];
for (const provider of providers) {
  await provider.check();
  await provider.close();
}
