import { createTencentClient } from '@imgroups/tencent';
import { undiciTransport } from '@imgroups/tencent/undici';
import { HttpRequestInterceptor } from '@mswjs/interceptors/http';
import { HttpResponse, http } from 'msw';
import { defineNetwork, InterceptorSource } from 'msw/experimental';

const command = 'https://vendor.test/v4/group_open_http_svc/destroy_group';
const network = defineNetwork({
  sources: [new InterceptorSource({ interceptors: [new HttpRequestInterceptor()] })],
  handlers: [
    http.post(command, async ({ request }) => {
      const { GroupId } = await request.json();
      return HttpResponse.json({ ActionStatus: 'OK', ErrorCode: 0, ErrorInfo: `no ${GroupId}` });
    }),
  ],
});
await network.enable();

const client = createTencentClient({
  sdkAppId: 1400000001,
  secretKey: 'secret',
  baseUrl: 'https://vendor.test',
  transport: undiciTransport(),
});
const { ErrorInfo } = await client.destroyGroup({ GroupId: 'chess' });
console.log(`msw answered: ${ErrorInfo}`);
await network.disable();
process.exit(0);
