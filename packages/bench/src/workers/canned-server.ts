import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tell } from './dialogue.ts';

/** Answers like the vendors do, from templates: it keeps nothing and costs as little as a server can. */
const server = createServer(async (request, response) => {
  const body = request.method === 'GET' ? '' : await readText(request);
  answer(response, answerTo(new URL(request.url ?? '/', 'http://bench'), body));
});

function answerTo({ pathname, searchParams }: URL, body: string): string {
  if (pathname.endsWith('/get_group_info')) return tencentGroup;
  if (pathname.endsWith('/add_group_member')) return addedMembers(body);
  if (pathname.endsWith('/users')) return membersPage(pathname, searchParams);
  if (pathname.endsWith('/admin')) return '{"action":"get","data":[],"duration":1}';
  if (pathname.includes('/chatgroups/')) return easemobGroup;
  return anyObject;
}

const tencentGroup = JSON.stringify({
  ActionStatus: 'OK',
  ErrorInfo: '',
  ErrorCode: 0,
  GroupInfo: [
    {
      GroupId: 'book-club',
      ErrorCode: 0,
      ErrorInfo: '',
      Type: 'Public',
      Name: 'Book club',
      Owner_Account: 'alice',
      CreateTime: 1_700_000_000,
      MemberNum: 3,
      MaxMemberNum: 2000,
      ApplyJoinOption: 'NeedPermission',
      MuteAllMember: 'Off',
    },
  ],
});

const easemobGroup = JSON.stringify({
  action: 'get',
  data: [
    {
      id: '184524748161025',
      name: 'Book club',
      description: '',
      membersonly: true,
      allowinvites: false,
      maxusers: 300,
      owner: 'alice',
      created: 1_656_062_986_845,
      mute: false,
      public: true,
      affiliations_count: 2,
      affiliations: [{ member: 'bob' }, { owner: 'alice' }],
    },
  ],
  timestamp: 1_656_063_032_000,
  duration: 3,
  count: 1,
});

/** For clients of other services: as large as a group, and what their own services would send. */
const anyObject = JSON.stringify({
  id: 'book-club',
  object: 'chat.completion',
  created: 1_700_000_000,
  model: 'any',
  choices: [{ index: 0, message: { role: 'assistant', content: 'Yes.' }, finish_reason: 'stop' }],
  channel: { id: 'book-club', type: 'messaging', cid: 'messaging:book-club', member_count: 3 },
  members: [],
  duration: '1.20ms',
});

function addedMembers(body: string): string {
  const { MemberList } = JSON.parse(body) as { MemberList: { Member_Account: string }[] };
  const results = MemberList.map(({ Member_Account }) => ({ Member_Account, Result: 1 }));
  return JSON.stringify({
    ActionStatus: 'OK',
    ErrorInfo: '',
    ErrorCode: 0,
    MemberList: results,
  });
}

/** The group `members-5000` has five thousand members. */
function membersPage(pathname: string, query: URLSearchParams): string {
  const total = Number(/members-(\d+)/.exec(pathname)?.[1] ?? 0);
  const size = Number(query.get('pagesize'));
  const first = (Number(query.get('pagenum')) - 1) * size;
  const count = Math.max(0, Math.min(size, total - first));
  const data = Array.from({ length: count }, (_, index) => ({
    member: `user-${first + index}`,
    joined_time: 1_700_000_000_000 + first + index,
  }));
  return JSON.stringify({ action: 'get', data, count, timestamp: 1_700_000_000_000, duration: 1 });
}

async function readText(request: IncomingMessage): Promise<string> {
  let text = '';
  request.setEncoding('utf8');
  for await (const part of request) text += part;
  return text;
}

function answer(response: ServerResponse, text: string): void {
  response.writeHead(200, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
  });
  response.end(text);
}

// Sockets outlive the pauses between rounds, so that no round pays for connecting.
server.keepAliveTimeout = 600_000;
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  tell({ port });
});
process.on('disconnect', () => process.exit());
