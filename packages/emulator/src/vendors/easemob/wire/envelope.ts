import type { EmulatorRequest } from '../../../server/vendor-service.ts';
import type { EasemobSettings } from '../settings.ts';

/** Endpoints whose answers, under the guide's rules, do not tell the app. */
const withoutApplication = new Set(['listGroups', 'listJoinedGroups', 'listBlacklist']);

/** What the service puts around the payload of an answer. `path` is the one below the app. */
export function envelope(
  endpoint: string,
  path: string,
  request: EmulatorRequest,
  settings: EasemobSettings,
  now: number,
): Readonly<Record<string, unknown>> {
  if (path === '/token' || path.startsWith('/presence/')) return {};
  const timing = { timestamp: now, duration: 0 };
  if (path.startsWith('/metadata/')) return timing;

  const { organization, application, applicationId } = settings;
  const guide = settings.rules === 'guide';
  const identity = {
    ...(path.startsWith('/thread') ? {} : { application: applicationId }),
    applicationName: application,
    organization,
  };
  return {
    action: request.method.toLowerCase(),
    ...(guide && withoutApplication.has(endpoint) ? {} : identity),
    uri: request.origin + (guide ? guidePath(request, settings) : request.path),
    params: queryAsLists(request.query),
    entities: [],
    ...(guide ? {} : { properties: {} }),
    ...timing,
  };
}

/** In the guide's samples a call that changes something is answered with the address of the app alone. */
function guidePath(request: EmulatorRequest, settings: EasemobSettings): string {
  return request.method === 'GET'
    ? request.path
    : `/${settings.organization}/${settings.application}`;
}

/** Every value of `params` is a list of strings, also for numbers. */
function queryAsLists(query: URLSearchParams): Record<string, string[]> {
  return Object.fromEntries([...query.keys()].map((name) => [name, query.getAll(name)]));
}
