import type { EmulatorAnswer, EmulatorRequest } from '../../../server/vendor-service.ts';
import type { EasemobSettings } from '../settings.ts';

/** Endpoints whose answers, under the guide's rules, do not tell the app. */
const withoutApplication = new Set(['listGroups', 'listJoinedGroups', 'listBlacklist']);

/** Wraps the payload of an answer as the service does. `path` is the one below the app. */
export function envelope(
  endpoint: string,
  path: string,
  request: EmulatorRequest,
  settings: EasemobSettings,
  now: number,
): Readonly<Record<string, unknown>> {
  if (path === '/token' || path.startsWith('/presence/')) return {};
  const timing = { timestamp: now, duration: 0 };
  if (/^(\/sdk)?\/metadata\//.test(path)) return timing;

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

/** A refusal of the service. */
export class EasemobFailure extends Error {
  override readonly name = 'EasemobFailure';
  readonly status: number;
  /** The vendor's word for it. */
  readonly error: string;
  /** The vendor's number for it, by which its own clients tell some refusals apart. */
  readonly number: number | undefined;
  /** Class of the vendor's, where the word alone does not tell it. */
  readonly exception: string | undefined;
  /** The rule that was broken, where the vendor's words say less. */
  #rule: string | undefined;

  constructor(
    status: number,
    error: string,
    description: string,
    {
      number,
      exception,
    }: { readonly number?: number | undefined; readonly exception?: string } = {},
  ) {
    super(description);
    this.status = status;
    this.error = error;
    this.number = number;
    this.exception = exception;
  }

  get rule(): string {
    return this.#rule ?? this.message;
  }

  /** The same refusal, of which the journal tells more. */
  because(rule: string): this {
    this.#rule = rule;
    return this;
  }
}

const exceptions: Readonly<Record<string, string>> = {
  forbidden_op: 'com.easemob.group.exception.ForbiddenOpException',
  resource_not_found: 'com.easemob.group.exception.ResourceNotFoundException',
  service_resource_not_found: 'com.easemob.group.exception.ServiceResourceNotFoundException',
  invalid_parameter: 'com.easemob.group.exception.InvalidParameterException',
  group_authorization: 'com.easemob.group.exception.GroupAuthorizationException',
  unauthorized: 'org.apache.shiro.authz.UnauthorizedException',
  auth_bad_access_token: 'com.easemob.im.exceptions.EasemobSecurityException',
  organization_application_not_found:
    'org.apache.usergrid.rest.exceptions.OrganizationApplicationNotFoundException',
};

/** A refusal in the vendor's error envelope. */
export function failureAnswer(failure: EasemobFailure, now: number): EmulatorAnswer {
  const { status, error, message, number } = failure;
  const usual = Object.hasOwn(exceptions, error) ? exceptions[error] : undefined;
  const exception = failure.exception ?? usual;
  return {
    status,
    code: error,
    rule: failure.rule,
    body: {
      error,
      ...(number === undefined ? {} : { error_code: number }),
      ...(exception ? { exception } : {}),
      error_description: message,
      timestamp: now,
      duration: 0,
    },
  };
}
