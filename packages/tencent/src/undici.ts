export * from '@imgroups/core/undici';
