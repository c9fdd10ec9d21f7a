/**
 * The code blocks of the documentation: each `ts` block must compile as a module of its own, and each `ts run` block
 * must run and print the `text` block that follows it.
 *
 * - Names that a block does not declare come from `snippet-globals.d.ts`.
 * - A block that begins with a comment like `// src/groups.ts` can be imported by the other blocks of its page.
 *
 * `node --conditions=@imgroups/source docs/scripts/snippets.ts [part of a page's path]` checks the types and prints what is wrong.
 */
import { execFile } from 'node:child_process';
import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { registry } from '@imgroups/emulator/registry';
import type { FileSystem } from 'typescript-7/unstable/fs';
import { API, type Diagnostic } from 'typescript-7/unstable/sync';
import { foldersOf } from '../../packages/testing/src/vendor-folders.ts';

/** One `ts` block of a page. */
export interface Snippet {
  /** Path of the page from the root of the repository. */
  readonly page: string;
  /** Line of the page that holds the first line of the code, from 1. */
  readonly line: number;
  readonly code: string;
  /** True if it is a complete program. */
  readonly runs: boolean;
  /** The output that the page shows. */
  readonly output?: string | undefined;
}

/** Something wrong in a block, as compilers write it: file, line, message. */
export interface SnippetFault {
  readonly page: string;
  readonly line: number;
  readonly message: string;
}

const root = fileURLToPath(new URL('../../', import.meta.url));
const generated = /(^|\/)(node_modules|\.[^/]+)\/|^docs\/reference\/api\//;

/** The pages of the documentation that are written or generated into the repository. */
function pages(): readonly string[] {
  const patterns = ['*.md', 'packages/*/README*.md', 'docs/**/*.md'];
  const found = globSync(patterns, { cwd: root, exclude: (path) => /node_modules/.test(path) });
  return found
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => !generated.test(path))
    .sort();
}

/** The blocks of all pages. */
export function snippets(): readonly Snippet[] {
  return pages().flatMap((page) => snippetsOf(page, readFileSync(join(root, page), 'utf8')));
}

/** Code without its comments, which a Chinese page may translate. */
export function withoutComments(code: string): string {
  return code.replaceAll(/ *(?<!:)\/\/ .*$| *\/\*\*[\s\S]*?\*\/$/gm, '').trim();
}

/** The blocks of one page. */
export function snippetsOf(page: string, text: string): readonly Snippet[] {
  const blocks = [...text.replaceAll('\r\n', '\n').matchAll(fence)].map((match) => ({
    language: match.groups?.language ?? '',
    words: match.groups?.words ?? '',
    code: withoutIndent(match.groups?.code ?? '', match.groups?.indent ?? ''),
    line: match.input.slice(0, match.index).split('\n').length + 1,
    before: match.input.slice(0, match.index),
    end: match.index + match[0].length,
  }));
  return blocks.flatMap(({ language, words, code, line, end }, index) => {
    if (language !== 'ts') return [];
    const next = blocks[index + 1];
    const follows = next?.language === 'text' && next.before.slice(end).trim() === '';
    const runs = words.split(/\s+/).includes('run');
    return [{ page, line, code, runs, output: runs && follows ? next.code : undefined }];
  });
}

const fence =
  /^(?<indent> *)```(?<language>[a-z]+)(?<words>[^\n]*)\n(?<code>[\s\S]*?)^\k<indent>```$/gm;

function withoutIndent(code: string, indent: string): string {
  return indent === '' ? code : code.replaceAll(new RegExp(`^${indent}`, 'gm'), '');
}

