#!/usr/bin/env bash
# When the connection is cut after a command was read and before its reply, ioredis sends the command again by itself, so that
# an INCR counts twice and the caller sees nothing of it; node-redis rejects the call and sends it once.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund ioredis@6.0.0 ioredis-5@npm:ioredis@5.11.1 redis@6.3.1 >/dev/null

cat >run.mjs <<'JS'
import { createServer } from 'node:net';
import { Redis as Redis6 } from 'ioredis';
import { Redis as Redis5 } from 'ioredis-5';
import { createClient } from 'redis';

/** Answers every command, but cuts the connection at the first INCR, after it was counted. */
async function startServer() {
  let counted = 0;
  const sockets = new Set();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.setEncoding('utf8');
    let unread = '';
    socket.on('data', (text) => {
      unread += text;
      for (let command = take(); command; command = take()) {
        const name = command[0].toUpperCase();
        if (name === 'INCR') {
          counted += 1;
          if (counted === 1) return socket.destroy();
          socket.write(`:${counted}\r\n`);
        } else if (name === 'INFO') socket.write('$9\r\nloading:0\r\n');
        else if (name === 'HELLO') socket.write('-NOPROTO\r\n');
        else socket.write('+OK\r\n');
      }
    });
    /** The first whole command of what came: an array of bulk strings. */
    function take() {
      const parts = unread.split('\r\n');
      const length = 1 + 2 * Number(parts[0]?.slice(1));
      if (!(parts.length > length)) return undefined;
      unread = parts.slice(length).join('\r\n');
      return parts.slice(0, length).filter((_, index) => index > 0 && index % 2 === 0);
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: server.address().port,
    counted: () => counted,
    close() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

const clients = {
  'ioredis 5.11.1': (port) => new Redis5({ port, host: '127.0.0.1' }),
  'ioredis 6.0.0': (port) => new Redis6({ port, host: '127.0.0.1' }),
  'redis 6.3.1': async (port) => {
    const client = createClient({ socket: { port, host: '127.0.0.1' }, RESP: 2 });
    client.on('error', () => undefined);
    return client.connect();
  },
};
const expected = {
  'ioredis 5.11.1': 'counted 2, the caller got 2',
  'ioredis 6.0.0': 'counted 2, the caller got 2',
  'redis 6.3.1': 'counted 1, the caller got an error',
};
let changed = 0;
for (const [name, open] of Object.entries(clients)) {
  const server = await startServer();
  const client = await open(server.port);
  client.on?.('error', () => undefined);
  const answer = await client.incr('visits').catch(() => 'an error');
  const seen = `counted ${server.counted()}, the caller got ${answer}`;
  console.log(`${name}: one INCR, connection cut before its reply\n  expected: ${expected[name]}\n  seen:     ${seen}`);
  if (seen !== expected[name]) changed = 1;
  (client.disconnect ?? client.destroy).call(client);
  server.close();
}
process.exit(changed);
JS
node run.mjs
