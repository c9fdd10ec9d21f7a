import { globSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Language } from './language.ts';

export const docs = new URL('../../', import.meta.url);

/** Folder of the pages of each language, below `docs`. */
export const folders: Readonly<Record<Language, string>> = {
  en: 'reference',
  zh: 'zh/reference',
};

/** The pages that are there now, without those of the API, which another generator makes. */
export function writtenPages(): readonly string[] {
  return Object.values(folders)
    .flatMap((folder) => globSync(`${folder}/**/*.md`, { cwd: fileURLToPath(docs) }))
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => !path.startsWith(`${folders.en}/api/`))
    .sort();
}
