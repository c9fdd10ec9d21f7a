// Runs `call.js` on a runtime with a proxy in its environment, in each way, and tells which calls came to the proxy.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, request } from 'node:http';
import { connect } from 'node:net';

let asked = 0;
const proxy = createServer((incoming, response) => {
  asked += 1;
  const { method, headers, url } = incoming;
  const outgoing = request(url, { method, headers }, (answer) => {
    response.writeHead(answer.statusCode, answer.headers);
    answer.pipe(response);
  });
  incoming.pipe(outgoing);
});
proxy.on('connect', ({ url }, socket, head) => {
  asked += 1;
  const { hostname, port } = new URL(`http://${url}`);
  const service = connect(Number(port), hostname, () => {
    socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
    service.write(head);
    socket.pipe(service).pipe(socket);
  });
  service.on('error', () => socket.destroy());
  socket.on('error', () => service.destroy());
});
proxy.listen(0, '127.0.0.1');
await once(proxy, 'listening');
const url = `http://127.0.0.1:${proxy.address().port}`;

const [program, ...args] = process.argv.slice(2);
const env = { ...process.env, NODE_USE_ENV_PROXY: '1', HTTP_PROXY: url, HTTPS_PROXY: url };
for (const transport of ['fetch', 'undici', 'EnvHttpProxyAgent']) {
  asked = 0;
  const child = spawn(program, [...args, transport], { env, stdio: 'inherit' });
  const [code] = await once(child, 'exit');
  const way = asked > 0 ? 'through the proxy' : 'around the proxy';
  console.log(`${transport}: ${code === 0 ? way : 'failed'}`);
}
process.exit();
