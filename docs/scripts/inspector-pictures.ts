/**
 * Takes the pictures of the inspector for READMEs and guides: `pnpm docs:pictures`. Clock and data are fixed, so that a picture
 * differs where the page does, and else by one shade at round corners. Needs a Chromium, and fonts for Chinese.
 */
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Emulator, startEmulator } from '@imgroups/emulator';
import { createTencentProvider } from '@imgroups/tencent';
import type { Page } from 'playwright-core';
import { launchBrowser } from '../test/browser.ts';

const folder = fileURLToPath(new URL('../pictures/', import.meta.url));
const now = () => Date.UTC(2026, 10, 28, 9, 30);

const emulator = await startEmulator({
  ...{ inspectorPort: 4110, tencentPort: 4101 },
  ...{ accounts: ['alice', 'bob', 'carol', 'dave'], rateScale: 0, now },
});
const browser = await launchBrowser();
try {
  await fill(emulator);
  mkdirSync(folder, { recursive: true });
  for (const [language, locale] of Object.entries({ en: 'en-GB', zh: 'zh-CN' })) {
    for (const colorScheme of ['light', 'dark'] as const) {
      const context = await browser.newContext({
        ...{ baseURL: emulator.inspector, locale, colorScheme, reducedMotion: 'reduce' as const },
        viewport: { width: 1160, height: 660 },
      });
      const page = await context.newPage();
      await fixDurations(page);
      for (const [view, show] of Object.entries({ call: showCall, group: showGroup })) {
        await show(page);
        const path = `${folder}inspector-${view}-${language}-${colorScheme}.png`;
        await page.mouse.move(0, 0);
        await page.getByText(/^(Live|实时)$/).waitFor();
        await page.screenshot({ path, animations: 'disabled' });
        console.log(path);
      }
      await context.close();
    }
  }
} finally {
  await browser.close();
  await emulator.close();
}

/** The same calls each time, one of which the vendor refuses. */
async function fill({ tencent }: Emulator): Promise<void> {
  const provider = createTencentProvider({ ...tencent, now, random: () => 0.5 });
  const club = { id: 'chess-club', name: 'Chess club', ownerId: 'alice' };
  const { id } = await provider.groups.create(club);
  await provider.members.add(id, ['bob', 'carol', 'dave']);
  await provider.members.setRole(id, ['bob'], 'admin');
  await provider.groups.setAnnouncement(id, 'We meet on Tuesdays.');
  await provider.mutes.add(id, ['dave'], { seconds: 3600 });
  await provider.client.modifyGroupAttr({
    GroupId: id,
    GroupAttr: [{ key: 'room', value: '12' }],
  });
  await provider.groups.create({ id: 'board', name: 'Board', ownerId: 'alice', kind: 'work' });
  await provider.mutes.add('board', ['alice'], { seconds: 600 }).catch(() => undefined);
  await provider.close();
}

/** The duration of a call differs each time. */
async function fixDurations(page: Page): Promise<void> {
  await page.route(/\/(inspect\/calls|journal)\?/, async (route) => {
    const answer = await route.fetch();
    const text = (await answer.text()).replaceAll(/"durationMs":[\d.]+/g, '"durationMs":1.2');
    await route.fulfill({ response: answer, body: text });
  });
}

async function showCall(page: Page): Promise<void> {
  await page.goto('/#/tencent/journal');
  await page.locator('[role=option]', { hasText: 'forbidSendMsg' }).first().click();
  await page.locator('.reason').waitFor();
  await page.locator('pre').nth(2).waitFor();
}

async function showGroup(page: Page): Promise<void> {
  await page.goto('/#/tencent/groups?group=chess-club');
  await page.locator('.table-box').last().getByText('room').waitFor();
}
