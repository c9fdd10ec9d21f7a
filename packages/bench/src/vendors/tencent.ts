import type { VendorMeasures } from '../vendors.ts';

export const measures: VendorMeasures = {
  usual: 'createTencentProvider',
  sizeBudget: 44,
  program: `import { createTencentProvider } from '@imgroups/tencent';
const provider = createTencentProvider({ sdkAppId: 1, secretKey: '' });
export const added = (await provider.members.add('chess', ['bob'])).failed;
export const { GroupId } = await provider.client.createGroup({ Type: 'Public', Name: 'Chess' });`,
  callbackBudget: 120,
  bulk: 'Tencent, one community',
  calls: [
    { name: 'bare undici' },
    { name: 'bare fetch' },
    { name: 'bare ky' },
    { name: 'ky with its defaults' },
    { name: 'tencent client.getGroupInfo', base: 'bare ky' },
    { name: 'tencent groups.get', base: 'bare ky', budgeted: true, profiledInFlight: 32 },
    { name: 'tencent members.add', base: 'bare ky' },
    { name: 'tencent groups.get over undici', base: 'bare ky' },
  ],
};
