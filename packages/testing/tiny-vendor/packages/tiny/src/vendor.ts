import { createFromEnvironment, type Vendor } from '@imgroups/core/adapter';
import { tinyOperations } from './driver/operations.ts';
import { tinyTables } from './endpoints.ts';
import { createTinyProvider } from './provider.ts';

/** Tiny, for tools that work with any vendor. */
export const tiny: Vendor<'tiny'> = {
  name: 'tiny',
  titles: { en: 'Tiny', zh: '小小' },
  chapters: tinyTables,
  operations: tinyOperations,
  createProvider: createTinyProvider,
  fromEnv: (environment, options) =>
    createFromEnvironment({
      provider: 'tiny',
      variables: {
        baseUrl: { name: 'BASE_URL', required: true },
        key: { name: 'KEY', required: true },
      },
      environment,
      options,
      create: createTinyProvider,
    }),
};
