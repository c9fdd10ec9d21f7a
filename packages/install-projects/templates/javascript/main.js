import { application } from './application.js';

const lines = await application(JSON.parse(process.env.IMGROUPS_SETTINGS));
console.log(`on ${navigator.userAgent}`);
console.log(lines.join('\n'));
