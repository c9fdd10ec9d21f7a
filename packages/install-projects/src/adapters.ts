import { registry } from '@imgroups/emulator/registry';
import { foldersOf } from '../../testing/src/vendor-folders.ts';

const vendors = registry.map(({ vendor }) => vendor);

/** The packages of all vendors. */
export const adapters: readonly string[] = [
  ...new Set(vendors.map((vendor) => `@imgroups/${foldersOf(vendor).package}`)),
];

/** The part of `templates/application.ts` that names vendors: it opens all of them. */
export function applicationOfVendors(): string {
  const opened = vendors.map((vendor) => {
    const create = vendor.createProvider.name;
    const options = `${create.replace('create', '')}Options`;
    return { name: vendor.name, module: foldersOf(vendor).module, create, options };
  });
  return [
    `import { type GroupProvider, isImGroupsError } from '${adapters.at(-1)}';`,
    ...opened.map(
      ({ module, create, options }) => `import { ${create}, type ${options} } from '${module}';`,
    ),
    "const cursorSecret = 'a sealed cursor needs 32 characters or more';",
    'export interface Settings {',
    ...opened.map(({ name, options }) => `  readonly ${name}: ${options};`),
    '}',
    'export async function application(settings: Settings): Promise<string[]> {',
    '  return [',
    ...opened.map(
      ({ name, create }) =>
        `    await useGroups(${create}({ ...settings.${name}, cursorSecret })),`,
    ),
    '  ];',
    '}',
    '',
  ].join('\n');
}
