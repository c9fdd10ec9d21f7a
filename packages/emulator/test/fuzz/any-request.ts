import { readdirSync, readFileSync } from 'node:fs';
import { type AnyEndpoint, buildRequest } from '@imgroups/core/adapter';
import { easemobEndpoints } from '@imgroups/easemob/endpoints';
import { tencentEndpoints } from '@imgroups/tencent/endpoints';
import { createRandom, type Random } from '../../../testing/src/random.ts';

/** The address of an emulator, and the credentials of a call. */
export interface Target {
  readonly vendor: 'tencent' | 'easemob';
  readonly baseUrl: string;
  /** Query of a good Tencent call; empty for Easemob. */
  readonly query: string;
  /** `/org/app` of a good Easemob call; empty for Tencent. */
  readonly app: string;
  readonly token: string;
}

/** Choices for one request of a run. */
export function randomFor(seed: number, index: number): Random {
  return createRandom(Math.imul(seed, 0x9e3779b1) ^ index);
}

/** Users and groups that exist while requests are sent. */
export const users = ['alice', 'bob', 'carol', 'dave', 'user1', 'user2', 'administrator'];
export const groups = ['club', 'book-club', '10130212061185', '66021836783617', '@TGS#_town'];

const strangeTexts = [
  '',
  ' ',
  '\0',
  '.',
  '..',
  '../../../etc/passwd',
  '..%2f..%2fetc%2fpasswd',
  '/etc/passwd',
  '%',
  '%zz',
  '%00',
  '%c0%ae%c0%ae/',
  '\\',
  '//',
  'a,b',
  ',',
  '?',
  '#',
  '&',
  '=',
  "'",
  '"',
  '<script>',
  '\r\nX: y',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  '\ud800',
  '😀',
  '\u202e',
  'İ',
  'ß',
  'x'.repeat(5000),
  '-1',
  '1e308',
  'NaN',
  '18446744073709551616',
  'true',
  'null',
  '{}',
  '[]',
  '@TGS#',
  '@TGS#_',
  'YWMt',
  'Y2x1Yl8x',
] as const;
const strangeJson = [
  'null',
  'true',
  '0',
  '-0',
  '-1',
  '1.5',
  '1e308',
  '1e999',
  '9007199254740993',
  '18446744073709551616',
  '""',
  '"x"',
  '[]',
  '[[]]',
  '[null]',
  '{}',
  '{"__proto__":{"polluted":true}}',
  '{"constructor":{"prototype":{"polluted":true}}}',
  '{"toString":1,"valueOf":2,"toJSON":3,"length":1e9}',
  `${'['.repeat(3000)}${']'.repeat(3000)}`,
] as const;

/** One request as bytes, and whether its connection can take more after it. */
export interface AnyRequest {
  readonly bytes: Buffer;
  readonly isLast: boolean;
}

/** One request of a run: the same for the same random and target. */
export function anyRequest(random: Random, target: Target): AnyRequest {
  const kind = random.next();
  if (kind < 0.7) return { bytes: callRequest(random, target), isLast: false };
  if (kind < 0.8) return { bytes: controlRequest(random), isLast: false };
  if (kind < 0.9) return { bytes: pathRequest(random, target), isLast: false };
  return { bytes: brokenRequest(random, target), isLast: true };
}

/** A call that is good but for a few of its fields. */
function callRequest(random: Random, target: Target): Buffer {
  const [name, endpoint] = random.pick(endpointsOf[target.vendor]);
  const sample = random.pick(samplesOf(target.vendor, name));
  const fields = spoilt(random, sample);
  const { method, path, query, body } = built(endpoint, fields) ?? {
    method: endpoint.method,
    path: endpoint.path.replaceAll(/\{\w+\}/g, () => encoded(random, strangeText(random))),
    query: {},
    body: JSON.stringify(fields),
  };
  const text = withStrangeJson(random, body);
  const search = [target.query, new URLSearchParams(query).toString(), strangeQuery(random)]
    .filter((part) => part !== '')
    .join('&');
  const verb = random.chance(0.03) ? strangeMethod(random) : method;
  const url = `${target.app}${path}${search && `?${search}`}`;
  return written(verb, url, [...authorization(random, target), ...strangeHeaders(random)], text);
}

