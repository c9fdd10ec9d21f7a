import { tinyEndpoints } from '@imgroups/tiny/endpoints';
import * as v from 'valibot';
import { checkAnswer } from '../../server/check-answer.ts';
import { createRateLimits } from '../../server/rate-limits.ts';
import { readRequest } from '../../server/read-request.ts';
import { createRouter, noPages } from '../../server/router.ts';
import { fromJsonData, toJsonData } from '../../server/saved-json.ts';
import type { EmulatorRequest, VendorContext, VendorService } from '../../server/vendor-service.ts';
import { handlers, type TinyCall } from './handlers/index.ts';
import { TinyState } from './state/state.ts';
import { toView } from './view.ts';
import { failureAnswer, failureOfRefusal, TinyFailure } from './wire/envelope.ts';

/** Tiny's REST service. */
export function createTinyService(
  key: string,
  { clock, changes, rateScale }: VendorContext,
): VendorService {
  const state = new TinyState(clock, changes);
  const rates = createRateLimits(clock, rateScale);
  const router = createRouter(tinyEndpoints);

  function serve(request: EmulatorRequest): unknown {
    const { method, path, query, headers, body } = request;
    if (headers.get('x-tiny-key') !== key) throw new TinyFailure(401, 'bad_key');
    const [route] = router.find(method, path, query);
    if (!route) throw new TinyFailure(404, 'no_endpoint');
    const { name, endpoint } = route;
    const rate = endpoint.limits?.rate;
    if (rate && !rates.allows(name, rate)) throw new TinyFailure(429, 'slow_down');
    const fields = readRequest(route, query, body === '' ? undefined : JSON.parse(body));
    if (!v.is(endpoint.request, fields)) throw new TinyFailure(400, 'bad_request');
    const origin = { actor: { kind: 'server' }, request: request.number } as const;
    // The schema of the endpoint has just been checked.
    const handle = handlers[name as keyof typeof handlers] as (
      call: TinyCall,
      request: typeof fields,
    ) => unknown;
    return checkAnswer(
      name,
      endpoint,
      changes.during(origin, () => handle({ state }, fields)),
    );
  }

  return {
    vendor: 'tiny',
    // Tiny has no pages.
    pages: noPages(tinyEndpoints),
    secretQuery: [],
    secretFields: [],
    receive: (request) => ({
      endpoint: router.find(request.method, request.path, request.query)[0]?.name,
      async answer() {
        try {
          return { status: 200, body: serve(request) };
        } catch (error) {
          if (error instanceof TinyFailure) return failureAnswer(error);
          throw error;
        }
      },
    }),
    refuse: (refusal) => failureAnswer(failureOfRefusal(refusal)),
    reset() {
      state.reset();
      rates.reset();
    },
    userIdProblem: (userId) => (userId === '' ? 'must not be empty' : undefined),
    accounts: () => [...state.people],
    importAccounts(userIds) {
      for (const userId of userIds) state.people.add(userId);
    },
    save: () => toJsonData(state.save()),
    load: (data) => state.load(fromJsonData(data) as ReturnType<TinyState['save']>),
    snapshot: () => toView(state),
    groups: () => toView(state),
    group: (groupId) => toView(state).find(({ id }) => id === groupId),
    groupHeads: () =>
      toView(state).map(({ members, ...group }) => ({ ...group, memberCount: members.length })),
  };
}
