import { undiciTransport } from '@imgroups/tencent/undici';
import { application } from './application.js';

const { tencent, easemob } = JSON.parse(process.env.IMGROUPS_SETTINGS);
const transport = undiciTransport();
const lines = await application({
  tencent: { ...tencent, transport },
  easemob: { ...easemob, transport },
});
console.log(`on ${navigator.userAgent}`);
console.log(lines.join('\n'));
