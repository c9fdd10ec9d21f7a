import type { GroupProvider } from '@imgroups/core';
import { createEasemobProvider } from '@imgroups/easemob';
import { easemobTextLengths } from '@imgroups/easemob/endpoints';
import { createTencentProvider } from '@imgroups/tencent';
import { tencentTextLengths } from '@imgroups/tencent/endpoints';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Emulator, startEmulator } from '../src/index.ts';

/** Client and emulator take texts of the same length, and the documented safe ones are taken by every page. */
let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator({ rateScale: 0 });
});
afterAll(() => emulator.close());

const longest = {
  tencent: {
    name: tencentTextLengths['client-reference'].Name,
    description: tencentTextLengths['client-reference'].Introduction,
    announcement: tencentTextLengths['client-reference'].Notification,
    avatarUrl: tencentTextLengths['client-reference'].FaceUrl,
  },
  easemob: {
    name: easemobTextLengths.groupname.max,
    description: easemobTextLengths.description.max,
    announcement: easemobTextLengths.announcement.max,
    avatarUrl: easemobTextLengths.avatar.max,
  },
} as const;
const safe = {
  name: tencentTextLengths['use-limits'].Name,
  description: tencentTextLengths['use-limits'].Introduction,
  announcement: tencentTextLengths['use-limits'].Notification,
  avatarUrl: tencentTextLengths['use-limits'].FaceUrl,
};

type Lengths = Readonly<Record<keyof typeof safe, number>>;

async function writeTexts(provider: GroupProvider, lengths: Lengths): Promise<void> {
  const { id } = await provider.groups.create({
    name: 'n'.repeat(lengths.name),
    description: 'd'.repeat(lengths.description),
    avatarUrl: 'a'.repeat(lengths.avatarUrl),
    ownerId: 'alice',
  });
  await provider.groups.setAnnouncement(id, 't'.repeat(lengths.announcement));
}

describe.each(['tencent', 'easemob'] as const)('%s', (vendor) => {
  let provider: GroupProvider;
  beforeEach(() => {
    const { control } = emulator[vendor];
    control.reset();
    control.importAccounts(['alice']);
    control.clearJournal();
    provider =
      vendor === 'tencent'
        ? createTencentProvider(emulator.tencent)
        : createEasemobProvider(emulator.easemob);
  });

  test('the longest texts are sent, and taken', async () => {
    await expect(writeTexts(provider, longest[vendor])).resolves.toBeUndefined();
  });

  test.each([
    ['name', 'name'],
    ['description', 'description'],
    ['avatarUrl', 'avatarUrl'],
    ['announcement', 'text'],
  ] as const)('one more in the %s is refused by field, and not sent', async (text, field) => {
    const tooLong = { ...longest[vendor], [text]: longest[vendor][text] + 1 };

    await expect(writeTexts(provider, tooLong)).rejects.toMatchObject({
      name: 'InvalidRequestError',
      field,
    });
    const sent = emulator[vendor].control.journal().map(({ endpoint }) => endpoint);
    expect(sent).toEqual(
      text === 'announcement'
        ? expect.not.arrayContaining(['setAnnouncement', 'modifyGroupBaseInfo'])
        : [],
    );
  });
});

test('the safe texts are taken by the stricter page of Tencent and by Easemob', async () => {
  const strict = await startEmulator({ rateScale: 0, tencent: { lengths: 'use-limits' } });
  for (const { control } of [strict.tencent, strict.easemob]) control.importAccounts(['alice']);

  await writeTexts(createTencentProvider(strict.tencent), safe);
  await writeTexts(createEasemobProvider(strict.easemob), safe);

  await strict.close();
});
