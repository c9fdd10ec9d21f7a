import { runtimeSuite } from './chaos/runtimes/runtime-suite.ts';
import { vendors } from './vendors.ts';

/** Runs the suite of lost replies against the emulators of the settings, and tells on what. */
export async function suite(settings, sender) {
  const remote = vendors.map(({ vendor, parts, options }) => {
    const app = { ...settings[vendor.name], ...options };
    return { vendor, parts, app, baseUrl: app.baseUrl ?? app.host };
  });
  const result = await runtimeSuite(remote, sender);
  return `on ${navigator.userAgent}\nRESULT ${JSON.stringify(result)}`;
}
