import { application } from './application.js';

export default {
  async fetch(_request, env) {
    const lines = await application(env.SETTINGS);
    return new Response([`on ${navigator.userAgent}`, ...lines].join('\n'));
  },
};
