#!/usr/bin/env bash
# Which mock answers in place of a server depends on how a request is sent. nock 15 answers fetch and the `request` of undici,
# also through an Agent of the caller's own; a global MockAgent does not see such an Agent; msw 3 sees fetch alone.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund node@24.21.0 nock@15.0.6 msw@3.0.5 undici@8.13.1 >/dev/null

cat >run.mjs <<'JS'
import { createServer } from 'node:http';
import { Agent, MockAgent, request, setGlobalDispatcher } from 'undici';

const server = createServer((_, response) => response.end('server'));
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const url = `http://127.0.0.1:${server.address().port}/`;

const mocks = {
  async nock() {
    const { default: nock } = await import('nock');
    nock(url).persist().get('/').reply(200, 'mock');
  },
  async msw() {
    const { http, HttpResponse } = await import('msw');
    const { setupServer } = await import('msw/node');
    setupServer(http.get(url, () => HttpResponse.text('mock'))).listen();
  },
  MockAgent() {
    const agent = new MockAgent();
    agent.get(new URL(url).origin).intercept({ path: '/' }).reply(200, 'mock').persist();
    setGlobalDispatcher(agent);
  },
};
await mocks[process.argv[2]]();
const dispatcher = new Agent();
const answers = [
  await (await fetch(url)).text(),
  await (await request(url)).body.text(),
  await (await request(url, { dispatcher })).body.text(),
];
console.log(answers.join(', '));
process.exit();
JS

changed=0
compare() {
  local seen
  seen=$(./node_modules/.bin/node run.mjs "$1")
  echo "$1"
  echo "  expected: $2"
  echo "  seen:     $seen"
  [ "$seen" = "$2" ] || changed=1
}
echo "nock 15.0.6, msw 3.0.5, undici 8.13.1, node $(./node_modules/.bin/node -v)"
echo "who answers fetch, undici's request, and undici's request with an Agent of one's own:"
compare nock 'mock, mock, mock'
compare msw 'mock, server, server'
compare MockAgent 'mock, mock, server'
exit $changed
