#!/usr/bin/env bash
# Importing `@hono/node-server` replaces the global Response of the process by one whose `bytes()` throws a TypeError, in code
# that has nothing to do with Hono; `arrayBuffer()`, `text()` and `json()` work.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund node@24.21.0 hono@4.13.19 @hono/node-server@2.1.8 >/dev/null

cat >run.mjs <<'JS'
const read = async (way) => {
  try {
    const content = await new Response('e4 e5')[way]();
    return content.byteLength ?? content.length;
  } catch (error) {
    return error.name;
  }
};
const before = `${await read('bytes')} ${await read('arrayBuffer')}`;
const { serve } = await import('@hono/node-server');
const server = serve({ fetch: () => new Response('ok'), port: 0 });
console.log(`${before}, ${await read('bytes')} ${await read('arrayBuffer')}`);
server.close();
JS

expected='5 5, TypeError 5'
seen=$(./node_modules/.bin/node run.mjs)
echo "@hono/node-server 2.1.8, node $(./node_modules/.bin/node -v): bytes of new Response('e4 e5') by bytes() and arrayBuffer(), before and after"
echo "expected: $expected"
echo "seen:     $seen"
[ "$seen" = "$expected" ]
