const { application } = require('./application');

test('both vendors can be used', async () => {
  const lines = await application(JSON.parse(process.env.IMGROUPS_SETTINGS));

  console.log(lines.join('\n'));
  expect(lines).toHaveLength(3);
});
