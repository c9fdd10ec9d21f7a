import { endpoint } from '@imgroups/core/adapter';
import * as v from 'valibot';
import { envelope, guest, id } from './common.ts';
import { type DoneResponse, doneResponse, type RoomRequest, roomRequest } from './rooms.ts';

export const inviteRequest = v.object({
  room: id,
  /** At most 10. */
  people: v.array(id),
});
export interface InviteRequest extends v.InferInput<typeof inviteRequest> {}

export const inviteResponse = v.object({
  ...envelope,
  /** Those whom the service does not know. */
  unknown: v.optional(v.array(v.string())),
});
export interface InviteResponse extends v.InferOutput<typeof inviteResponse> {}

export const listGuestsResponse = v.object({ ...envelope, guests: v.optional(v.array(guest)) });
export interface ListGuestsResponse extends v.InferOutput<typeof listGuestsResponse> {}

export const guestRequest = v.object({ room: id, person: id });
export interface GuestRequest extends v.InferInput<typeof guestRequest> {}

export const personRequest = v.object({ person: id });
export interface PersonRequest extends v.InferInput<typeof personRequest> {}

export const personResponse = v.object({ ...envelope, person: v.optional(v.string()) });
export interface PersonResponse extends v.InferOutput<typeof personResponse> {}

/**
 * People.
 *
 * @title 用户
 */
export const peopleEndpoints = {
  /**
   * Invites people into a room.
   *
   * @title 邀请用户
   * @see https://tiny.example/people#invite
   */
  invite: endpoint<InviteRequest, InviteResponse>({
    method: 'POST',
    path: '/rooms/{room}/guests',
    request: inviteRequest,
    response: inviteResponse,
    repeat: 'safe',
    limits: {
      items: { field: 'people', max: 10 },
      rate: { requests: 50, perSeconds: 1 },
      asOf: '2026-11',
    },
  }),

  /**
   * Lists who is in a room.
   *
   * @title 房间用户列表
   * @see https://tiny.example/people#guests
   */
  listGuests: endpoint<RoomRequest, ListGuestsResponse>({
    method: 'GET',
    path: '/rooms/{room}/guests',
    request: roomRequest,
    response: listGuestsResponse,
    repeat: 'read',
  }),

  /**
   * Sends somebody out of a room.
   *
   * @title 移出用户
   * @see https://tiny.example/people#dismiss
   */
  dismiss: endpoint<GuestRequest, DoneResponse>({
    method: 'DELETE',
    path: '/rooms/{room}/guests/{person}',
    request: guestRequest,
    response: doneResponse,
    repeat: 'safe',
  }),

  /**
   * Registers a person.
   *
   * @title 注册用户
   * @see https://tiny.example/people#register
   */
  register: endpoint<PersonRequest, DoneResponse>({
    method: 'POST',
    path: '/people',
    request: personRequest,
    response: doneResponse,
    repeat: 'safe',
  }),

  /**
   * Tells whether a person is registered.
   *
   * @title 查询用户
   * @see https://tiny.example/people#show
   */
  getPerson: endpoint<PersonRequest, PersonResponse>({
    method: 'GET',
    path: '/people/{person}',
    request: personRequest,
    response: personResponse,
    repeat: 'read',
  }),
};