function built(endpoint: AnyEndpoint, fields: Readonly<Record<string, unknown>>) {
  try {
    const wire = buildRequest(endpoint, fields);
    return { ...wire, body: typeof wire.body === 'string' ? wire.body : '' };
  } catch {
    // Not every field can stand in a path.
    return undefined;
  }
}

/** Commands to the emulator itself; none that makes others wait. */
function controlRequest(random: Random): Buffer {
  const command = random.pick([
    'reset',
    'snapshot',
    'accounts',
    'clock',
    'journal',
    'faults',
    '',
    '..',
    strangeText(random),
  ]);
  const body = random.pick([
    JSON.stringify({ userIds: [strangeText(random), random.pick(users)] }),
    JSON.stringify({ advanceSeconds: random.pick([0, 1, -1, 60, 1e9, 1e300]) }),
    JSON.stringify({
      kind: random.pick(['status', 'html', 'nope', 'truncated']),
      times: 1,
      status: random.below(700),
    }),
    JSON.stringify({ kind: 'malformed-json', times: 1, endpoint: strangeText(random) }),
    random.pick(strangeJson),
    strangeText(random),
  ]);
  const method = random.pick(['GET', 'POST', 'POST', 'POST', 'DELETE', 'PUT', 'HEAD']);
  const path = `/_emulator/${random.chance(0.9) ? command : encoded(random, command)}`;
  const headers = strangeHeaders(random);
  if (random.chance(0.9)) headers.push('x-imgroups-control: 1');
  return written(method, path.replaceAll(/[^!-~]/g, ''), headers, body);
}

/** A path that leads somewhere else. */
function pathRequest(random: Random, target: Target): Buffer {
  const parts = Array.from({ length: 1 + random.below(8) }, () =>
    random.pick([
      encoded(random, strangeText(random)),
      'v4',
      'group_open_http_svc',
      'chatgroups',
      'users',
      'share_files',
      '..',
      '.',
      '',
      '%2e%2e',
      '_emulator',
    ]),
  );
  const path = `${random.chance(0.5) ? target.app : ''}/${parts.join('/')}`;
  const url = random.chance(0.1) ? `http://elsewhere.invalid${path}` : path;
  const method = strangeMethod(random);
  const search = random.chance(0.5) ? `?${target.query}&${strangeQuery(random)}` : '';
  return written(method, url + search, authorization(random, target), '');
}

/** Bytes that are not quite HTTP, or none at all; the connection is of no use after them. */
function brokenRequest(random: Random, target: Target): Buffer {
  const good = callRequest(random, target);
  switch (random.below(8)) {
    case 0:
      return good.subarray(0, random.below(good.length));
    case 1:
      return Buffer.from(Array.from({ length: random.below(2000) }, () => random.below(256)));
    case 2:
      return withBytes(random, good);
    case 3:
      return Buffer.from(
        good
          .toString('latin1')
          .replace(/content-length: \d+/, `content-length: ${strangeText(random)}`),
        'latin1',
      );
    case 4:
      return Buffer.from(
        good.toString('latin1').replace(/content-length: \d+/, 'transfer-encoding: chunked'),
        'latin1',
      );
    case 5:
      return Buffer.from(
        `GET / HTTP/1.1\r\nhost: x\r\nbig: ${'a'.repeat(random.below(40_000))}\r\n\r\n`,
      );
    case 6:
      return written(
        'POST',
        `${target.app}/v4/x?${target.query}`,
        [`content-type: multipart/form-data; boundary=${encoded(random, strangeText(random))}`],
        `--b\r\ncontent-disposition: form-data; name="__proto__"\r\n\r\nx\r\n--b--`,
      );
    default:
      return written(
        'POST',
        `${target.app}/chatgroups?${target.query}`,
        authorization(random, target),
        'x'.repeat(random.below(1_200_000)),
      );
  }
}

function withBytes(random: Random, good: Buffer): Buffer {
  const bytes = Buffer.from(good);
  for (let count = 1 + random.below(4); count > 0; count -= 1) {
    bytes[random.below(bytes.length)] = random.below(256);
  }
  return bytes;
}

