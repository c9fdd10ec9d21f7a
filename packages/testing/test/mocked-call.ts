/**
 * Sends one call over a transport while a mock of HTTP is set, and prints the answer. A process of its own, because the mocks
 * replace parts of the process: `node mocked-call.ts <mock> <transport>`.
 */
import { createTencentClient } from '@imgroups/tencent';
import { undiciTransport } from '@imgroups/tencent/undici';
import { Agent, type Dispatcher, MockAgent, setGlobalDispatcher } from 'undici';

const origin = 'https://vendor.test';
const path = '/v4/group_open_http_svc/destroy_group';
const answer = { ActionStatus: 'OK', ErrorCode: 0, ErrorInfo: 'from the mock' };
const isCommand = ({ pathname }: URL) => pathname === path;

const mocks: Readonly<Record<string, () => Promise<Dispatcher | undefined>>> = {
  async nock() {
    const { default: nock } = await import('nock');
    nock(origin).post(path).query(true).reply(200, answer);
    return undefined;
  },
  async setupServer() {
    const { HttpResponse, http } = await import('msw');
    const { setupServer } = await import('msw/node');
    setupServer(http.post(`${origin}${path}`, () => HttpResponse.json(answer))).listen();
    return undefined;
  },
  async HttpRequestInterceptor() {
    const { HttpRequestInterceptor } = await import('@mswjs/interceptors/http');
    const { HttpResponse, http } = await import('msw');
    const { defineNetwork, InterceptorSource } = await import('msw/experimental');
    const interceptors = [new HttpRequestInterceptor()];
    const handlers = [http.post(`${origin}${path}`, () => HttpResponse.json(answer))];
    const sources = [new InterceptorSource({ interceptors })];
    await defineNetwork({ sources, handlers, context: { quiet: true } }).enable();
    return undefined;
  },
  async setGlobalDispatcher() {
    setGlobalDispatcher(mockAgent());
    return undefined;
  },
  dispatcher: async () => mockAgent(),
};

const [mock = '', transport = ''] = process.argv.slice(2);
const mocked = await mocks[mock]?.();
const client = createTencentClient({
  sdkAppId: 1400000001,
  secretKey: 'secret',
  baseUrl: origin,
  retry: { maxRetries: 0 },
  ...(transport === 'fetch' ? {} : { transport: undiciTransport(transportOptions()) }),
});
const result = await client
  .destroyGroup({ GroupId: 'chess' })
  .then(({ ErrorInfo }) => ErrorInfo)
  .catch(() => 'from nowhere');
console.log(result);
process.exit();

function transportOptions() {
  if (transport !== 'undici with a dispatcher') return {};
  return { dispatcher: mocked ?? new Agent() };
}

function mockAgent(): MockAgent {
  const agent = new MockAgent();
  agent.disableNetConnect();
  const matches = (asked: string) => isCommand(new URL(asked, origin));
  agent.get(origin).intercept({ path: matches, method: 'POST' }).reply(200, answer).persist();
  return agent;
}
