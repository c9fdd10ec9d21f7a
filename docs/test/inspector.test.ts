import { createServer } from 'node:http';
import { type AddressInfo, connect, createServer as createTcpServer, type Socket } from 'node:net';
import { createEasemobProvider } from '@imgroups/easemob';
import { type Emulator, startEmulator } from '@imgroups/emulator';
import { createTencentProvider, type TencentProvider } from '@imgroups/tencent';
import axe from 'axe-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { launchBrowser, openPage, type WatchedPage } from './browser.ts';

const evilName = '<img src=x onerror="document.title=1">';

let emulator: Emulator;
let browser: Browser;
let tencent: TencentProvider;
let watched: WatchedPage;
let page: Page;

beforeAll(async () => {
  emulator = await startEmulator({ accounts: ['alice', 'bob', 'carol'], rateScale: 0 });
  tencent = createTencentProvider({ ...emulator.tencent, retry: { maxRetries: 0 } });
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await tencent?.close();
  await emulator?.close();
});
beforeEach(async () => {
  for (const { control } of [emulator.tencent, emulator.easemob]) {
    control.setWebhooks(undefined);
    control.reset();
  }
  await open();
});
afterEach(async () => {
  await page.context().close();
  expect(watched.problems).toEqual([]);
});

/** Opens the browser anew; no page there can reach another origin unseen. */
async function open(options: BrowserContextOptions = {}): Promise<void> {
  await watched?.page.context().close();
  watched = await openPage(browser, emulator.inspector, {
    viewport: { width: 1280, height: 800 },
    ...options,
  });
  page = watched.page;
}

async function goto(hash: string): Promise<void> {
  await page.goto(`/#${hash}`);
  await page.getByText(/^(Live|实时)$/).waitFor();
}

const rows = () => page.locator('.list [role=option]');
const row = (text: string) => rows().filter({ hasText: text });
const detail = () => page.locator('.main');

/** A group with something of everything, a refused call about it, and a callback. */
async function fill(): Promise<{ id: string }> {
  // Nobody listens there.
  emulator.tencent.control.setWebhooks({ url: 'http://127.0.0.1:1/im' });
  const group = await tencent.groups.create({ id: 'chess', name: evilName, ownerId: 'alice' });
  await tencent.members.add(group, ['bob', 'carol']);
  await tencent.members.setRole(group, ['bob'], 'admin');
  await tencent.mutes.add(group, ['carol'], { seconds: 600 });
  await tencent.blacklist.add(group, ['carol'], 'permanent');
  await tencent.client.modifyGroupAttr({
    GroupId: group.id,
    GroupAttr: [{ key: 'room', value: evilName }],
  });
  await refusedCall();
  await emulator.tencent.control.deliveries.settled();
  return group;
}

async function refusedCall(): Promise<void> {
  await tencent.groups.update('missing', { name: 'Go' }).catch(() => undefined);
}

