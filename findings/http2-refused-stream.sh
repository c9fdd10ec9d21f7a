#!/usr/bin/env bash
# After a server refused a stream of HTTP/2 (REFUSED_STREAM: surely nothing was done), the `request` of undici 8 sends the
# request again by itself, and the fetch of Node 26, which is undici 8 too, rejects.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund node@26.10.0 undici@8.13.1 selfsigned@5.5.0 >/dev/null

cat >certificate.mjs <<'JS'
import { writeFileSync } from 'node:fs';
import selfsigned from 'selfsigned';
const names = [{ name: 'commonName', value: 'localhost' }];
const { cert, private: key } = await selfsigned.generate(names, {
  extensions: [{ name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] }],
});
writeFileSync('cert.pem', cert);
writeFileSync('key.pem', key);
JS
./node_modules/.bin/node certificate.mjs

cat >run.mjs <<'JS'
import { readFileSync } from 'node:fs';
import { constants, createSecureServer } from 'node:http2';
import { Agent, request } from 'undici';

const cert = readFileSync('cert.pem');
const key = readFileSync('key.pem');
let arrived = 0;
const server = createSecureServer({ cert, key });
server.on('stream', (stream, headers) => {
  stream.on('error', () => undefined);
  if (headers[':path'] === '/refused') {
    arrived += 1;
    if (arrived === 1) return stream.close(constants.NGHTTP2_REFUSED_STREAM);
  }
  stream.respond({ ':status': 200 });
  stream.end('ok');
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const url = `https://127.0.0.1:${server.address().port}/refused`;

async function ask(send) {
  arrived = 0;
  const answer = await send().catch((error) => error.cause?.code ?? error.code ?? error.message);
  return `arrived ${arrived}, the caller got ${answer}`;
}
const post = { method: 'POST', body: '{}' };
const dispatcher = new Agent({ connect: { ca: cert } });
console.log(await ask(async () => (await fetch(url, post)).text()));
console.log(await ask(async () => (await request(url, { ...post, dispatcher })).body.text()));
process.exit();
JS

expected='arrived 1, the caller got ERR_HTTP2_STREAM_ERROR
arrived 2, the caller got ok'
seen=$(NODE_EXTRA_CA_CERTS=cert.pem ./node_modules/.bin/node run.mjs)
echo "node $(./node_modules/.bin/node -v), undici 8.13.1: a POST whose stream is refused once, by fetch and by undici's request"
echo "expected: $expected"
echo "seen:     $seen"
[ "$seen" = "$expected" ]
