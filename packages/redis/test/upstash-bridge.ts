import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Redis } from 'ioredis';

type Command = readonly [string, ...string[]];

/**
 * The REST API of Upstash in front of a Redis: a command is a JSON array, its answer is `{ result }` or `{ error }`; a pipeline
 * is an array of them.
 */
export async function startUpstashBridge(redisUrl: string) {
  const redis = new Redis(redisUrl);
  const answerTo = ([command, ...args]: Command) =>
    redis.call(command, ...args).then(
      (result) => ({ result }),
      (error: Error) => ({ error: error.message }),
    );
  const server = createServer(async (request, response) => {
    let text = '';
    for await (const part of request) text += part;
    const body = JSON.parse(text);
    const isPipeline = request.url === '/pipeline';
    const answer = isPipeline ? await Promise.all(body.map(answerTo)) : await answerTo(body);
    response.setHeader('content-type', 'application/json');
    response.writeHead('error' in answer ? 400 : 200).end(JSON.stringify(answer));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      redis.disconnect();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
