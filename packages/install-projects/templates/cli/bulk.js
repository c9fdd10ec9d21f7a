// Adds users through a pipe, in an emulator: `imgroups emulator exec -- node bulk.js`.
import { spawnSync } from 'node:child_process';

function imgroups(args, input = '') {
  const shell = process.platform === 'win32';
  const { status, stdout, stderr } = spawnSync('imgroups', args, {
    input,
    encoding: 'utf8',
    shell,
  });
  if (status !== 0) throw new Error(`imgroups ${args.join(' ')}: ${status}\n${stdout}${stderr}`);
  return stdout;
}

const users = Array.from({ length: 100 }, (_, index) => `user${index}`);
const request = JSON.stringify({ AccountList: users.map((UserID) => ({ UserID })) });
imgroups(['api', 'importAccounts', '--request', '-', '--yes'], request);
imgroups(['groups', 'create', '--id', 'chess', '--name', 'Chess', '--owner', 'alice']);
const added = imgroups(['members', 'add', 'chess'], users.join('\n')).trim().split('\n');
const members = imgroups(['members', 'list', 'chess']).trim().split('\n');
console.log(`added ${added.length}, members ${members.length}`);
