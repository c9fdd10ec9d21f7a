import { createEasemobProvider } from '@imgroups/easemob';
import { createTencentProvider } from '@imgroups/tencent';
import { startEasemobEmulator } from '../src/vendors/easemob/index.ts';
import { startTencentEmulator } from '../src/vendors/tencent/index.ts';
import { testGroupProvider } from './test-group-provider.ts';

const impatient = { baseDelay: 1, throttledDelay: 1 };

testGroupProvider('tencent', {
  async start() {
    const { control, close, ...app } = await startTencentEmulator({ rateScale: 0 });
    const create = () => createTencentProvider({ ...app, retry: impatient });
    return { provider: create(), other: create(), control, close };
  },
});

testGroupProvider('easemob', {
  async start() {
    const { control, close, ...app } = await startEasemobEmulator({ rateScale: 0 });
    const create = () => createEasemobProvider({ ...app, customGroupIds: true, retry: impatient });
    return { provider: create(), other: create(), control, close };
  },
  skip: [
    {
      reason: 'the vendor knows only permanent blocks',
      tests: ['a blacklist entry ends after its seconds'],
    },
  ],
});
