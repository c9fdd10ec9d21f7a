import type { VendorMeasures } from '../vendors.ts';

const bareKy = 'bare ky, Easemob call';

export const measures: VendorMeasures = {
  usual: 'createEasemobProvider',
  sizeBudget: 37,
  program: `import { createEasemobProvider } from '@imgroups/easemob';
const provider = createEasemobProvider({ appKey: '', clientId: '', clientSecret: '' });
export const added = (await provider.members.add('1', ['bob'])).failed;
export const { data } = await provider.client.getGroups({ group_ids: ['1'] });`,
  callbackBudget: 60,
  bulk: 'Easemob, 50 groups of 2,000',
  distance: {
    title: 'Easemob',
    adding: '2,000 users in chunks of 2, because a group holds 3,000',
    tasks: [
      { task: 'getMany', what: 'groups.getMany of 10,000', calls: 100 },
      { task: 'setRole', what: 'members.setRole of 100', calls: 100 },
    ],
  },
  entries: [],
  ownWork: [
    { name: 'easemob groups.get', times: 1000 },
    { name: 'easemob groups.get', onLoopback: true, times: 60 },
    { name: 'easemob groups.get', onLoopback: true, times: 192, inFlight: 32 },
    { name: 'easemob members.list of 100,000, per member', times: 1, units: 100_000 },
    { name: 'easemob members.list page by page, per member', times: 1, units: 100_000 },
  ],
  calls: [
    { name: bareKy, profiledInFlight: 1 },
    { name: 'easemob groups.get', base: bareKy, budgeted: true, profiledInFlight: 1 },
  ],
};
