import { runtimeSuite } from './chaos/runtimes/runtime-suite.ts';

export default {
  async fetch(_request, { SETTINGS }) {
    const result = await runtimeSuite(SETTINGS, undefined);
    return new Response(`on ${navigator.userAgent}\nRESULT ${JSON.stringify(result)}`);
  },
};
