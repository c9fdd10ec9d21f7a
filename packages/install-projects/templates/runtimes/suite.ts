import { remoteControl } from './chaos/runtimes/remote-control.ts';
import { runtimeSuite } from './chaos/runtimes/runtime-suite.ts';
import { testGroupProvider } from './testing/conformance.ts';
import { testConnections } from './testing/connections.ts';
import { vendors } from './vendors.ts';
import { runTests } from './vitest.ts';

const retry = { baseDelay: 1, throttledDelay: 1 };

/** Runs the suites against the emulators of the settings, and tells on what. Providers without a transport make their own. */
export async function suite(settings, transport) {
  const remote = vendors.map(({ vendor, parts, options, skips, files }) => {
    const app = { ...settings[vendor.name], ...options };
    const baseUrl = app.baseUrl ?? app.host;
    const control = remoteControl(baseUrl);
    const open = () => vendor.createProvider({ ...app, retry, transport });
    return { vendor, parts, app, baseUrl, control, open, skips, files };
  });
  const { lostReplies, violations } = await runtimeSuite(remote, transport);
  const httpVersion = await httpVersionOf(remote[0]);
  // In plain text, these run with every change.
  if (remote.every(({ baseUrl }) => baseUrl.startsWith('https:'))) {
    for (const each of remote) declareTests(each, httpVersion);
  }
  const tests = await runTests();
  const result = { lostReplies, violations, httpVersion, tests };
  return `on ${navigator.userAgent}\nRESULT ${JSON.stringify(result)}`;
}

function declareTests({ vendor: { name }, control, open, skips, files }, httpVersion) {
  testGroupProvider(name, {
    async start() {
      const [provider, other] = [open(), open()];
      const close = () => Promise.all([provider.close(), other.close()]);
      return { provider, other, control, close };
    },
    skip: skips,
  });
  testConnections(name, {
    start: async () => ({ control, open, close: async () => undefined }),
    httpVersion,
    files,
  });
}

async function httpVersionOf({ control, open }) {
  const provider = open();
  await control.clearJournal();
  await provider.check();
  await provider.close();
  return (await control.journal()).at(-1).httpVersion;
}
