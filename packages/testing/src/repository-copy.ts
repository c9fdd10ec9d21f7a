import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const repository = fileURLToPath(new URL('../../../', import.meta.url));

/** The end of a command, with all its output. */
export interface Ended {
  readonly ok: boolean;
  readonly output: string;
}

/** A copy of the sources that can be changed, with the packages that are installed here. */
export class RepositoryCopy {
  /** The same in every run, so that compilers and Vitest find what they kept of the last one. */
  readonly folder = join(realpathSync(tmpdir()), `imgroups-copy-${hashOf(repository)}`);
  readonly #written = new Set<string>();

  constructor() {
    this.remove();
    const left = /[/\\](node_modules|dist|\.git|reports|cache|api)$/;
    cpSync(repository, this.folder, {
      recursive: true,
      filter: (path) => !left.test(path),
    });
    link(join(repository, 'node_modules'), join(this.folder, 'node_modules'));
    for (const installed of globSync(
      '{packages/*,docs,docs/examples,docs/examples/*}/node_modules',
      {
        cwd: repository,
      },
    )) {
      this.#linkInstalled(installed);
    }
  }

  /** Links what is installed for a package; our own packages are those of the copy. */
  #linkInstalled(installed: string): void {
    for (const name of packagesIn(join(repository, installed))) {
      const target = name.startsWith('@imgroups/')
        ? this.#folderOf(name)
        : realpathSync(join(repository, installed, name));
      link(target, join(this.folder, installed, name));
    }
  }

  #folderOf(name: string): string {
    return join(this.folder, 'packages', basename(name));
  }

  /** Installs a package of the copy for another one, as its manifest asks for. */
  install(into: string, ...names: readonly string[]): void {
    for (const name of names) {
      const target = name.startsWith('@imgroups/')
        ? this.#folderOf(name)
        : realpathSync(join(repository, 'packages/core/node_modules', name));
      link(target, join(this.folder, into, 'node_modules', name));
    }
  }

  /** Adds the files of a folder. */
  add(folder: string): void {
    for (const file of globSync('**/*.*', { cwd: folder })) {
      if (statSync(join(folder, file)).isFile()) {
        this.write(file.replaceAll('\\', '/'), readFileSync(join(folder, file), 'utf8'));
      }
    }
  }

  /** Writes one file. */
  write(file: string, text: string): void {
    mkdirSync(dirname(join(this.folder, file)), { recursive: true });
    writeFileSync(join(this.folder, file), text);
    this.#written.add(file);
  }

  /** Writes a text before another one that the file has once. */
  insert(file: string, before: string, text: string): void {
    const parts = this.#text(file).split(before);
    if (parts.length !== 2) throw new Error(`${file} has not once: ${before}`);
    this.write(file, parts.join(text + before));
  }

  /** Runs a program of Node in the copy. */
  run(...args: readonly string[]): Promise<Ended> {
    const env = Object.fromEntries(
      Object.entries(process.env).filter(([name]) => !name.startsWith('VITEST')),
    );
    const options = { cwd: this.folder, env, maxBuffer: 1e8 };
    return new Promise((resolve) => {
      execFile(process.execPath, [...args], options, (error, stdout, stderr) => {
        resolve({ ok: error === null, output: `${stdout}${stderr}` });
      });
    });
  }

  /** The files of the repository that were changed by hand: not by a program that ran. */
  changed(): readonly string[] {
    return [...this.#written].filter((file) => existsSync(join(repository, file))).sort();
  }

  /** The files that were added by hand. */
  added(): readonly string[] {
    return [...this.#written].filter((file) => !existsSync(join(repository, file))).sort();
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  #text(file: string): string {
    return readFileSync(join(this.folder, file), 'utf8');
  }
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}

/** The names of the packages in a folder of installed ones. */
function packagesIn(folder: string): readonly string[] {
  return readdirSync(folder)
    .filter((name) => !name.startsWith('.'))
    .flatMap((name) =>
      name.startsWith('@')
        ? readdirSync(join(folder, name)).map((inner) => `${name}/${inner}`)
        : [name],
    );
}

function link(target: string, path: string): void {
  mkdirSync(dirname(path), { recursive: true });
  // A junction needs no rights on Windows; elsewhere the type does not matter.
  if (!existsSync(path)) symlinkSync(target, path, 'junction');
}
