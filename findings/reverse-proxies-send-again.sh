#!/usr/bin/env bash
# When a service closes the connection instead of answering, nginx by its defaults sends a PUT or DELETE again that the service
# has read: to the next address, or over a new connection where it keeps connections. It sends a POST again only with
# `non_idempotent`. haproxy sends nothing again by its defaults, and everything with `retry-on empty-response`.
set -euo pipefail
PATH=$PATH:/usr/sbin
for program in nginx haproxy node; do
  command -v "$program" >/dev/null || { echo "$program is not installed (Debian: apt-get install $program)"; exit 2; }
done
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat >run.mjs <<'JS'
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer, request } from 'node:http';
import { connect, createServer as createTcpServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** Reads each request. The first of a path is cut instead of answered; `/warm` always has its answer. */
const arrived = new Map();
async function serve(incoming, response) {
  for await (const _ of incoming);
  const { url, socket } = incoming;
  if (url === '/warm') return response.end('ok');
  arrived.set(url, (arrived.get(url) ?? 0) + 1);
  if (arrived.get(url) === 1) return socket.destroy();
  response.end('ok');
}
async function listen(server) {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server.address().port;
}
const services = [createServer(serve), createServer(serve)];
const [one, other] = await Promise.all(services.map(listen));
const probe = createTcpServer();
const port = await listen(probe);
probe.close();

const nginx = (upstream, settings = '') => ({
  file: `daemon off; master_process off; pid nginx.pid; error_log stderr crit;
    events {}
    http {
      access_log off;
      client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fastcgi; uwsgi_temp_path uwsgi; scgi_temp_path scgi;
      upstream service { ${upstream} }
      server {
        listen 127.0.0.1:${port};
        location / { proxy_pass http://service; proxy_http_version 1.1; proxy_set_header Connection ""; ${settings} }
      }
    }`,
  command: ['nginx', '-p', '.', '-e', 'stderr', '-c', 'proxy.conf'],
});
const haproxy = (settings = '') => ({
  file: `defaults
  mode http
  timeout connect 5s
  timeout client 5s
  timeout server 5s
frontend all
  bind 127.0.0.1:${port}
  default_backend service
backend service
  ${settings}
  server one 127.0.0.1:${one}
`,
  command: ['haproxy', '-db', '-f', 'proxy.conf'],
});
// Without max_fails=0 an address that failed is left out for ten seconds, and the next request meets one address alone.
const twoAddresses = `server 127.0.0.1:${one} max_fails=0; server 127.0.0.1:${other} max_fails=0;`;
const keptConnections = `server 127.0.0.1:${one}; keepalive 8;`;
const [single, again] = ['POST 1, PUT 1, DELETE 1', 'POST 2, PUT 2, DELETE 2'];
const cases = [
  ['nginx, defaults, one address', nginx(`server 127.0.0.1:${one};`), single],
  ['nginx, defaults, two addresses', nginx(twoAddresses), 'POST 1, PUT 2, DELETE 2'],
  ['nginx, keepalive, one address', nginx(keptConnections), 'POST 1, PUT 2, DELETE 2'],
  ['nginx, proxy_next_upstream error timeout non_idempotent', nginx(twoAddresses, 'proxy_next_upstream error timeout non_idempotent;'), again],
  ['nginx, proxy_next_upstream off, two addresses', nginx(twoAddresses, 'proxy_next_upstream off;'), single],
  ['nginx, proxy_next_upstream off, keepalive', nginx(keptConnections, 'proxy_next_upstream off;'), single],
  ['haproxy, defaults', haproxy(), single],
  ['haproxy, retry-on conn-failure empty-response', haproxy('retry-on conn-failure empty-response'), again],
  ['haproxy, retry-on all-retryable-errors', haproxy('retry-on all-retryable-errors'), again],
  ['haproxy, the same with disable-l7-retry', haproxy('retry-on all-retryable-errors\n  http-request disable-l7-retry unless METH_GET'), single],
];

function send(method, path) {
  return new Promise((resolve) => {
    const body = '{}';
    const headers = { 'content-type': 'application/json', 'content-length': body.length };
    request({ port, host: '127.0.0.1', method, path, headers, agent: false }, (response) => {
      response.resume().on('end', () => resolve(response.statusCode));
    }).on('error', () => resolve('no answer')).end(body);
  });
}
async function isOpen() {
  const socket = connect(port, '127.0.0.1');
  const open = await once(socket, 'connect').then(() => true, () => false);
  socket.destroy();
  return open;
}

let changed = 0;
console.log('each request was sent to the proxy once; so often it reached the service:');
for (const [name, { file, command: [program, ...args] }, expected] of cases) {
  writeFileSync('proxy.conf', file);
  const proxy = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  let errors = '';
  proxy.stderr.on('data', (text) => (errors += text));
  const ended = once(proxy, 'exit');
  for (let waits = 0; waits < 100 && proxy.exitCode === null && !(await isOpen()); waits += 1) await sleep(50);
  arrived.clear();
  for (const method of ['POST', 'PUT', 'DELETE']) {
    await send('GET', '/warm');
    await send(method, `/${method}`);
  }
  const seen = [...arrived].map(([path, times]) => `${path.slice(1)} ${times}`).join(', ');
  console.log(`${name}\n  expected: ${expected}\n  seen:     ${seen}`);
  if (seen !== expected) {
    changed = 1;
    console.log(errors);
  }
  proxy.kill('SIGTERM');
  await ended;
}
process.exit(changed);
JS
nginx -v
haproxy -v | head -n 1
node run.mjs
