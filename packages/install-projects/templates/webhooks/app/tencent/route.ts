import { createTencentWebhooks } from '@imgroups/tencent/webhooks';

const joined: string[] = [];

const webhooks = createTencentWebhooks({
  sdkAppId: 1400000001,
  tokens: ['token'],
  on: { 'members.joined': ({ data }) => void joined.push(...data.userIds) },
});

export const POST = webhooks.fetch;

export const GET = (_request: Request) => new Response(joined.join(' '));
