import { endpoint } from '@imgroups/core';
import * as v from 'valibot';

const listStoredCallbacksRequest = v.object({});
interface ListStoredCallbacksRequest extends v.InferInput<typeof listStoredCallbacksRequest> {}

const listStoredCallbacksResponse = v.object({
  data: v.array(v.object({ date: v.string(), size: v.number(), retry: v.number() })),
});
interface ListStoredCallbacksResponse extends v.InferOutput<typeof listStoredCallbacksResponse> {}

const resendStoredCallbacksRequest = v.object({
  date: v.string(),
  retry: v.optional(v.number()),
  targetUrl: v.optional(v.string()),
});
interface ResendStoredCallbacksRequest extends v.InferInput<typeof resendStoredCallbacksRequest> {}

const resendStoredCallbacksResponse = v.object({ data: v.string() });
interface ResendStoredCallbacksResponse
  extends v.InferOutput<typeof resendStoredCallbacksResponse> {}

/** The exception store of callbacks. It is about the app and not about groups, and so not part of the SDK. */
export const callbackEndpoints = {
  /**
   * Lists what callbacks could not be delivered, by ten minutes.
   *
   * @see https://doc.easemob.com/document/server-side/callback_postsending.html
   */
  listStoredCallbacks: endpoint<ListStoredCallbacksRequest, ListStoredCallbacksResponse>({
    method: 'GET',
    path: '/callbacks/storage/info',
    request: listStoredCallbacksRequest,
    response: listStoredCallbacksResponse,
    repeat: 'read',
  }),
  /**
   * Sends the callbacks of ten minutes again.
   *
   * @see https://doc.easemob.com/document/server-side/callback_postsending.html
   */
  resendStoredCallbacks: endpoint<ResendStoredCallbacksRequest, ResendStoredCallbacksResponse>({
    method: 'POST',
    path: '/callbacks/storage/retry',
    request: resendStoredCallbacksRequest,
    response: resendStoredCallbacksResponse,
    repeat: 'safe',
  }),
};
