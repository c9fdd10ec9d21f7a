import { ImGroupsError } from './imgroups-error.ts';

/** The vendor answered, and refused. */
export class ApiError extends ImGroupsError {
  override readonly name = 'ApiError';
}
