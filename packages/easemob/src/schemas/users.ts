import * as v from 'valibot';
import { envelope, text, username } from './common.ts';

/** An account to be made. */
export const newUser = v.object({
  username,
  /** At most 64 characters. */
  password: v.optional(text(64)),
  /** At most 100 characters; shown in push notifications. */
  nickname: v.optional(text(100)),
});
export interface NewUser extends v.InferInput<typeof newUser> {}

/** An account. */
export const user = v.object({
  uuid: v.optional(v.string()),
  /** Always `user`. */
  type: v.optional(v.string()),
  /** Milliseconds since 1970. */
  created: v.optional(v.number()),
  /** Milliseconds since 1970. */
  modified: v.optional(v.number()),
  username: v.optional(v.string()),
  activated: v.optional(v.boolean()),
  nickname: v.optional(v.string()),
});
export interface User extends v.InferOutput<typeof user> {}

/** Accounts stand in `entities`. */
const usersResponse = v.object({
  ...envelope,
  entities: v.optional(v.array(user)),
});

export const createUserRequest = v.object(newUser.entries);
export interface CreateUserRequest extends v.InferInput<typeof createUserRequest> {}

export const createUserResponse = usersResponse;
export interface CreateUserResponse extends v.InferOutput<typeof createUserResponse> {}

export const createUsersRequest = v.object({
  /** At most 60. */
  users: v.pipe(v.array(newUser), v.minLength(1)),
});
export interface CreateUsersRequest extends v.InferInput<typeof createUsersRequest> {}

/** An account that was not made, and why. */
export const refusedUser = v.object({
  username: v.optional(v.string()),
  registerUserFailReason: v.optional(v.string()),
});

export const createUsersResponse = v.object({
  ...envelope,
  /** The accounts that were made. */
  entities: v.optional(v.array(user)),
  /** The accounts that were not. */
  data: v.optional(v.array(refusedUser)),
});
export interface CreateUsersResponse extends v.InferOutput<typeof createUsersResponse> {}

export const getUserRequest = v.object({ username });
export interface GetUserRequest extends v.InferInput<typeof getUserRequest> {}

export const getUserResponse = usersResponse;
export interface GetUserResponse extends v.InferOutput<typeof getUserResponse> {}

export const deleteUserRequest = v.object({ username });
export interface DeleteUserRequest extends v.InferInput<typeof deleteUserRequest> {}

export const deleteUserResponse = usersResponse;
export interface DeleteUserResponse extends v.InferOutput<typeof deleteUserResponse> {}
