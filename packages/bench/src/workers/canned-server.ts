import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tell } from './dialogue.ts';

/** Returns a vendor's answer to a request; undefined when it is not for this vendor. */
export type CannedAnswer = (url: URL, body: string) => string | undefined;

/** Of the vendors that the arguments name. */
const cannedAnswers = await Promise.all(
  process.argv.slice(2).map(async (vendor): Promise<CannedAnswer> => {
    const module = await import(`./vendors/${vendor}.ts`);
    return module.cannedAnswer;
  }),
);

/** Answers like the vendors do, from templates: it keeps nothing and costs as little as a server can. */
const server = createServer(async (request, response) => {
  const body = request.method === 'GET' ? '' : await readText(request);
  answer(response, answerTo(new URL(request.url ?? '/', 'http://bench'), body));
});

function answerTo(url: URL, body: string): string {
  for (const cannedAnswer of cannedAnswers) {
    const text = cannedAnswer(url, body);
    if (text !== undefined) return text;
  }
  return anyObject;
}

/** For clients of other services: as large as a group, and what their own services would send. */
const anyObject = JSON.stringify({
  id: 'book-club',
  object: 'chat.completion',
  created: 1_700_000_000,
  model: 'any',
  choices: [{ index: 0, message: { role: 'assistant', content: 'Yes.' }, finish_reason: 'stop' }],
  channel: { id: 'book-club', type: 'messaging', cid: 'messaging:book-club', member_count: 3 },
  members: [],
  duration: '1.20ms',
});

async function readText(request: IncomingMessage): Promise<string> {
  let text = '';
  request.setEncoding('utf8');
  for await (const part of request) text += part;
  return text;
}

function answer(response: ServerResponse, text: string): void {
  response.writeHead(200, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
  });
  response.end(text);
}

// Sockets outlive the pauses between rounds, so that no round pays for connecting.
server.keepAliveTimeout = 600_000;
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  tell({ port });
});
process.on('disconnect', () => process.exit());
