import { spawnSync } from 'node:child_process';
import { stripVTControlCharacters } from 'node:util';
import { afterAll, describe, expect, test } from 'vitest';
import { runOnTerminal } from './command.ts';
import { type Scene, startScenes } from './scene.ts';

const emulators = await startScenes();
afterAll(() => emulators.close());
const { environment, createGroup, provider } = emulators.scenes.tencent as Scene;
// `script` of util-linux makes a terminal; other systems have another program of this name, or none.
const hasTerminal = spawnSync('script', ['--version'], { encoding: 'utf8' }).stdout?.includes(
  'util-linux',
);

describe.runIf(hasTerminal)('on a terminal', () => {
  test('a list is a table, in bold and without colour where nobody wants any', async () => {
    const group = await createGroup(['bob']);

    const styled = await runOnTerminal(['mutes', 'list', group], { environment });
    const { code, output } = await runOnTerminal(['members', 'list', group], {
      environment: { ...environment, NO_COLOR: '1' },
    });

    expect([styled.code, code]).toEqual([0, 0]);
    expect(output).toBe(stripVTControlCharacters(output));
    const shown = output.replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '2026-01-01T00:00:00.000Z');
    await expect(shown).toMatchFileSnapshot('golden/terminal-members.txt');
  });

  test('a result of several is a table with a summary', async () => {
    const group = await createGroup([]);

    const { code, output } = await runOnTerminal(
      ['members', 'add', group, 'bob', 'nobody', '--lang', 'zh'],
      {
        environment: { ...environment, NO_COLOR: '1' },
      },
    );

    expect(code).toBe(3);
    // A slow machine shows how far it is.
    const shown = stripVTControlCharacters(output).replaceAll(/^.*\r/gm, '');
    await expect(shown).toMatchFileSnapshot('golden/terminal-bulk.txt');
  });

  test.each([
    ['y', 0],
    ['n', 2],
  ])('a question that is answered with %s ends with %s', async (answer, expected) => {
    const group = await createGroup([]);

    const { code, output } = await runOnTerminal(['groups', 'delete', group], {
      environment,
      input: `${answer}\n`,
    });

    expect(output).toContain(`This dissolves the group ${group} for good. Go on?`);
    expect(code).toBe(expected);
    expect((await provider.groups.getMany([group])).has(group)).toBe(answer === 'n');
  });
});
