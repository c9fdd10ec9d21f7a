import { vendors } from './vendors.js';

const joined = {};

/** A receiver per vendor, whose handlers note who joined. */
const receivers = Object.fromEntries(
  Object.entries(vendors).map(([name, { create }]) => {
    joined[name] = [];
    return [
      name,
      create({ 'members.joined': ({ data }) => void joined[name].push(...data.userIds) }),
    ];
  }),
);

/** What a server of each runtime does: callbacks go to `/<vendor>`, and a GET there tells who joined. */
export function receive(request, ...platform) {
  const [, vendor] = new URL(request.url).pathname.split('/');
  if (request.method === 'GET') return new Response(joined[vendor].join(' '));
  return receivers[vendor].fetch(request, ...platform);
}
