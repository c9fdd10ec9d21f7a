#!/usr/bin/env bash
# On Node 22 with NODE_USE_ENV_PROXY=1, importing undici 8 takes the proxy away from the built-in fetch as well: undici sets a
# dispatcher of its own for the process. On Node 24 and 26 it takes the one that Node has set.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund undici@8.13.1 node22@npm:node@22.23.3 node24@npm:node@24.21.0 node26@npm:node@26.10.0 >/dev/null

cat >run.mjs <<'JS'
// Starts a proxy that answers nothing, and a program that calls a server through it in three ways.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';

let asked = false;
const proxy = createServer((_, response) => {
  asked = true;
  response.end('from the proxy');
});
proxy.on('connect', (_, socket) => {
  asked = true;
  socket.end('HTTP/1.1 502 No\r\n\r\n');
});
proxy.listen(0, '127.0.0.1');
await once(proxy, 'listening');
const HTTP_PROXY = `http://127.0.0.1:${proxy.address().port}`;
const ways = {
  fetch: "await fetch('http://server.invalid/')",
  'fetch beside undici': "await import('undici'); await fetch('http://server.invalid/')",
  'request of undici': "const { request } = await import('undici'); await request('http://server.invalid/')",
};
const seen = [];
for (const [way, code] of Object.entries(ways)) {
  asked = false;
  const env = { PATH: process.env.PATH, NODE_USE_ENV_PROXY: '1', HTTP_PROXY };
  const child = spawn(process.argv[2], ['--input-type=module', '-e', code], { env, stdio: 'ignore' });
  await once(child, 'exit');
  seen.push(`${way} ${asked ? 'through' : 'around'}`);
}
console.log(seen.join(', '));
process.exit();
JS

changed=0
compare() {
  local node=node_modules/$1/bin/node seen
  seen=$(node run.mjs "$node")
  echo "node $("$node" --version), undici 8.13.1: through the proxy of the environment, or around it"
  echo "  expected: $2"
  echo "  seen:     $seen"
  [ "$seen" = "$2" ] || changed=1
}
compare node22 'fetch through, fetch beside undici around, request of undici around'
compare node24 'fetch through, fetch beside undici through, request of undici through'
compare node26 'fetch through, fetch beside undici through, request of undici through'
exit $changed
