const { forEachGroup } = require('@imgroups/jobs');
const { createTencentProvider } = require('@imgroups/tencent');

const { tencent } = JSON.parse(process.env.IMGROUPS_SETTINGS);
const provider = createTencentProvider(tencent);

forEachGroup(provider, async ({ name }) => name, { journal: ':memory:' })
  .then(({ status }) => console.log(status))
  .finally(() => provider.close());
