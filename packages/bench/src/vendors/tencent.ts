import type { VendorMeasures } from '../vendors.ts';

export const measures: VendorMeasures = {
  usual: 'createTencentProvider',
  sizeBudget: 49,
  program: `import { createTencentProvider } from '@imgroups/tencent';
const provider = createTencentProvider({ sdkAppId: 1, secretKey: '' });
export const added = (await provider.members.add('chess', ['bob'])).failed;
export const { GroupId } = await provider.client.createGroup({ Type: 'Public', Name: 'Chess' });`,
  callbackBudget: 120,
  bulk: 'Tencent, one community',
  distance: {
    title: 'Tencent',
    adding: '20,000 users to a community',
    tasks: [
      { task: 'list', what: 'members.list of 6,000', calls: 30 },
      {
        task: 'community',
        what: 'members.list of a community of 2,000, each page used for 50 ms',
        calls: 20,
        inOrder: true,
      },
      { task: 'getMany', what: 'groups.getMany of 10,000', calls: 200 },
      { task: 'setRole', what: 'members.setRole of 100', calls: 100 },
    ],
  },
  entries: ['node'],
  ownWork: [
    { name: 'tencent client.getGroupInfo', times: 1000 },
    { name: 'tencent groups.get', times: 1000 },
    { name: 'tencent members.add of one user', times: 1000 },
    { name: 'tencent members.add of 10,000 users, per user', times: 1, units: 10_000 },
    { name: 'tencent groups.get', onLoopback: true, times: 60 },
    { name: 'tencent groups.get', onLoopback: true, times: 192, inFlight: 32 },
    { name: 'tencent members.add of one user', onLoopback: true, times: 60 },
    { name: 'createUserSigSync', times: 1000 },
    { name: 'createUserSig, 64 at once', times: 1000, inFlight: 64 },
  ],
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
