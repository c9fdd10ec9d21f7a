import { endpoint } from '@imgroups/core';
import {
  type GetAppTokenRequest,
  type GetAppTokenResponse,
  type GetUserTokenByPasswordRequest,
  type GetUserTokenByPasswordResponse,
  type GetUserTokenRequest,
  type GetUserTokenResponse,
  getAppTokenRequest,
  getAppTokenResponse,
  getUserTokenByPasswordRequest,
  getUserTokenByPasswordResponse,
  getUserTokenRequest,
  getUserTokenResponse,
} from '../schemas/tokens.ts';
import { tokens } from './rates.ts';

/** Tokens of the app and of users. */
export const tokenEndpoints = {
  /**
   * Fetches an app token, with which everything else is called.
   * Providers and clients do this by themselves. Accounts that fetch a token per call may be banned.
   *
   * @see https://doc.easemob.com/document/server-side/easemob_app_token.html
   */
  getAppToken: endpoint<GetAppTokenRequest, GetAppTokenResponse>({
    method: 'POST',
    path: '/token',
    summary: 'Fetches an app token, with which everything else is called.',
    docs: 'https://doc.easemob.com/document/server-side/easemob_app_token.html',
    request: getAppTokenRequest,
    response: getAppTokenResponse,
    repeat: 'read',
    limits: { rate: tokens, asOf: '2026-02' },
    auth: 'none',
  }),

  /**
   * Fetches a token with which a user can log in, without his password.
   *
   * @see https://doc.easemob.com/document/server-side/easemob_user_token.html
   */
  getUserToken: endpoint<GetUserTokenRequest, GetUserTokenResponse>({
    method: 'POST',
    path: '/token',
    summary: 'Fetches a token with which a user can log in, without his password.',
    docs: 'https://doc.easemob.com/document/server-side/easemob_user_token.html',
    request: getUserTokenRequest,
    response: getUserTokenResponse,
    repeat: 'safe',
    limits: { rate: tokens, asOf: '2026-02' },
  }),

  /**
   * Fetches a token with which a user can log in, by his password.
   *
   * @see https://doc.easemob.com/document/server-side/easemob_user_token.html
   */
  getUserTokenByPassword: endpoint<GetUserTokenByPasswordRequest, GetUserTokenByPasswordResponse>({
    method: 'POST',
    path: '/token',
    summary: 'Fetches a token with which a user can log in, by his password.',
    docs: 'https://doc.easemob.com/document/server-side/easemob_user_token.html',
    request: getUserTokenByPasswordRequest,
    response: getUserTokenByPasswordResponse,
    repeat: 'read',
    limits: { rate: tokens, asOf: '2026-02' },
    auth: 'none',
  }),
};
