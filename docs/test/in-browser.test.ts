import type { Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import core from '../../packages/core/package.json' with { type: 'json' };
import type { WatchedPage } from './browser.ts';
import { shownPages } from './built-site.ts';
import { siteForTests } from './site.ts';

const site = siteForTests();
let watched: WatchedPage;

describe('on a desk', () => {
  let page: Page;

  beforeEach(async () => {
    watched = await site.open({ viewport: { width: 1280, height: 800 } });
    page = watched.page;
  });
  afterEach(async () => {
    await page.context().close();
    expect(watched.problems).toEqual([]);
  });

  test.each([
    ['/', 'Get started', 'Getting started'],
    ['/zh/', '快速开始', '快速开始'],
  ])('the start page %s leads to the first guide', async (path, button, sidebarItem) => {
    await page.goto(path);

    await page.locator('.intro').getByRole('link', { name: button }).click();

    await page.waitForURL('**/guide/getting-started.html');
    expect(await page.locator('.VPSidebar .is-active').first().textContent()).toBe(sidebarItem);
  });

  test.each([
    ['/', 'addGroupMember', 'addGroupMember'],
    ['/', 'mute', 'mute'],
    ['/', 'UnsupportedError', 'UnsupportedError'],
    ['/zh/', '禁言', '禁言'],
    ['/zh/', '黑名单', '黑名单'],
    ['/zh/', '群主转让', '转让'],
  ])('the search on %s finds a page about %s', async (path, query, expected) => {
    await page.goto(path);

    await page.locator('#local-search button').click();
    await page.locator('.VPLocalSearchBox input').fill(query);
    await page.locator('.VPLocalSearchBox .result').first().click();
    await page.waitForURL((url) => url.pathname !== path);

    expect(new URL(page.url()).pathname.startsWith('/zh/')).toBe(path === '/zh/');
    expect((await page.locator('main').textContent())?.toLowerCase()).toContain(
      expected.toLowerCase(),
    );
  });

  test.each([
    ['/', 'mute', '/concepts/mutes'],
    ['/', 'muted', '/concepts/mutes'],
    ['/', 'kick', '/concepts/'],
    ['/', 'remove member', '/concepts/'],
    ['/', 'ban', '/concepts/blacklist'],
    ['/', 'blacklist', '/concepts/blacklist'],
    ['/', 'owner', '/concepts/roles'],
    ['/', 'transfer', '/concepts/roles'],
    ['/', 'rate limit', '/concepts/retries-and-limits'],
    ['/', 'throttling', '/concepts/retries-and-limits'],
    ['/', 'dissolve', '/concepts/'],
    ['/', 'pagination', '/concepts/paging'],
    ['/zh/', '禁言', '/zh/concepts/mutes'],
    ['/zh/', '踢人', '/zh/concepts/'],
    ['/zh/', '拉黑', '/zh/concepts/blacklist'],
    ['/zh/', '黑名单', '/zh/concepts/blacklist'],
    ['/zh/', '群主', '/zh/concepts/roles'],
    ['/zh/', '转让', '/zh/concepts/roles'],
    ['/zh/', '限流', '/zh/concepts/retries-and-limits'],
    ['/zh/', '解散', '/zh/concepts/'],
    ['/zh/', '翻页', '/zh/concepts/paging'],
  ])('the search on %s for %s has the concept first', async (path, query, concept) => {
    const found = await search(page, path, query);

    expect(found[0]).toMatch(new RegExp(`^${concept}`));
  });

  test.each([
    ['/', 'addGroupMember', '/reference/tencent/members.html#addgroupmember'],
    ['/zh/', 'forbidSendMsg', '/zh/reference/tencent/mutes.html#forbidsendmsg'],
  ])('the search on %s for %s has the endpoint first', async (path, query, endpoint) => {
    const found = await search(page, path, query);

    expect(found[0]).toBe(endpoint);
  });

  test('a search without a result says so in the language of the page', async () => {
    await page.goto('/zh/');

    await page.locator('#local-search button').click();
    await page.locator('.VPLocalSearchBox input').fill('鸸鹋');

    await page.getByText('没有找到结果').waitFor();
  });

  test('the language switch keeps the page', async () => {
    await page.goto('/concepts/batches.html');

    await switchLanguage(page, '简体中文');
    await page.waitForURL('**/zh/concepts/batches.html');
    await switchLanguage(page, 'English');

    await page.waitForURL((url) => url.pathname === '/concepts/batches.html');
  });

  test('the language switch of a page that exists once leads to what is nearest', async () => {
    await page.goto('/reference/api/@imgroups/core/classes/ApiError.html');

    await switchLanguage(page, '简体中文');

    await page.waitForURL('**/zh/reference/');
  });

  test('the dark mode is switched on and remembered', async () => {
    await page.goto('/');
    const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const light = await background();

    await page.locator('.VPNavBar .VPSwitchAppearance').first().click();
    await page.reload();

    expect(await page.locator('html').getAttribute('class')).toContain('dark');
    expect(await background()).not.toBe(light);
  });

  test('the page of an endpoint has its fields', async () => {
    await page.goto('/reference/tencent/members.html#addgroupmember');

    await page.locator('#addgroupmember').waitFor();

    expect(await page.locator('main').textContent()).toContain('Member_Account');
  });

  test.each([
    ['classes/ApiError', 'Classes', 'ApiError'],
    ['adapter/functions/paginate', 'Functions', 'paginate'],
  ])('the sidebar of the API shows %s in its tree', async (file, kind, name) => {
    await page.goto(`/reference/api/@imgroups/core/${file}.html`);

    const sidebar = page.locator('.VPSidebar');
    const active = sidebar.locator('.is-active .text').last();

    expect(await active.textContent()).toBe(name);
    expect(await active.isVisible()).toBe(true);
    await sidebar.getByText(kind, { exact: true }).waitFor();
    await sidebar.getByRole('link', { name: '@imgroups/tencent', exact: true }).click();
    await page.waitForURL('**/@imgroups/tencent/');
  });

  test('the Chinese reference leads to the packages of the API', async () => {
    await page.goto('/zh/reference/');

    await page.locator('.VPSidebar').getByText('API（英文）').click();
    await page.locator('.VPSidebar').getByText('@imgroups/jobs', { exact: true }).click();

    await page.waitForURL('**/reference/api/@imgroups/jobs/**');
  });

  test.each(['/', '/zh/'])('%s shows the version of the packages', async (path) => {
    await page.goto(path);

    await page.locator('.VPNavBar').getByText(`v${core.version}`, { exact: true }).waitFor();
  });

  test('the page of an exported function has its parameters', async () => {
    await page.goto('/reference/api/@imgroups/tencent/functions/createTencentProvider.html');

    const parameters = page.locator('main table').first();

    expect(await parameters.textContent()).toContain('TencentProviderOptions');
  });
});

describe('on a phone of 360 px', () => {
  test('every page fits, is readable and is free of errors', { timeout: 600_000 }, async () => {
    const { page, problems } = await site.open({
      viewport: { width: 360, height: 740 },
      hasTouch: true,
      isMobile: true,
    });
    const found: string[] = [];
    for (const path of shownPages) {
      await page.goto(path);
      await page.locator('.VPContent h1').first().waitFor();
      found.push(...(await page.evaluate(unfitFor360)).map((text) => `${path}: ${text}`));
    }
    await page.context().close();

    expect([...problems, ...found]).toEqual([]);
  });

  test('wide tables and diagrams scroll in a box of their own', async () => {
    const { page } = await site.open({
      viewport: { width: 360, height: 740 },
    });
    await page.goto('/reference/capabilities.html');

    const table = await page
      .locator('main table')
      .first()
      .evaluate((element) => ({
        scrolls: element.scrollWidth > element.clientWidth,
        overflow: getComputedStyle(element).overflowX,
      }));
    await page.context().close();

    expect(table).toEqual({ scrolls: true, overflow: 'auto' });
  });
});

/** The links of the results, best first. */
async function search(page: Page, path: string, query: string): Promise<string[]> {
  await page.goto(path);
  await page.locator('#local-search button').click();
  await page.locator('.VPLocalSearchBox input').fill(query);
  const results = page.locator('.VPLocalSearchBox .result');
  await results.first().waitFor();
  return results.evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
}

async function switchLanguage(page: Page, language: string): Promise<void> {
  await page.locator('.VPNavBarTranslations button').hover();
  await page.locator('.VPNavBarTranslations').getByRole('link', { name: language }).click();
}

/** Runs in the page: what does not fit into its width, and text below 14 px. */
function unfitFor360(): string[] {
  const found: string[] = [];
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth > clientWidth) found.push(`is ${scrollWidth} px wide`);
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    const text = walker.currentNode.textContent?.trim();
    if (!element || !text || ['SCRIPT', 'STYLE'].includes(element.tagName)) continue;
    const { width } = element.getBoundingClientRect();
    const visible = element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
    if (width <= 1 || !visible) continue;
    const scale = element instanceof SVGGraphicsElement ? (element.getScreenCTM()?.a ?? 1) : 1;
    const size = Number.parseFloat(getComputedStyle(element).fontSize) * scale;
    if (size < 13.99)
      found.push(`${size.toFixed(1)} px: ${element.className} ${text.slice(0, 40)}`);
  }
  return [...new Set(found)];
}
