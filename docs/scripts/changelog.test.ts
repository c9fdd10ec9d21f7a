import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { withRelease } from './changelog.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const changelog = readFileSync(join(root, 'CHANGELOG.md'), 'utf8');

/** Two packages with the changesets of a release, to which `changeset version` is applied. */
function release(...changesets: readonly string[]): ReadonlyMap<string, string> {
  const folder = mkdtempSync(join(tmpdir(), 'imgroups-changelog-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const write = (path: string, text: string) => {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  write('package.json', '{"name":"root","private":true}');
  write('pnpm-workspace.yaml', 'packages: ["packages/*"]\n');
  cpSync(join(root, '.changeset/config.json'), join(folder, '.changeset/config.json'));
  const config = JSON.parse(readFileSync(join(folder, '.changeset/config.json'), 'utf8'));
  const names = ['@imgroups/core', '@imgroups/tencent'];
  write(
    '.changeset/config.json',
    JSON.stringify({
      ...config,
      changelog: '@changesets/cli/changelog',
      fixed: [names],
      ignore: [],
    }),
  );
  write('packages/core/package.json', '{"name":"@imgroups/core","version":"0.0.0"}');
  write(
    'packages/tencent/package.json',
    '{"name":"@imgroups/tencent","version":"0.0.0","dependencies":{"@imgroups/core":"workspace:^"}}',
  );
  for (const [index, text] of changesets.entries()) write(`.changeset/note-${index}.md`, text);
  const program = join(root, 'node_modules/@changesets/cli/bin.js');
  execFileSync('git', ['init', '--quiet'], { cwd: folder });
  execFileSync(process.execPath, [program, 'version'], { cwd: folder, stdio: 'pipe' });
  return new Map(
    names.map((name) => {
      const path = name.replace('@imgroups', 'packages');
      return [name, readFileSync(join(folder, path, 'CHANGELOG.md'), 'utf8')];
    }),
  );
}

test('a release takes the place of what was not released, each note once with its packages', () => {
  const packages = release(
    "---\n'@imgroups/core': minor\n'@imgroups/tencent': minor\n---\n\nGroups can be listed.\n",
    "---\n'@imgroups/tencent': patch\n---\n\nA signature lives a day.\n",
  );

  const text = withRelease(changelog, packages);

  expect(text).not.toContain('Not released yet');
  expect(text).toContain(
    [
      '## 0.1.0',
      '### New',
      '- Groups can be listed. (@imgroups/core, @imgroups/tencent)',
      '### Fixed',
      '- A signature lives a day. (@imgroups/tencent)\n',
    ].join('\n\n'),
  );
  expect(withRelease(text, packages)).toBe(text);
});

test('a later release stands above the earlier one', () => {
  const packages = new Map([
    ['@imgroups/core', '# @imgroups/core\n\n## 0.2.0\n\n### Patch Changes\n\n- 1234567: Mended.\n'],
  ]);

  const text = withRelease('# Changelog\n\nIntroduction.\n\n## 0.1.0\n\nOld.\n', packages);

  expect(text).toBe(
    '# Changelog\n\nIntroduction.\n\n## 0.2.0\n\n### Fixed\n\n- Mended. (@imgroups/core)\n\n## 0.1.0\n\nOld.\n',
  );
});
