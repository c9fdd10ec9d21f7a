import * as v from 'valibot';
import { groupId, username, usernames, usernamesResponse, userOutcomesResponse } from './common.ts';

export const listAllowListRequest = v.object({ group_id: groupId });
export interface ListAllowListRequest extends v.InferInput<typeof listAllowListRequest> {}

export const listAllowListResponse = usernamesResponse;
export interface ListAllowListResponse extends v.InferOutput<typeof listAllowListResponse> {}

export const addToAllowListRequest = v.object({ group_id: groupId, username });
export interface AddToAllowListRequest extends v.InferInput<typeof addToAllowListRequest> {}

export const addToAllowListResponse = userOutcomesResponse;
export interface AddToAllowListResponse extends v.InferOutput<typeof addToAllowListResponse> {}

export const addManyToAllowListRequest = v.object({ group_id: groupId, usernames });
export interface AddManyToAllowListRequest extends v.InferInput<typeof addManyToAllowListRequest> {}

export const addManyToAllowListResponse = userOutcomesResponse;
export interface AddManyToAllowListResponse
  extends v.InferOutput<typeof addManyToAllowListResponse> {}

export const removeFromAllowListRequest = v.object({ group_id: groupId, usernames });
export interface RemoveFromAllowListRequest
  extends v.InferInput<typeof removeFromAllowListRequest> {}

export const removeFromAllowListResponse = userOutcomesResponse;
export interface RemoveFromAllowListResponse
  extends v.InferOutput<typeof removeFromAllowListResponse> {}