/** Returns the findings of axe. */
async function findings(): Promise<readonly string[]> {
  // As the debugger does it: the policy of the page lets no script in.
  await page.evaluate(axe.source);
  const violations = await page.evaluate(async () => {
    const run: (root: Document) => Promise<axe.AxeResults> = Reflect.get(window, 'axe').run;
    return (await run(document)).violations;
  });
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html, failureSummary }) => html + failureSummary)}`,
  );
}

const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };
const views = ['journal', 'groups', 'faults', 'clock', 'callbacks'];

/** A view with something open in it. */
async function show(view: string): Promise<void> {
  if (view === 'faults') emulator.tencent.control.addFault({ kind: 'latency', times: 3 });
  await goto(`/tencent/${view}${view === 'groups' ? '?group=chess' : ''}`);
  if (view === 'journal') {
    await row('modifyGroupBaseInfo').click();
    await detail().getByText('group id is invalid').first().waitFor();
  }
  if (view === 'groups') await page.locator('.table-box').nth(3).getByText('room').waitFor();
  if (view === 'faults') await page.locator('td').first().waitFor();
  if (view === 'clock') await page.locator('.now', { hasText: '20' }).waitFor();
  if (view === 'callbacks') await rows().first().waitFor();
}

describe.each(views)('the view %s', (view) => {
  test.each<[string, BrowserContextOptions]>([
    ['light', { colorScheme: 'light' }],
    ['dark', { colorScheme: 'dark' }],
    ['on a phone', phone],
    ['in Chinese', { locale: 'zh-CN' }],
  ])('fits, and is free of findings of axe: %s', async (_, options) => {
    await fill();
    await open(options);
    await show(view);

    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect([overflow, await findings()]).toEqual([0, []]);
  });
});

describe('the calls', () => {
  test('appear as they are made', async () => {
    await goto('/tencent/journal');
    await page.getByText('No calls match.').waitFor();

    await refusedCall();

    await row('modifyGroupBaseInfo').waitFor();
    await refusedCall();
    await page.getByText('2 entries').waitFor();
  });

  test('of one vendor are not those of another', async () => {
    const easemob = createEasemobProvider(emulator.easemob);
    await easemob.groups.create({ name: 'Chess', ownerId: 'alice' });
    await easemob.close();
    await goto('/tencent/journal');

    await page.getByRole('link', { name: 'Easemob' }).click();

    await row('createGroup').waitFor();
  });

  test('that were refused are found and explained', async () => {
    await fill();
    await goto('/tencent/journal');

    await page.getByLabel('Outcome').selectOption('Refused');
    await page.getByText('1 entry').waitFor();
    await rows().click();

    await page.getByRole('heading', { name: 'Why this call was refused' }).waitFor();
    expect(await detail().locator('.rule').textContent()).toBe('group id is invalid');
    expect(
      await detail().getByRole('link', { name: 'The vendor’s page' }).getAttribute('href'),
    ).toMatch(/^https:\/\/cloud\.tencent\.com\//);
    expect(await detail().locator('pre').first().textContent()).toContain('"missing"');
  });

  test('hit by a fault say so', async () => {
    emulator.tencent.control.addFault({ kind: 'reset-before', times: 1 });
    await refusedCall();
    await goto('/tencent/journal?outcome=fault');

    await row('no answer').click();

    await detail().getByText('The fault “reset-before” decided the answer.').waitFor();
  });

  test('are copied as a command without a secret', async () => {
    await refusedCall();
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await goto('/tencent/journal');
    await rows().click();

    await detail().getByRole('button', { name: 'Copy: As a curl command' }).click();

    await detail().getByText('Copied').waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toContain('usersig=\'"$IM_TOKEN"');
    expect(copied).toContain(emulator.tencent.baseUrl);
  });

  test('are searched on the server', async () => {
    await fill();
    await goto('/tencent/journal');

    await page.getByLabel('Search').fill('"room"');

    await page.getByText('1 entry').waitFor();
    expect(await rows().textContent()).toContain('modifyGroupAttr');
  });

  test('can be very many, of which few are drawn', async () => {
    await callManyTimes(3000);
    await goto('/tencent/journal');
    await page.getByText('3,000 entries').waitFor();
    await page.getByRole('listbox').focus();

    await page.keyboard.press('End');

    await page.locator('[role=option][aria-posinset="3000"]').waitFor();
    const [oldest] = emulator.tencent.control.journal();
    expect(await rows().last().locator('.number').textContent()).toBe(String(oldest?.number));
    expect(await rows().count()).toBeLessThan(100);
  });

  test('stay where they are for a reader, until the new ones are asked for', async () => {
    await callManyTimes(100);
    await goto('/tencent/journal');
    await page.getByText('100 entries').waitFor();
    await rows().first().waitFor();
    await page.getByRole('listbox').evaluate((list) => list.scrollTo(0, 640));
    await page.locator('[aria-posinset="21"]').waitFor();
    const before = await page.locator('[aria-posinset="21"]').textContent();

    await refusedCall();
    await page.getByRole('button', { name: 'Show new calls' }).waitFor();
    const after = await page.locator('[aria-posinset="21"]').textContent();
    await page.getByRole('button', { name: 'Show new calls' }).click();

    await row('modifyGroupBaseInfo').waitFor();
    expect(after).toBe(before);
  });
});

/** Makes calls that no endpoint answers. */
async function callManyTimes(calls: number): Promise<void> {
  for (let call = 0; call < calls; call += 1) {
    await fetch(`${emulator.tencent.baseUrl}/v4/x/y`, { method: 'POST' }).then((answer) =>
      answer.text(),
    );
  }
}

describe('the groups', () => {
  test('show their values, and lead to the calls that set them', async () => {
    await fill();
    await goto('/tencent/groups?group=chess');

    const part = (name: string) => page.getByRole('region', { name, exact: true });
    await part('Mutes').getByText('carol').waitFor();
    await part('Blacklist').getByText('permanent').waitFor();
    await part('Attributes').getByText('room').waitFor();
    await part('Members').getByRole('row', { name: 'bob admin' }).getByRole('link').first().click();

    await page.getByRole('heading', { name: /modifyGroupMemberInfo/ }).waitFor();
  });

  test('change as calls change them', async () => {
    const { id } = await fill();
    await goto('/tencent/groups?group=chess');
    await page.getByRole('heading', { level: 2, name: evilName }).waitFor();

    await tencent.groups.update(id, { name: 'Go' });
    await page.getByRole('heading', { level: 2, name: 'Go' }).waitFor();
    await tencent.groups.delete(id);

    await page.getByText('There is no such group now.').waitFor();
  });

  test('say which values have no call any more', async () => {
    await fill();
    emulator.tencent.control.clearJournal();
    await goto('/tencent/groups?group=chess');

    await detail().getByText('not kept').first().waitFor();

    expect(await detail().getByRole('link', { name: /^call/ }).count()).toBe(0);
  });

  test('with markup in their names show it as text', async () => {
    await fill();
    await show('groups');
    await row(evilName).waitFor();
    await page.locator('.table-box').nth(3).getByText(evilName).waitFor();
    await goto('/tencent/journal');
    await row('createGroup').click();
    await detail().locator('pre').first().waitFor();

    expect(await page.locator('img').count()).toBe(0);
    expect(await page.title()).not.toBe('1');
  });
});

test('a fault is added and removed', async () => {
  await goto('/tencent/faults');

  await page.getByLabel('Kind').selectOption('throttled');
  await page.getByLabel('Endpoint').selectOption('createGroup');
  await page.getByLabel('Calls to hit').fill('2');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByRole('row', { name: 'throttled createGroup 2' }).waitFor();
  const added = emulator.tencent.control.faults();
  await page.getByRole('button', { name: 'Remove all faults' }).click();
  await page.getByText('No faults.').waitFor();

  expect(added).toEqual([{ kind: 'throttled', endpoint: 'createGroup', times: 2 }]);
  expect(emulator.tencent.control.faults()).toEqual([]);
});

test('a fault that cannot be is refused with a reason', async () => {
  await goto('/tencent/faults');

  await page.getByLabel('Probability').fill('2');
  await page.getByRole('button', { name: 'Add', exact: true }).click();

  await page.getByText(/That did not work: probability/).waitFor();
  expect(watched.problems.splice(0)).toEqual([
    expect.stringContaining('400'),
    expect.stringContaining('400'),
  ]);
});

test('the clock is moved ahead', async () => {
  await goto('/easemob/clock');

  await page.getByRole('button', { name: '1 day' }).click();

  await page.getByText('86,400 s ahead of the machine').waitFor();
  await expect
    .poll(async () => Date.parse(`${await page.locator('.now').textContent()}Z`) - Date.now())
    .toBeGreaterThan(86_000_000);
});

test('callbacks are set, and lead to their calls', async () => {
  await goto('/tencent/callbacks');
  await page
    .getByRole('textbox', { name: 'Where callbacks go' })
    .fill('{ "url": "http://127.0.0.1:1/im" }');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Saved.').waitFor();

  await tencent.groups.create({ name: 'Chess', ownerId: 'alice' });
  await row('Group.CallbackAfterCreateGroup').click();

  await page.getByRole('heading', { name: /createGroup/ }).waitFor();
  await detail().getByText('Group.CallbackAfterCreateGroup').waitFor();
});

describe('the keys', () => {
  test('go through the list and open a call', async () => {
    await fill();
    await goto('/tencent/journal');
    await rows().first().waitFor();
    await page.getByRole('button', { name: 'Clear the journal' }).focus();
    await page.keyboard.press('Tab');

    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    const active = await page.getByRole('listbox').getAttribute('aria-activedescendant');
    await page.keyboard.press('Enter');

    expect(active).toBe('row-1');
    await page.getByRole('heading', { name: /modifyGroupAttr/ }).waitFor();
    expect(await page.locator('#row-1').getAttribute('aria-selected')).toBe('true');
    expect(await page.evaluate(() => document.activeElement?.role)).toBe('listbox');
  });

  test('reach everything in the order of the page', async () => {
    await fill();
    await show('groups');
    const reached: string[] = [];
    for (let press = 0; press < 60; press += 1) {
      await page.keyboard.press('Tab');
      reached.push(
        await page.evaluate(() => {
          const { activeElement: at } = document;
          return at?.ariaLabel ?? at?.textContent ?? '';
        }),
      );
    }

    expect(reached[0]).toBe('Skip to the content');
    expect(reached).toEqual(expect.arrayContaining(['Easemob', 'Clock', 'Groups', 'Members']));
    expect(reached.filter((text) => text.startsWith('call ')).length).toBeGreaterThan(10);
  });

  test('skip to the content', async () => {
    await goto('/tencent/faults');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');

    expect(await page.evaluate(() => document.activeElement?.id)).toBe('main');
  });
});

describe('a reload', () => {
  test('shows the same view, filter and call', async () => {
    await fill();
    await goto('/tencent/journal?outcome=refused');
    await rows().click();
    await page.getByRole('heading', { name: /modifyGroupBaseInfo/ }).waitFor();

    await page.reload();

    await page.getByRole('heading', { name: /modifyGroupBaseInfo/ }).waitFor();
    expect(await page.getByLabel('Outcome').inputValue()).toBe('refused');
    expect(await rows().count()).toBe(1);
  });

  test('keeps language and appearance', async () => {
    await goto('/tencent/clock');
    await page.getByLabel('Language').selectOption('简体中文');
    await page.getByLabel('外观').selectOption('深色');

    await page.reload();

    await page.getByRole('heading', { name: '时钟', exact: true }).waitFor();
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('zh');
    expect(await background()).toBe('rgb(22, 25, 29)');
  });
});

const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);

test('dark and light follow the system', async () => {
  await open({ colorScheme: 'dark' });
  await goto('/tencent/journal');
  const dark = await background();
  await open({ colorScheme: 'light' });
  await goto('/tencent/journal');

  expect([dark, await background()]).toEqual(['rgb(22, 25, 29)', 'rgb(255, 255, 255)']);
});

test('on a phone an open call takes the place of the list', async () => {
  await refusedCall();
  await open(phone);
  await goto('/tencent/journal');

  await rows().tap();
  await page.getByRole('heading', { name: /modifyGroupBaseInfo/ }).waitFor();
  const whileOpen = await page.getByRole('listbox').isVisible();
  await page.getByRole('button', { name: 'Close' }).tap();

  await rows().waitFor();
  expect(whileOpen).toBe(false);
});

test('every view speaks Chinese where the browser does', async () => {
  await fill();
  await open({ locale: 'zh-CN' });
  for (const view of views) {
    await show(view);

    const words = await page.locator('nav.views, label, h2, th[scope=col], .count').allInnerTexts();
    // Names of vendors, endpoints, kinds and groups are no words of ours.
    expect(words.filter((text) => text !== '' && !/\p{Script=Han}/u.test(text))).toEqual(
      view === 'groups'
        ? [evilName]
        : view === 'journal'
          ? [expect.stringMatching(/^modifyGroupBaseInfo #\d+$/)]
          : [],
    );
  }
});

test('a connection that is lost is told, and what was missed is shown once it is back', async () => {
  const proxy = await startProxy(Number(new URL(emulator.inspector).port));
  await page.context().close();
  watched = await openPage(browser, proxy.origin);
  page = watched.page;
  await goto('/tencent/journal');

  await proxy.cut();
  await page.getByText('Not connected.').waitFor();
  await refusedCall();
  await proxy.restore();

  await row('modifyGroupBaseInfo').waitFor();
  await page.getByText('Live').waitFor();
  await page.context().close();
  await proxy.cut();
  // The browser says that it could not connect.
  const others = watched.problems.splice(0).filter((problem) => !problem.includes('net::ERR_'));
  expect(others).toEqual([]);
});

/** A way to the inspector that can be cut. */
async function startProxy(target: number) {
  const sockets = new Set<Socket>();
  const server = createTcpServer((socket) => {
    const other = connect(target, '127.0.0.1');
    for (const end of [socket, other]) {
      sockets.add(end);
      end.on('error', () => {});
      end.on('close', () => {
        sockets.delete(end);
        socket.destroy();
        other.destroy();
      });
    }
    socket.pipe(other).pipe(socket);
  });
  const start = (port: number) =>
    new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  await start(0);
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    restore: () => start(port),
    cut: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

test('a page of another origin can neither read nor change anything', async () => {
  await fill();
  const server = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'text/html' });
    response.end('<!doctype html><title>other</title>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const context = await browser.newContext();
  const other = await context.newPage();
  await other.goto(`http://localhost:${port}/`);

  const got = await other.evaluate(async (inspector) => {
    const read = async (input: RequestInit, path: string) => {
      try {
        const answer = await fetch(`${inspector}${path}`, input);
        return answer.type === 'opaque' ? 'nothing' : await answer.text();
      } catch {
        return 'nothing';
      }
    };
    const heard = await new Promise((resolve) => {
      const source = new EventSource(`${inspector}/_emulator/events`);
      source.onmessage = ({ data }) => resolve(data);
      source.onerror = () => resolve('nothing');
    });
    const framed = await new Promise((resolve) => {
      const frame = document.createElement('iframe');
      frame.src = inspector;
      frame.onload = () => resolve(frame.contentDocument === null ? 'nothing' : 'a document');
      document.body.append(frame);
    });
    const write = { method: 'POST', body: '{"advanceSeconds":60}' };
    const header = { 'x-imgroups-control': '1' };
    return [
      ...[heard, framed],
      await read({}, '/_emulator/tencent/journal'),
      await read({ mode: 'no-cors' }, '/_emulator/tencent/journal'),
      await read(write, '/_emulator/tencent/clock'),
      await read({ ...write, mode: 'no-cors' }, '/_emulator/tencent/clock'),
      await read({ ...write, headers: header }, '/_emulator/tencent/clock'),
      await read({ method: 'POST', mode: 'no-cors' }, '/_emulator/tencent/reset'),
    ];
  }, emulator.inspector);
  await context.close();
  server.close();

  expect(new Set(got)).toEqual(new Set(['nothing']));
  expect(emulator.tencent.control.groups()).toHaveLength(1);
  expect(emulator.tencent.control.journal().length).toBeGreaterThan(0);
});
