// The command as it was installed: its page, and a refused call with its rule.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';

const command = 'node_modules/@imgroups/emulator/bin/imgroups-emulator.js';
const help = execFileSync(process.execPath, [command, '--help'], { encoding: 'utf8' });
const anyPorts = [...help.matchAll(/--\w+-port(?= <)/g)].flatMap(([option]) => [option, '0']);
const emulator = spawn(process.execPath, [command, ...anyPorts, '--json'], {
  stdio: ['ignore', 'pipe', 'inherit'],
});
try {
  const [output] = await once(emulator.stdout, 'data');
  const { inspector, tencent } = JSON.parse(output);
  await fetch(`${tencent.baseUrl}/v4/group_open_http_svc/create_group`, {
    method: 'POST',
    body: '{}',
  });

  const page = await fetch(inspector);
  const html = await page.text();
  const journal = await fetch(`${inspector}/_emulator/tencent/journal?outcome=refused`);
  const [call] = (await journal.json()).journal;

  console.log(`page ${page.status} ${/<title>(.*)<\/title>/.exec(html)?.[1]}`);
  console.log(`refused ${call.endpoint}: ${call.refusal.rule}`);
} finally {
  emulator.kill();
}
