#!/usr/bin/env bash
# When a kept-alive connection is cut after the server read the request, Deno's fetch sends any request again, a POST too, and
# Bun's fetch GET, PUT and DELETE. Neither does so over a connection that is not kept.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund bun@1.4.5 deno@2.9.6 >/dev/null

cat >server.mjs <<'JS'
// Reads each request, and cuts instead of answering: on a connection that was used before, and always for `-apart`.
import { createServer } from 'node:http';
import { spawn } from 'node:child_process';
const used = new WeakSet();
const arrived = {};
const server = createServer(async (request, response) => {
  for await (const _ of request);
  const { url, socket } = request;
  if (url !== '/warm') {
    arrived[url] = (arrived[url] ?? 0) + 1;
    if (used.has(socket) || url.endsWith('-apart')) return socket.destroy();
  }
  used.add(socket);
  response.end('ok');
});
server.listen(0, '127.0.0.1', () => {
  const [program, ...args] = process.argv.slice(2);
  const url = `http://127.0.0.1:${server.address().port}`;
  spawn(program, [...args, url], { stdio: 'inherit' }).on('close', () => {
    const seen = Object.entries(arrived).map(([path, times]) => `${path.slice(1)} ${times}`);
    console.log(seen.join(', '));
    process.exit();
  });
});
JS

cat >client.mjs <<'JS'
const url = process.argv.at(-1);
const apart = globalThis.Deno
  ? { client: Deno.createHttpClient({ poolMaxIdlePerHost: 0 }) }
  : { keepalive: false };
const send = (path, options) => fetch(`${url}/${path}`, options).then((response) => response.text());
for (const method of ['GET', 'POST', 'PUT', 'DELETE']) {
  const options = { method, body: method === 'GET' ? undefined : '{}' };
  await send('warm');
  await send(method, options).catch(() => undefined);
  await send('warm');
  await send(`${method}-apart`, { ...options, ...apart }).catch(() => undefined);
}
JS

echo "each request was sent once; it arrived (-apart: over a connection that is not kept):"
changed=0
compare() {
  local expected=$1
  shift
  local seen
  seen=$(node server.mjs npx --no-install "$@")
  echo "expected: $expected"
  echo "seen:     $seen"
  [ "$seen" = "$expected" ] || changed=1
}
npx --no-install deno --version | head -n 1
compare 'GET 2, GET-apart 1, POST 2, POST-apart 1, PUT 2, PUT-apart 1, DELETE 2, DELETE-apart 1' deno run -A client.mjs
echo "bun $(npx --no-install bun --version)"
compare 'GET 2, GET-apart 1, POST 1, POST-apart 1, PUT 2, PUT-apart 1, DELETE 2, DELETE-apart 1' bun client.mjs
exit $changed
