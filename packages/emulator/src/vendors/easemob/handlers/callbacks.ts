import type { HandlersOf } from '../../../server/vendor-service.ts';
import type { callbackEndpoints } from '../wire/callback-endpoints.ts';
import type { EasemobCall } from './call.ts';

/** The exception store of callbacks. */
export const callbackHandlers: HandlersOf<typeof callbackEndpoints, EasemobCall> = {
  listStoredCallbacks: ({ callbacks }) => ({ data: [...callbacks.stored()] }),

  resendStoredCallbacks({ callbacks, failure }, { date, targetUrl }) {
    if (!callbacks.sendAgain(date, targetUrl)) throw failure.invalidRequest();
    return { data: 'success' };
  },
};
