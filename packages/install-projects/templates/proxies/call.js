import { createEasemobProvider } from '@imgroups/easemob';
import { createTencentProvider } from '@imgroups/tencent';

const { tencent, easemob } = JSON.parse(process.env.IMGROUPS_SETTINGS);
const options = {};
const way = process.argv.at(-1);
if (way !== 'fetch') {
  // Loaded here alone: on Node 22 undici takes the proxy from fetch as well.
  const { undiciTransport } = await import('@imgroups/tencent/undici');
  options.transport = undiciTransport();
}
if (way === 'EnvHttpProxyAgent') {
  const { EnvHttpProxyAgent, setGlobalDispatcher } = await import('undici');
  setGlobalDispatcher(new EnvHttpProxyAgent());
}
const providers = [
  createTencentProvider({ ...tencent, ...options }),
  createEasemobProvider({ ...easemob, ...options }),
];
for (const provider of providers) {
  await provider.check();
  await provider.close();
}
