import {
  type ErrorReason,
  type Failure,
  type ImGroupsError,
  refused,
  shortened,
} from '@imgroups/core/adapter';

/** The codes that the vendor answers to more than one fault. */
const vagueCodes: readonly string[] = [
  'invalid_argument',
  'not_found',
  'failed_precondition',
  'unsupported',
];

/** True if the vendor refused without a reason, so that a read can tell more. */
export function isVague({ vendorCode, reason, code }: ImGroupsError): boolean {
  return vendorCode !== undefined && reason === undefined && vagueCodes.includes(code);
}

/** The refusal of one user, with the reason that a read has shown; it keeps the vendor's words. */
function because(
  { message }: ImGroupsError,
  text: string,
  code: 'not_found' | 'failed_precondition',
  reason: ErrorReason,
): Failure {
  return refused(`${text}: ${message}`, { code, reason });
}

export const notAMember = (userId: string, error: ImGroupsError): Failure =>
  because(error, `${shortened(userId)} is not a member`, 'not_found', 'not_a_member');

export const noAccount = (userId: string, error: ImGroupsError): Failure =>
  because(error, `the account ${shortened(userId)} does not exist`, 'not_found', 'user_not_found');

export const isOwner = (userId: string, error: ImGroupsError): Failure =>
  because(
    error,
    `${shortened(userId)} is the owner, whom only groups.transfer changes`,
    'failed_precondition',
    'is_owner',
  );
