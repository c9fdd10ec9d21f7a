export * from '@imgroups/core';
export { createTinyProvider, type TinyProviderOptions } from './provider.ts';