/** A request as it stands on the wire; its text may hold anything. */
function written(method: string, url: string, headers: readonly string[], body: string): Buffer {
  const bytes = Buffer.from(body);
  const head = [
    `${method} ${url} HTTP/1.1`,
    'host: localhost',
    ...headers,
    `content-length: ${bytes.length}`,
  ];
  return Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`, 'latin1'), bytes]);
}

function authorization(random: Random, { token }: Target): string[] {
  if (token === '' || random.chance(0.03)) return [];
  return [
    `authorization: ${random.chance(0.97) ? `Bearer ${token}` : random.pick(['Bearer', 'Basic x', 'Bearer YWMtx'])}`,
  ];
}

function strangeHeaders(random: Random): string[] {
  if (random.chance(0.8)) return ['content-type: application/json'];
  return [
    random.pick([
      'content-type: ;;;',
      'content-type: text/plain; charset=utf-16',
      'content-type: multipart/form-data',
      'content-type: multipart/form-data; boundary=x',
      'content-encoding: gzip',
      'expect: 100-continue',
      'expect: x',
      'upgrade: websocket',
      'x-http-method-override: DELETE',
      'restrict-access: true',
      'thumbnail: true',
      'accept: text/html',
      'range: bytes=0-',
      'if-none-match: *',
      'cookie: __proto__=1',
      'host: elsewhere.invalid',
      'x-forwarded-for: 8.8.8.8',
    ]),
  ];
}

function strangeMethod(random: Random): string {
  return random.pick([
    'GET',
    'POST',
    'PUT',
    'DELETE',
    'PATCH',
    'HEAD',
    'OPTIONS',
    'TRACE',
    'PROPFIND',
    'LINK',
  ]);
}

function strangeQuery(random: Random): string {
  if (random.chance(0.8)) return '';
  const name = random.pick([
    'limit',
    'cursor',
    'pagenum',
    'pagesize',
    'version',
    'usersig',
    'sdkappid',
    'need_notify',
    strangeText(random),
  ]);
  return `${encoded(random, name)}=${encoded(random, strangeText(random))}`;
}

function strangeText(random: Random): string {
  return random.chance(0.3) ? random.pick([...users, ...groups]) : random.pick(strangeTexts);
}

/** Percent-encoded; now and then not, as far as a request line can hold it. */
function encoded(random: Random, text: string): string {
  if (random.chance(0.9)) return encodeURIComponent(text.toWellFormed());
  return text.replaceAll(/[^!-~]/g, '');
}

/** Some fields of a sample replaced by others. */
function spoilt(
  random: Random,
  sample: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const probability = random.pick([0, 0.1, 0.3]);
  const change = (value: unknown): unknown => {
    if (random.chance(probability)) {
      return random.pick([
        strangeText(random),
        random.below(5000),
        [strangeText(random)],
        marker,
        undefined,
      ]);
    }
    if (Array.isArray(value)) return value.map(change);
    if (typeof value === 'object' && value !== null) {
      return Object.fromEntries(
        Object.entries(value).map(([name, field]) => [name, change(field)]),
      );
    }
    return typeof value === 'string' && random.chance(0.4)
      ? random.pick([...users, ...groups])
      : value;
  };
  return Object.fromEntries(Object.entries(sample).map(([name, field]) => [name, change(field)]));
}

const marker = '<any JSON>';

function withStrangeJson(random: Random, body: string): string {
  const text = body.replaceAll(JSON.stringify(marker), () => random.pick(strangeJson));
  return random.chance(0.03) ? random.pick(strangeJson) : text;
}

type Samples = readonly Readonly<Record<string, unknown>>[];

const endpointsOf: Readonly<Record<Target['vendor'], readonly (readonly [string, AnyEndpoint])[]>> =
  {
    tencent: Object.entries(tencentEndpoints),
    easemob: Object.entries(easemobEndpoints),
  };

const samples = new Map<string, Samples>();

/** The documented requests of an endpoint. */
function samplesOf(vendor: Target['vendor'], name: string): Samples {
  const key = `${vendor} ${name}`;
  const known = samples.get(key) ?? readSamples(vendor, name);
  samples.set(key, known);
  return known;
}

function readSamples(vendor: Target['vendor'], name: string): Samples {
  const folder = new URL(`../../../${vendor}/test/fixtures/`, import.meta.url);
  const files = readdirSync(folder).filter(
    (file) => file.startsWith(`${name}.`) && file.endsWith('request.json'),
  );
  const found = files.map((file) => JSON.parse(readFileSync(new URL(file, folder), 'utf8')));
  return found.length > 0 ? found : [{}];
}
