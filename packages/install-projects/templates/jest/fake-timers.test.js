const { application } = require('./application');

// As the guide on testing advises.
const ways = {
  'only Date': {
    doNotFake: [
      'hrtime',
      'nextTick',
      'performance',
      'queueMicrotask',
      'setImmediate',
      'clearImmediate',
      'setInterval',
      'clearInterval',
      'setTimeout',
      'clearTimeout',
    ],
  },
  'timers that advance by themselves': { advanceTimers: true },
};

afterEach(() => {
  jest.useRealTimers();
});

test.each(Object.entries(ways))('every vendor can be used with %s faked', async (_, options) => {
  const warn = jest.spyOn(console, 'warn');
  jest.useFakeTimers(options);

  const lines = await application(JSON.parse(process.env.IMGROUPS_SETTINGS));

  expect(lines).toHaveLength(3);
  expect(warn).not.toHaveBeenCalled();
});
