import type { EmulatorAnswer } from '../../../server/vendor-service.ts';

/** A refusal of the service. */
export class EasemobFailure extends Error {
  override readonly name = 'EasemobFailure';
  readonly status: number;
  /** The vendor's word for it. */
  readonly error: string;

  constructor(status: number, error: string, description: string) {
    super(description);
    this.status = status;
    this.error = error;
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
  const { status, error, message } = failure;
  const exception = Object.hasOwn(exceptions, error) ? exceptions[error] : undefined;
  return {
    status,
    code: error,
    body: {
      error,
      ...(exception ? { exception } : {}),
      error_description: message,
      timestamp: now,
      duration: 0,
    },
  };
}
