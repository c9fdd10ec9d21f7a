import { registerHooks } from 'node:module';

/** Lets a Node process run the sources of this repository: `@imgroups/tencent/endpoints` is `packages/tencent/src/endpoints.ts`. */
registerHooks({
  resolve(specifier, context, next) {
    const [, name, entry = 'index'] = specifier.match(/^@imgroups\/(\w+)(?:\/(\w+))?$/) ?? [];
    if (name === undefined) return next(specifier, context);
    return next(new URL(`../../${name}/src/${entry}.ts`, import.meta.url).href, context);
  },
});
