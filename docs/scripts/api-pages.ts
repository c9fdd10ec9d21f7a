import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path/posix';
import { fileURLToPath } from 'node:url';
import {
  Application,
  Comment,
  Converter,
  type DeclarationReflection,
  Logger,
  LogLevel,
  OptionDefaults,
  type ProjectReflection,
  ReflectionKind,
} from 'typedoc';
import type { PluginOptions } from 'typedoc-plugin-markdown';
import { publishedPackages } from '../../packages/build/src/packages.ts';

const repository = fileURLToPath(new URL('../../', import.meta.url)).replaceAll('\\', '/');
const packages = publishedPackages().map(({ name }) => name);

/** The pages that were written, and the warnings and errors of TypeDoc. */
export interface ApiPages {
  readonly pages: number;
  readonly problems: readonly string[];
}

/** Writes a page for everything that the packages export, from the docstrings in the sources. */
export async function writeApiPages(folder: URL): Promise<ApiPages> {
  const entries = packages.flatMap(entriesOf);
  const logger = new ProblemLogger();
  const application = await Application.bootstrapWithPlugins({
    ...markdownOptions,
    name: 'API',
    outputs: [{ name: 'markdown', path: fileURLToPath(folder) }],
    plugin: ['typedoc-plugin-markdown'],
    tsconfig: `${repository}tsconfig.json`,
    entryPoints: entries.map(({ source }) => source),
    // The adapters hand on everything of the core, which is described once.
    excludeReferences: true,
    excludePrivate: true,
    // Already done by the type check.
    skipErrorChecking: true,
    readme: 'none',
    excludeExternals: true,
    // Names in the vendors' Chinese documentation, which the reference of the endpoints shows.
    blockTags: [...OptionDefaults.blockTags, '@title'],
    excludeTags: [...OptionDefaults.excludeTags, '@title'],
    basePath: repository,
    disableGit: true,
    sourceLinkTemplate: '{path}',
    validation: { notExported: true, invalidLink: true, notDocumented: false },
  });
  application.logger = logger;
  application.converter.on(Converter.EVENT_RESOLVE_BEGIN, ({ project }) => {
    nameModules(project, entries);
    removeSchemas(project);
    moveTables(project);
  });
  application.converter.on(Converter.EVENT_RESOLVE_END, ({ project }) => {
    linkSources(project);
    hideDerivation(project);
  });
  const project = await application.convert();
  if (!project) return { pages: 0, problems: [...logger.problems] };
  validate(application, project);
  await application.generateOutputs(project);
  return { pages: globSync('**/*.md', { cwd: folder }).length, problems: [...logger.problems] };
}

const markdownOptions: Partial<PluginOptions> = {
  entryFileName: 'README',
  hidePageHeader: true,
  expandObjects: true,
  indexFormat: 'table',
  parametersFormat: 'table',
  interfacePropertiesFormat: 'table',
  classPropertiesFormat: 'table',
  typeAliasPropertiesFormat: 'table',
  typeDeclarationFormat: 'table',
  tableColumnSettings: {
    hideDefaults: true,
    hideInherited: true,
    hideModifiers: true,
    hideOverrides: true,
    hideSources: true,
  },
};

/** TypeDoc looks for types that are not exported in one package at a time. */
function validate(application: Application, project: ProjectReflection): void {
  for (const folder of packages) {
    project.packageName = `@imgroups/${folder}`;
    application.validate(project);
  }
}

interface Entry {
  /** As users import it. */
  readonly name: string;
  readonly source: string;
  /** Of the package; its other entries describe themselves in a `@module` comment. */
  readonly summary: string | undefined;
}

/** The public entries of a package. */
function entriesOf(folder: string): Entry[] {
  const text = readFileSync(`${repository}packages/${folder}/package.json`, 'utf8');
  const { name, description, exports } = JSON.parse(text) as PackageFile;
  return Object.entries(exports).flatMap(([subpath, target]) => {
    if (typeof target === 'string') return [];
    const path = join(repository, 'packages', folder, target['@imgroups/source']);
    // These hand on an entry of the core, and have nothing of their own.
    return readFileSync(path, 'utf8').startsWith("export * from '@imgroups/core/")
      ? []
      : [
          {
            name: name + subpath.slice(1),
            source: path,
            summary: subpath === '.' ? description : undefined,
          },
        ];
  });
}

