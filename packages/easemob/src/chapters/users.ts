import { endpoint } from '@imgroups/core/adapter';
import * as v from 'valibot';
import { envelope, text, username } from './common.ts';
import { users } from './rates.ts';

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

/**
 * Users.
 *
 * User accounts, as far as group work needs them. All these calls together may be made 100 times per second.
 *
 * @title 用户
 */
export const userEndpoints = {
  /**
   * Creates a user account.
   *
   * @title 授权注册单个用户
   * @see https://doc.easemob.com/document/server-side/account_register_authorized_single.html
   */
  createUser: endpoint<CreateUserRequest, CreateUserResponse>({
    method: 'POST',
    path: '/users',
    request: createUserRequest,
    response: createUserResponse,
    repeat: 'safe',
    limits: { rate: users, asOf: '2026-02' },
  }),

  /**
   * Creates up to 60 user accounts.
   * The call succeeds also when some were refused; those are in `data`.
   *
   * @title 批量授权注册用户
   * @see https://doc.easemob.com/document/server-side/account_register_authorized_batch.html
   */
  createUsers: endpoint<CreateUsersRequest, CreateUsersResponse, 'failures'>({
    method: 'POST',
    path: '/users',
    request: createUsersRequest,
    response: createUsersResponse,
    repeat: 'safe',
    limits: { items: { field: 'users', max: 60 }, rate: users, asOf: '2025-12' },
    body: { field: 'users' },
    failures: (response) =>
      (response.data ?? []).map(({ username = '', registerUserFailReason }) => ({
        item: username,
        code: 'refused',
        message: registerUserFailReason,
      })),
  }),

  /**
   * Reads a user account.
   *
   * @title 获取单个用户的详情
   * @see https://doc.easemob.com/document/server-side/account_detail_obtain_single.html
   */
  getUser: endpoint<GetUserRequest, GetUserResponse>({
    method: 'GET',
    path: '/users/{username}',
    request: getUserRequest,
    response: getUserResponse,
    repeat: 'read',
    limits: { rate: users, asOf: '2026-02' },
  }),

  /**
   * Deletes a user account, for good. The user leaves all groups, and the groups they own are dissolved.
   *
   * @title 删除单个用户
   * @see https://doc.easemob.com/document/server-side/account_delete_single.html
   */
  deleteUser: endpoint<DeleteUserRequest, DeleteUserResponse>({
    method: 'DELETE',
    path: '/users/{username}',
    request: deleteUserRequest,
    response: deleteUserResponse,
    repeat: 'safe',
    limits: { rate: users, asOf: '2026-02' },
  }),
};
