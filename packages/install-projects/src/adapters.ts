import { registry } from '@imgroups/emulator/registry';

/** The package of each vendor. */
export const adapters: readonly string[] = registry.map(({ vendor }) => `@imgroups/${vendor.name}`);

/** The part of `templates/application.ts` that names vendors: it opens all of them. */
export function applicationOfVendors(): string {
  const vendors = registry.map(({ vendor: { name } }) => {
    const title = name.charAt(0).toUpperCase() + name.slice(1);
    return { name, create: `create${title}Provider`, options: `${title}ProviderOptions` };
  });
  return [
    `import { type GroupProvider, isImGroupsError } from '${adapters.at(-1)}';`,
    ...vendors.map(
      ({ name, create, options }) =>
        `import { ${create}, type ${options} } from '@imgroups/${name}';`,
    ),
    "const cursorSecret = 'a sealed cursor needs 32 characters or more';",
    'export interface Settings {',
    ...vendors.map(({ name, options }) => `  readonly ${name}: ${options};`),
    '}',
    'export async function application(settings: Settings): Promise<string[]> {',
    '  return [',
    ...vendors.map(
      ({ name, create }) =>
        `    await useGroups(${create}({ ...settings.${name}, cursorSecret })),`,
    ),
    '  ];',
    '}',
    '',
  ].join('\n');
}
