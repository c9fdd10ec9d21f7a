import { createEasemobWebhooks } from '@imgroups/easemob/webhooks';

const joined: string[] = [];

const webhooks = createEasemobWebhooks({
  appKey: 'org#app',
  secrets: ['secret'],
  on: { 'members.joined': ({ data }) => void joined.push(...data.userIds) },
});

export const POST = webhooks.fetch;

export const GET = (_request: Request) => new Response(joined.join(' '));
