import { endpoint } from '@imgroups/core/adapter';
import * as v from 'valibot';
import { envelope, id, room } from './common.ts';

export const openRoomRequest = v.object({ title: v.string(), host: id, room: v.optional(id) });
export interface OpenRoomRequest extends v.InferInput<typeof openRoomRequest> {}

export const roomRequest = v.object({ room: id });
export interface RoomRequest extends v.InferInput<typeof roomRequest> {}

export const roomResponse = v.object({ ...envelope, room: v.optional(room) });
export interface RoomResponse extends v.InferOutput<typeof roomResponse> {}

export const listRoomsRequest = v.object({});
export interface ListRoomsRequest extends v.InferInput<typeof listRoomsRequest> {}

export const listRoomsResponse = v.object({ ...envelope, rooms: v.optional(v.array(room)) });
export interface ListRoomsResponse extends v.InferOutput<typeof listRoomsResponse> {}

export const renameRoomRequest = v.object({ room: id, title: v.string() });
export interface RenameRoomRequest extends v.InferInput<typeof renameRoomRequest> {}

export const doneResponse = v.object(envelope);
export interface DoneResponse extends v.InferOutput<typeof doneResponse> {}

/**
 * Rooms.
 *
 * @title 房间
 */
export const roomEndpoints = {
  /**
   * Opens a room.
   *
   * @title 创建房间
   * @see https://tiny.example/rooms#open
   */
  openRoom: endpoint<OpenRoomRequest, RoomResponse>({
    method: 'POST',
    path: '/rooms',
    request: openRoomRequest,
    response: roomResponse,
    repeat: { safeWith: 'room' },
  }),

  /**
   * Shows a room.
   *
   * @title 获取房间
   * @see https://tiny.example/rooms#show
   */
  getRoom: endpoint<RoomRequest, RoomResponse>({
    method: 'GET',
    path: '/rooms/{room}',
    request: roomRequest,
    response: roomResponse,
    repeat: 'read',
  }),

  /**
   * Lists all rooms.
   *
   * @title 房间列表
   * @see https://tiny.example/rooms#list
   */
  listRooms: endpoint<ListRoomsRequest, ListRoomsResponse>({
    method: 'GET',
    path: '/rooms',
    request: listRoomsRequest,
    response: listRoomsResponse,
    repeat: 'read',
  }),

  /**
   * Renames a room.
   *
   * @title 修改房间名称
   * @see https://tiny.example/rooms#rename
   */
  renameRoom: endpoint<RenameRoomRequest, DoneResponse>({
    method: 'PUT',
    path: '/rooms/{room}',
    request: renameRoomRequest,
    response: doneResponse,
    repeat: 'safe',
  }),

  /**
   * Closes a room for good.
   *
   * @title 关闭房间
   * @see https://tiny.example/rooms#close
   */
  closeRoom: endpoint<RoomRequest, DoneResponse>({
    method: 'DELETE',
    path: '/rooms/{room}',
    request: roomRequest,
    response: doneResponse,
    repeat: 'safe',
  }),
};