interface PackageFile {
  readonly name: string;
  readonly description: string;
  readonly exports: Readonly<Record<string, string | { readonly '@imgroups/source': string }>>;
}

function nameModules(project: ProjectReflection, entries: readonly Entry[]): void {
  for (const module of project.getReflectionsByKind(ReflectionKind.SomeModule)) {
    const file = fileOf(module as DeclarationReflection);
    const entry = entries.find(({ source }) => source === file);
    if (!entry) continue;
    module.name = entry.name;
    if (entry.summary) module.comment = new Comment([{ kind: 'text', text: entry.summary }]);
    if (!module.comment) throw new Error(`${file} has no @module comment`);
  }
}

/** Links lead to the main branch, wherever the pages are made. */
function linkSources(project: ProjectReflection): void {
  for (const reflection of Object.values(project.reflections)) {
    for (const source of (reflection as DeclarationReflection).sources ?? []) {
      const path = source.fullFileName.replace(repository, '');
      source.url = `https://github.com/imgroups/imgroups/blob/main/${path}#L${source.line}`;
    }
  }
}

/** That a type is made from a schema or a table says nothing to its users: they see the fields. */
function hideDerivation(project: ProjectReflection): void {
  for (const type of project.getReflectionsByKind(ReflectionKind.Interface)) {
    const declaration = type as DeclarationReflection;
    declaration.extendedTypes = declaration.extendedTypes?.filter(
      (parent) =>
        parent.type !== 'reference' ||
        !['InferInput', 'InferOutput', 'ClientOf', 'ReturnType'].includes(parent.name),
    );
    declaration.typeHierarchy =
      declaration.extendedTypes?.length === 0 ? undefined : declaration.typeHierarchy;
  }
}

/** The schemas are exported as types only, to name requests and answers: nobody can use them as values. */
function removeSchemas(project: ProjectReflection): void {
  for (const variable of project.getReflectionsByKind(ReflectionKind.Variable)) {
    const isTable = variable.name.endsWith('Endpoints');
    if (fileOf(variable as DeclarationReflection)?.includes('/src/chapters/') && !isTable) {
      project.removeReflection(variable);
    }
  }
}

/** Moves an export of two entries to one of them: tables to `./endpoints`, the client to the root. */
function moveTables(project: ProjectReflection): void {
  const modules = project.getReflectionsByKind(ReflectionKind.Module) as DeclarationReflection[];
  for (const tables of modules.filter(({ name }) => name.endsWith('/endpoints'))) {
    const root = modules.find(({ name }) => `${name}/endpoints` === tables.name);
    if (!root) continue;
    const move = (from: DeclarationReflection, to: DeclarationReflection, fits: RegExp) => {
      for (const child of from.children?.filter(({ name }) => fits.test(name)) ?? []) {
        from.removeChild(child);
        child.parent = to;
        to.addChild(child);
      }
    };
    move(root, tables, /Endpoints$/);
    move(tables, root, /Client$/);
  }
}

function fileOf({ sources }: DeclarationReflection): string | undefined {
  return sources?.[0]?.fullFileName;
}

/** Keeps warnings and errors, so that they can fail the build. */
class ProblemLogger extends Logger {
  readonly problems = new Set<string>();
  #doubleComment = '';

  override log(message: string, level: LogLevel): void {
    if (this.#doubleComment && level === LogLevel.Info) {
      this.#judgeDoubleComment(message);
    } else if (message.includes('multiple declarations with a comment')) {
      this.#doubleComment = message;
    } else if (level >= LogLevel.Warn) {
      this.problems.add(message);
    }
  }

  /** TypeDoc meets the one comment of a field again in every type that is derived from its schema. */
  #judgeDoubleComment(message: string): void {
    const places = new Set(message.split('\n').slice(1));
    if (places.size > 1) this.problems.add(`${this.#doubleComment}: ${[...places].join()}`);
    this.#doubleComment = '';
  }
}
