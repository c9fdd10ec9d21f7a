import { createTencentProvider } from '@imgroups/tencent';
import { application } from './application.js';

let tencent;

export default {
  async fetch(request, { SETTINGS }) {
    if (new URL(request.url).pathname === '/list') {
      // One for all requests, which wait for each other's places: one call per second.
      tencent ??= createTencentProvider(SETTINGS.tencent);
      const { items } = await tencent.groups.list().first();
      return new Response(`${items.length > 0}`);
    }
    const lines = await application(SETTINGS);
    return new Response([`on ${navigator.userAgent}`, ...lines].join('\n'));
  },
};
