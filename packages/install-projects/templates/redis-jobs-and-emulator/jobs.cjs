const { forEachGroup } = require('@imgroups/jobs');
const { openMigration } = require('@imgroups/jobs/migrate');
const { createTencentProvider } = require('@imgroups/tencent');

const { tencent } = JSON.parse(process.env.IMGROUPS_SETTINGS);
const provider = createTencentProvider(tencent);

if (typeof openMigration !== 'function') throw new Error('no openMigration');
forEachGroup(provider, async ({ name }) => name, { journal: ':memory:' })
  .then(({ status }) => console.log(status))
  .finally(() => provider.close());
