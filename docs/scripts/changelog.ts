/** Adds the newest release to CHANGELOG.md, from the changelogs of the packages: `pnpm run version` runs it after `changeset version`. */
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const headings = { 'Major Changes': 'Changed', 'Minor Changes': 'New', 'Patch Changes': 'Fixed' };
const unreleased = /^## Not released yet\n[\s\S]*?(?=^## |(?![\s\S]))/m;

/** Adds a release of all packages in place of the notes on what was not released. */
export function withRelease(changelog: string, packages: ReadonlyMap<string, string>): string {
  const [version] = [...packages.values()].flatMap((text) => /^## (\S+)/m.exec(text)?.[1] ?? []);
  if (version === undefined || changelog.includes(`\n## ${version}\n`)) return changelog;
  const parts = Object.entries(headings).flatMap(([heading, title]) => {
    const notes = notesOf(packages, version, heading);
    const lines = [...notes].map(([note, names]) => `- ${note} (${names.join(', ')})`);
    return lines.length === 0 ? [] : [`### ${title}\n\n${lines.join('\n')}`];
  });
  const section = [`## ${version}`, ...parts].join('\n\n');
  const before = changelog.replace(unreleased, '');
  const [head = '', ...releases] = before.split(/^(?=## )/m);
  return `${[head.trim(), section, ...releases.map((text) => text.trim())].join('\n\n')}\n`;
}

/** The notes of a release below a heading, each with the packages that have it. */
function notesOf(
  packages: ReadonlyMap<string, string>,
  version: string,
  heading: string,
): ReadonlyMap<string, readonly string[]> {
  const notes = new Map<string, string[]>();
  for (const [name, text] of packages) {
    const release = sectionOf(text, '## ', version);
    for (const item of sectionOf(release, '### ', heading).split(/^- /m).slice(1)) {
      // Another version of a package of ours is no news: all have the same.
      if (item.startsWith('Updated dependencies')) continue;
      const note = item.trim().replace(/^[0-9a-f]{7,40}: /, '');
      notes.set(note, [...(notes.get(note) ?? []), name]);
    }
  }
  return notes;
}

/** Returns the text below a heading, up to the next one of its level. */
function sectionOf(text: string, level: string, heading: string): string {
  const sections = `\n${text}`.split(`\n${level}`);
  return sections.find((section) => section.split('\n')[0] === heading) ?? '';
}

if (import.meta.main) {
  const root = fileURLToPath(new URL('../../', import.meta.url));
  const files = globSync('packages/*/CHANGELOG.md', { cwd: root }).sort();
  const packages = new Map(
    files.map((file) => {
      const text = readFileSync(join(root, file), 'utf8');
      return [/^# (\S+)/.exec(text)?.[1] ?? file, text];
    }),
  );
  const path = join(root, 'CHANGELOG.md');
  writeFileSync(path, withRelease(readFileSync(path, 'utf8'), packages));
}
