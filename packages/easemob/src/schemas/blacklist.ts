import * as v from 'valibot';
import { groupId, username, usernames, usernamesResponse, userOutcomesResponse } from './common.ts';

export const listBlacklistRequest = v.object({ group_id: groupId });
export interface ListBlacklistRequest extends v.InferInput<typeof listBlacklistRequest> {}

export const listBlacklistResponse = usernamesResponse;
export interface ListBlacklistResponse extends v.InferOutput<typeof listBlacklistResponse> {}

export const addToBlacklistRequest = v.object({ group_id: groupId, username });
export interface AddToBlacklistRequest extends v.InferInput<typeof addToBlacklistRequest> {}

export const addToBlacklistResponse = userOutcomesResponse;
export interface AddToBlacklistResponse extends v.InferOutput<typeof addToBlacklistResponse> {}

export const addManyToBlacklistRequest = v.object({ group_id: groupId, usernames });
export interface AddManyToBlacklistRequest extends v.InferInput<typeof addManyToBlacklistRequest> {}

export const addManyToBlacklistResponse = userOutcomesResponse;
export interface AddManyToBlacklistResponse
  extends v.InferOutput<typeof addManyToBlacklistResponse> {}

export const removeFromBlacklistRequest = v.object({ group_id: groupId, username });
export interface RemoveFromBlacklistRequest
  extends v.InferInput<typeof removeFromBlacklistRequest> {}

export const removeFromBlacklistResponse = userOutcomesResponse;
export interface RemoveFromBlacklistResponse
  extends v.InferOutput<typeof removeFromBlacklistResponse> {}

export const removeManyFromBlacklistRequest = v.object({ group_id: groupId, usernames });
export interface RemoveManyFromBlacklistRequest
  extends v.InferInput<typeof removeManyFromBlacklistRequest> {}

export const removeManyFromBlacklistResponse = userOutcomesResponse;
export interface RemoveManyFromBlacklistResponse
  extends v.InferOutput<typeof removeManyFromBlacklistResponse> {}
