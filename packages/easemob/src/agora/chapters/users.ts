import { endpoint } from '@imgroups/core/adapter';
import {
  type CreateUserRequest,
  type CreateUserResponse,
  type CreateUsersRequest,
  type CreateUsersResponse,
  type DeleteUserRequest,
  type DeleteUserResponse,
  userEndpoints as easemob,
  type GetUserRequest,
  type GetUserResponse,
} from '../../chapters/users.ts';
import { hundredPerSecond } from '../rates.ts';

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
   * @see https://docs.agora.io/en/api-reference/api-ref/im/user-system-registration
   */
  createUser: endpoint<CreateUserRequest, CreateUserResponse>({
    ...easemob.createUser,
    limits: hundredPerSecond,
  }),

  /**
   * Creates up to 60 user accounts.
   * The call succeeds also when some were refused; those are in `data`.
   *
   * @title 批量授权注册用户
   * @see https://docs.agora.io/en/api-reference/api-ref/im/user-system-registration
   */
  createUsers: endpoint<CreateUsersRequest, CreateUsersResponse, 'failures'>({
    ...easemob.createUsers,
    limits: { items: { field: 'users', max: 60 }, ...hundredPerSecond },
  }),

  /**
   * Reads a user account.
   *
   * @title 获取单个用户的详情
   * @see https://docs.agora.io/en/api-reference/api-ref/im/user-system-registration
   */
  getUser: endpoint<GetUserRequest, GetUserResponse>({
    ...easemob.getUser,
    limits: hundredPerSecond,
  }),

  /**
   * Deletes a user account, for good. The user leaves all groups, and the groups they own are dissolved.
   *
   * @title 删除单个用户
   * @see https://docs.agora.io/en/api-reference/api-ref/im/user-system-registration
   */
  deleteUser: endpoint<DeleteUserRequest, DeleteUserResponse>({
    ...easemob.deleteUser,
    limits: hundredPerSecond,
  }),
};
