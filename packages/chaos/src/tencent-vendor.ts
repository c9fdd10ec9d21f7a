import type { Role } from '@imgroups/core';
import { startTencentEmulator, type TencentSnapshot } from '@imgroups/emulator/tencent';
import { createTencentProvider } from '@imgroups/tencent';
import { faultOf } from './chaos-transport.ts';
import { clientOptions, userIds, type Vendor } from './vendor.ts';
import { collectUsers, countOf, type WorldGroup } from './world.ts';

/** Tencent's emulator and clients for it. */
export async function startTencent(): Promise<Vendor> {
  const emulator = await startTencentEmulator({ rateScale: 0, faultOf });
  const { sdkAppId, secretKey, administrator, baseUrl, control, close } = emulator;
  control.importAccounts(userIds);
  return {
    name: 'tencent',
    control,
    secrets: [secretKey],
    close,
    world: () =>
      new Map(control.snapshot().groups.map((group) => [group.GroupId, toWorldGroup(group)])),
    connect(options) {
      const provider = createTencentProvider({
        ...clientOptions(options),
        cursorSecret: options.cursorSecret,
        sdkAppId,
        secretKey,
        administrator,
        baseUrl,
      });
      const { client } = provider;
      return {
        provider,
        natives: [
          {
            name: 'client.sendGroupMsg',
            endpoint: 'sendGroupMsg',
            effect: (text) => `message ${text}`,
            run: ({ groupId, text, number }) =>
              client.sendGroupMsg({
                GroupId: groupId,
                Random: number,
                MsgBody: [{ MsgType: 'TIMTextElem', MsgContent: { Text: text } }],
              }),
          },
        ],
      };
    },
  };
}

const roles: Readonly<Record<string, Role>> = { Owner: 'owner', Admin: 'admin', Member: 'member' };

function toWorldGroup(group: TencentSnapshot['groups'][number]): WorldGroup {
  return {
    id: group.GroupId,
    name: group.Name,
    profile: {
      description: group.Introduction,
      announcement: group.Notification,
      mutedAll: group.MuteAllMember === 'On',
    },
    users: collectUsers({
      roles: group.MemberList.map(
        ({ Member_Account, Role }) =>
          [String(Member_Account), roles[String(Role)] ?? 'member'] as const,
      ),
      muted: group.Mutes.map(({ Member_Account }) => Member_Account),
      banned: group.Bans.map(({ Member_Account }) => Member_Account),
    }),
    effects: countOf(group.Messages.map(({ MsgBody }) => `message ${textOf(MsgBody)}`)),
  };
}

function textOf([
  element,
]: TencentSnapshot['groups'][number]['Messages'][number]['MsgBody']): string {
  return element?.MsgType === 'TIMTextElem' ? element.MsgContent.Text : '';
}
