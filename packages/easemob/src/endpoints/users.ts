import { endpoint } from '@imgroups/core';
import {
  type CreateUserRequest,
  type CreateUserResponse,
  type CreateUsersRequest,
  type CreateUsersResponse,
  createUserRequest,
  createUserResponse,
  createUsersRequest,
  createUsersResponse,
  type DeleteUserRequest,
  type DeleteUserResponse,
  deleteUserRequest,
  deleteUserResponse,
  type GetUserRequest,
  type GetUserResponse,
  getUserRequest,
  getUserResponse,
} from '../schemas/users.ts';
import { hundredPerSecond, registrations } from './rates.ts';

/** User accounts, as far as group work needs them. */
export const userEndpoints = {
  /**
   * Creates a user account.
   *
   * @see https://doc.easemob.com/document/server-side/account_register_authorized_single.html
   */
  createUser: endpoint<CreateUserRequest, CreateUserResponse>({
    method: 'POST',
    path: '/users',
    summary: 'Creates a user account.',
    docs: 'https://doc.easemob.com/document/server-side/account_register_authorized_single.html',
    request: createUserRequest,
    response: createUserResponse,
    repeat: 'safe',
    limits: { rate: registrations, asOf: '2026-02' },
  }),

  /**
   * Creates up to 60 user accounts.
   * The call succeeds also when some were refused; those are in `data`.
   *
   * @see https://doc.easemob.com/document/server-side/account_register_authorized_batch.html
   */
  createUsers: endpoint<CreateUsersRequest, CreateUsersResponse, 'failures'>({
    method: 'POST',
    path: '/users',
    summary: 'Creates up to 60 user accounts.',
    docs: 'https://doc.easemob.com/document/server-side/account_register_authorized_batch.html',
    request: createUsersRequest,
    response: createUsersResponse,
    repeat: 'safe',
    limits: { items: { field: 'users', max: 60 }, rate: registrations, asOf: '2025-12' },
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
   * @see https://doc.easemob.com/document/server-side/account_detail_obtain_single.html
   */
  getUser: endpoint<GetUserRequest, GetUserResponse>({
    method: 'GET',
    path: '/users/{username}',
    summary: 'Reads a user account.',
    docs: 'https://doc.easemob.com/document/server-side/account_detail_obtain_single.html',
    request: getUserRequest,
    response: getUserResponse,
    repeat: 'read',
    limits: { rate: hundredPerSecond, asOf: '2026-02' },
  }),

  /**
   * Deletes a user account, for good.
   * The user leaves his groups, and the groups he owns are dissolved.
   *
   * @see https://doc.easemob.com/document/server-side/account_delete_single.html
   */
  deleteUser: endpoint<DeleteUserRequest, DeleteUserResponse>({
    method: 'DELETE',
    path: '/users/{username}',
    summary: 'Deletes a user account, for good.',
    docs: 'https://doc.easemob.com/document/server-side/account_delete_single.html',
    request: deleteUserRequest,
    response: deleteUserResponse,
    repeat: 'safe',
    limits: { rate: hundredPerSecond, asOf: '2026-02' },
  }),
};
