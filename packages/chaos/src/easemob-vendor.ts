import type { Role } from '@imgroups/core';
import { createEasemobProvider } from '@imgroups/easemob';
import { type EasemobGroupSnapshot, startEasemobEmulator } from '@imgroups/emulator/easemob';
import { faultOf } from './chaos-transport.ts';
import { clientOptions, userIds, type Vendor } from './vendor.ts';
import { collectUsers, countOf, type WorldGroup } from './world.ts';

/** Short, so that tokens end within a run whose clock is moved. */
const tokenTtl = 3600;

/** Easemob's emulator and clients for it. */
export async function startEasemob(): Promise<Vendor> {
  const emulator = await startEasemobEmulator({ rateScale: 0, faultOf, tokenTtl });
  const { appKey, clientId, clientSecret, host, control, close } = emulator;
  control.importAccounts(userIds);
  return {
    name: 'easemob',
    control,
    secrets: [clientSecret],
    close,
    world: () => new Map(control.snapshot().groups.map((group) => [group.id, toWorldGroup(group)])),
    connect(options) {
      const provider = createEasemobProvider({
        ...clientOptions(options),
        cursorSecret: options.cursorSecret,
        customGroupIds: true,
        appKey,
        clientId,
        clientSecret,
        host,
      });
      const { client } = provider;
      return {
        provider,
        natives: [
          {
            name: 'client.uploadSharedFile',
            endpoint: 'uploadSharedFile',
            effect: (text) => `file ${text}`,
            run: ({ groupId, text }) =>
              client.uploadSharedFile({ group_id: groupId, file: new File([text], text) }),
          },
        ],
      };
    },
  };
}

function toWorldGroup(group: EasemobGroupSnapshot): WorldGroup {
  const roleOf = (username: string): Role =>
    username === group.owner ? 'owner' : group.admins.includes(username) ? 'admin' : 'member';
  return {
    id: group.id,
    name: group.name,
    profile: {
      description: group.description,
      announcement: group.announcement,
      mutedAll: group.everybodyMuted,
    },
    users: collectUsers({
      roles: group.members.map(({ username }) => [username, roleOf(username)] as const),
      muted: group.mutes.map(({ username }) => username),
      banned: group.blocks,
    }),
    effects: countOf(group.files.map(({ name }) => `file ${name}`)),
  };
}
