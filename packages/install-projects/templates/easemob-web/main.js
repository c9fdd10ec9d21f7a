// The vendor's own web client runs a session about a group against the emulator, in pages of another origin.
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { startEasemobEmulator } from '@imgroups/emulator/easemob';
import { JSDOM } from 'jsdom';

const users = ['alice', 'bob', 'carol', 'dave'];
const [, , client] = process.argv;
const script = readFileSync(`node_modules/${client}`, 'utf8');
/** The session as its users see it, to be compared as a whole. */
const seen = [];
const emulator = await startEasemobEmulator({ appKey: 'acme#chess' });
const appUrl = `${emulator.baseUrl}/acme/chess`;

async function callApp(path, body, headers = {}) {
  const response = await fetch(`${appUrl}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  return response.json();
}

/** Makes accounts with a password, as the server of a page does. */
async function register() {
  const { clientId: client_id, clientSecret: client_secret } = emulator;
  const grant = { grant_type: 'client_credentials', client_id, client_secret };
  const { access_token } = await callApp('/token', grant);
  for (const username of users) {
    const account = { username, password: `password of ${username}` };
    await callApp('/users', account, { authorization: `Bearer ${access_token}` });
  }
}

/** A page with the client of a user, logged in. */
async function openPage(user) {
  const { window } = new JSDOM('', {
    url: 'https://shop.example/',
    runScripts: 'outside-only',
    pretendToBeVisual: true,
  });
  window.eval(script);
  const sdk = window.websdk.default ?? window.websdk;
  sdk.logger.disableAll();
  const connection = new sdk.connection({
    appKey: emulator.appKey,
    apiUrl: emulator.baseUrl,
    url: 'wss://127.0.0.1:9',
    isHttpDNS: false,
    autoReconnectNumMax: 1,
  });
  // Ends only with its websocket, which the emulator does not have; the token is there before.
  connection.open({ user, pwd: `password of ${user}` }).catch(() => {});
  while (!connection.context.accessToken) await sleep(5);
  return { connection, window };
}

await register();
const pages = {};
for (const user of users) pages[user] = await openPage(user);
const { alice, bob, carol, dave } = Object.fromEntries(
  Object.entries(pages).map(([user, { connection }]) => [user, connection]),
);
seen.push('logged in by password');

const created = await alice.createGroup({
  data: {
    groupname: 'chess',
    desc: 'every Friday',
    members: ['bob'],
    public: true,
    approval: true,
    allowinvites: false,
    inviteNeedConfirm: true,
    maxusers: 100,
  },
});
const groupId = created.data.groupid;
const names = async () => {
  const { data } = await alice.getGroupMembers({ groupId, limit: 50 });
  return data.members
    .map(({ userId, role }) => `${userId} ${role}`)
    .sort()
    .join(', ');
};
seen.push(`created: ${await names()}`);

await alice.inviteUsersToGroup({ groupId, users: ['carol'] });
await carol.acceptGroupInvite({ groupId, invitee: 'carol' });
await dave.joinGroup({ groupId, message: 'let me in' });
await alice.acceptGroupJoinRequest({ groupId, applicant: 'dave' });
await alice.setGroupAdmin({ groupId, username: 'carol' });
seen.push(`invited and applied: ${await names()}`);

await carol.muteGroupMember({ groupId, username: 'bob', muteDuration: 60_000 });
seen.push(`muted: ${(await bob.isInGroupMutelist({ groupId })).data}`);
await carol.blockGroupMember({ groupId, username: 'dave' });
seen.push(`blocked: ${(await alice.getGroupBlocklist({ groupId })).data}`);

await bob.setGroupMemberAttributes({
  groupId,
  userId: 'bob',
  memberAttributes: { nick: 'B' },
});
const attributes = await alice.getGroupMemberAttributes({ groupId, userId: 'bob' });
seen.push(`attributes: ${attributes.data.nick}`);

const { window } = pages.bob;
await new Promise((resolve, reject) => {
  bob.uploadGroupSharedFile({
    groupId,
    file: { data: new window.File(['e4 e5'], 'game.pgn'), filename: 'game.pgn' },
    onFileUploadComplete: resolve,
    onFileUploadError: reject,
  });
});
const files = await alice.getGroupSharedFilelist({ groupId });
seen.push(`file: ${files.data[0].file_name} of ${files.data[0].file_owner}`);
await alice.deleteGroupSharedFile({ groupId, fileId: files.data[0].file_id });

await bob.leaveGroup({ groupId });
seen.push(`left: ${await names()}`);
const refusal = await bob.destroyGroup({ groupId }).catch((error) => error);
seen.push(`refused: ${refusal.type}`);
await alice.destroyGroup({ groupId });
const gone = await alice.getGroupInfo({ groupId }).catch((error) => error);
seen.push(`destroyed: ${gone.message}`);
console.log(seen.join('; '));
// The pages still try to reach the websocket.
process.exit();
