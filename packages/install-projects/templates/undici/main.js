import { undiciTransport } from '@imgroups/tencent/undici';
import { application } from './application.js';

const transport = undiciTransport();
const settings = Object.entries(JSON.parse(process.env.IMGROUPS_SETTINGS)).map(
  ([vendor, options]) => [vendor, { ...options, transport }],
);
const lines = await application(Object.fromEntries(settings));
console.log(`on ${navigator.userAgent}`);
console.log(lines.join('\n'));
