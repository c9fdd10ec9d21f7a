import { rmSync } from 'node:fs';
import { writeApiPages } from './api-pages.ts';

const folder = new URL('../reference/api/', import.meta.url);
rmSync(folder, { recursive: true, force: true });
const { pages, problems } = await writeApiPages(folder);
for (const problem of problems) console.error(problem);
console.log(`docs/reference/api: ${pages} pages`);
process.exitCode = problems.length > 0 ? 1 : 0;