/** Compiles blocks on the sources, each as a module; nothing is written. */
export function typeFaults(blocks: readonly Snippet[]): readonly SnippetFault[] {
  const snippetOfFile = new Map(blocks.map((snippet) => [fileOf(snippet), snippet]));
  const files = new Map([...snippetOfFile].map(([file, { code }]) => [file, code]));
  const folder = join(root, 'docs/scripts/.snippets');
  const globalsFile = join(folder, 'globals.d.ts');
  const project = join(folder, 'tsconfig.json');
  files.set(globalsFile, globals());
  files.set(project, JSON.stringify({ ...configuration, files: [...files.keys()] }));
  const compiler = new API({ cwd: root, fs: withFiles(files) });
  try {
    const program = compiler
      .updateSnapshot({ openProjects: [project] })
      .getProject(project)?.program;
    if (!program) throw new Error('the compiler has not opened the project of the blocks');
    return [...snippetOfFile].flatMap(([file, { page, line, code }]) => {
      const found = [
        ...program.getSyntacticDiagnostics(file),
        ...program.getSemanticDiagnostics(file),
      ];
      return found.map((fault) => ({
        page,
        line: line + code.slice(0, fault.pos).split('\n').length - 1,
        message: messageOf(fault),
      }));
    });
  } finally {
    compiler.close();
  }
}

/** The message of a fault, with what explains it on lines of its own. */
function messageOf({ text, messageChain = [] }: Diagnostic): string {
  return [text, ...messageChain.map(messageOf)].join('\n');
}

/** Returns the file in which the compiler finds a block: beside its page, so that packages are found as from there. */
function fileOf({ page, line, code }: Snippet): string {
  const name = /^\/\/ (\S+\.ts)\n/.exec(code)?.[1] ?? `line-${line}.ts`;
  const folder = page.includes('/') ? dirname(page) : 'docs';
  return join(root, folder, `.${basename(page, '.md')}`, name);
}

/** The names of `snippet-globals.d.ts` and the client of each vendor, as `tencentClient`, seen by every module. */
function globals(): string {
  const text = readFileSync(join(root, 'docs/scripts/snippet-globals.d.ts'), 'utf8');
  const [imports = '', ...declarations] = text.split(/^(?=declare const )/m);
  const names = declarations.join('').replaceAll(/^declare const /gm, 'const ');
  const clients = registry.map(({ vendor }) => {
    const { createProvider } = vendor;
    const provider = `import('${foldersOf(vendor).module}').${createProvider.name}`;
    return `const ${vendor.name}Client: ReturnType<typeof ${provider}>['client'];\n`;
  });
  return `${imports}declare global {\n${names}${clients.join('')}}\n`;
}

const configuration = {
  extends: '../../../tsconfig.json',
  compilerOptions: {
    incremental: false,
    moduleDetection: 'force',
    // Applications choose for themselves, and NestJS needs both.
    experimentalDecorators: true,
    erasableSyntaxOnly: false,
  },
  include: [],
};

/** The file system with these files beside those on the disk. */
function withFiles(files: ReadonlyMap<string, string>): FileSystem {
  const folders = new Set([...files.keys()].map((file) => dirname(file)));
  return {
    readFile: (file) => files.get(join(file)),
    fileExists: (file) => files.has(join(file)) || undefined,
    directoryExists: (folder) => folders.has(join(folder)) || undefined,
  };
}

/** Writes the files of a page (`guide/express.md`) into a folder: its blocks that begin with a comment like `// src/groups.ts`. */
export function writeFilesOf(page: string, folder: string): void {
  const text = readFileSync(join(root, 'docs', page), 'utf8');
  for (const { code } of snippetsOf(`docs/${page}`, text)) {
    const [, path] = /^\/\/ (\S+\.ts)\n/.exec(code) ?? [];
    if (path === undefined) continue;
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), code);
  }
}

/** Runs a program on the built packages, as a user would, from a folder inside `docs`; what it prints. */
export async function run({ page, line, code }: Snippet, folder: string): Promise<string> {
  const file = join(folder, `${page.replaceAll(/[^a-zA-Z0-9]+/g, '-')}-${line}.ts`);
  writeFileSync(file, code);
  const { stdout } = await promisify(execFile)(process.execPath, [file]);
  return stdout;
}

if (import.meta.main) {
  const part = process.argv[2] ?? '';
  const faults = typeFaults(snippets().filter(({ page }) => page.includes(part)));
  for (const { page, line, message } of faults) console.log(`${page}:${line} ${message}`);
  console.log(faults.length === 0 ? 'All blocks compile.' : `${faults.length} faults.`);
  process.exitCode = faults.length === 0 ? 0 : 1;
}
