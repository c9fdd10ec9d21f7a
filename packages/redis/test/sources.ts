import { registerHooks } from 'node:module';

/** Lets child processes run on the packages' sources, as the tests do. */
registerHooks({
  resolve(specifier, context, next) {
    const [, name, part = 'index'] = /^@imgroups\/(\w+)(?:\/(\w+))?$/.exec(specifier) ?? [];
    if (!name) return next(specifier, context);
    const path = name === 'emulator' && part !== 'index' ? `${part}/index` : part;
    return next(new URL(`../../${name}/src/${path}.ts`, import.meta.url).href, context);
  },
});
