import { application } from './application.js';

application(JSON.parse(process.env.IMGROUPS_SETTINGS)).then((lines) => {
  console.log(lines.join('\n'));
});
