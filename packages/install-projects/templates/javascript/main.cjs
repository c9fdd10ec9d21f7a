const { application } = require('./application.cjs');

application(JSON.parse(process.env.IMGROUPS_SETTINGS)).then((lines) => {
  console.log(`on ${navigator.userAgent}`);
  console.log(lines.join('\n'));
});
