import { type FaultName, faultNames } from './faults.ts';
import { type Cell, cells } from './matrix.ts';
import type { Text } from './vendor.ts';

/** The languages of the page. */
export const languages = ['en', 'zh'] as const satisfies readonly (keyof Text)[];
export type Language = (typeof languages)[number];

/** The page of each language, below `docs`. */
export const pageOf: Text = { en: 'reliability.md', zh: 'zh/reliability.md' };

/** The texts of the page in one language. */
interface Texts {
  readonly title: string;
  readonly introduction: (seed: number) => string;
  readonly found: readonly [claim: string, found: string];
  readonly claims: {
    readonly doubled: string;
    readonly unreported: string;
    readonly lost: string;
    readonly wrong: string;
  };
  readonly runs: string;
  readonly outOfReach: string;
  readonly lostReplies: {
    readonly title: string;
    readonly about: string;
    readonly head: readonly string[];
    readonly note: string;
  };
  readonly runtimes: {
    readonly title: string;
    readonly about: string;
    readonly overTls: string;
  };
  readonly operation: string;
  readonly endpoint: string;
  readonly faults: {
    readonly title: string;
    readonly about: Readonly<Record<Cell, string>>;
    readonly colon: string;
    readonly severalWords: string;
    readonly beforeAndAfter: string;
    readonly inService: string;
    readonly throttled: (vendor: string, text: string) => string;
    readonly serviceFaults: (throttled: readonly string[]) => string;
    readonly onTheWay: string;
    readonly wireFaults: readonly string[];
    readonly once: string;
    readonly always: string;
  };
  readonly cells: Readonly<Record<Cell, string>>;
  readonly names: Readonly<Record<FaultName, string>>;
  readonly withOwnId: string;
  readonly comma: string;
  /** A cell where the transports differ. */
  readonly byTransport: (fetch: string, undici: string) => string;
}

export const texts: Readonly<Record<Language, Texts>> = {
  en: {
    title: 'Reliability',
    introduction: (seed) =>
      `Written by \`pnpm chaos --seed ${seed}\`: every adapter against its emulator while the network and the service fail, once over the default transport (fetch) and once over \`undiciTransport()\`. After it, what the SDK reported is compared with what the service has.`,
    found: ['claim', 'found'],
    claims: {
      doubled: 'effects that happened twice',
      unreported: 'effects that happened and were reported as surely not done, or not at all',
      lost: 'effects that were reported as done and did not happen',
      wrong: 'other contradictions between reports and state',
    },
    runs: 'The figures hold for three kinds of runs: the lost replies and the faults below, storms of thousands of operations in which any of these faults hits every seventh request, and two processes that change the same members at the same time in such a storm, once without limits, and once with limits that they share through Redis, on a service that refuses any call above them.',
    outOfReach:
      'One thing is out of reach of any client, and not in it: a service that acts on a request after the client gave up on it and did something else.',
    lostReplies: {
      title: 'Lost replies',
      about:
        'Every twentieth reply to a write was lost after the write took effect: the connection was cut before or within the answer, the answer was spoilt, or a gateway gave another status in its place.',
      head: [
        'vendor',
        'call',
        'transport',
        'calls',
        'lost replies',
        'reported done',
        'reported `ambiguous`',
        'reported failed',
      ],
      note: 'A create without an id of your own, and an increase of a counter, are never sent twice: whether they took effect cannot be known, and the error says so.',
    },
    runtimes: {
      title: 'Lost replies on every runtime',
      about:
        'The connection was cut after a write was read, on a kept-alive connection where the runtime keeps any: before its effect, and after it. `pnpm install-projects --write runtimes` runs this with the packed packages over every transport of a runtime (fetch, and undici where there is one), in plain text and over TLS, and counts that no request arrives more often than it was sent. A cell holds all that came of it.',
      overTls: 'over TLS',
    },
    operation: 'operation',
    endpoint: 'endpoint',
    faults: {
      title: 'Faults and what comes of them',
      about: {
        done: 'nothing else was needed.',
        retried: 'done, by sending the call again.',
        'read back': 'done, as a read showed after the failure.',
        'in doubt': 'failed with `ambiguous: true`; the effect may be there.',
        'not done': 'failed with `ambiguous: false`; the effect is surely not there.',
      },
      colon: ': ',
      severalWords:
        'A cell has several words where the forms of a fault end differently, and names the transports where they do.',
      beforeAndAfter: '“Before” and “after” are seen from the effect of the call.',
      inService: 'In the service, or in a gateway before it:',
      throttled: (vendor, text) => `on ${vendor} ${text}`,
      serviceFaults: (throttled) =>
        `*refused*: nobody takes the connection. *throttled*: ${throttled.join(', ')}. *web page*: the HTML of a gateway, with status 200 or 502. *slow body*: the answer stops in the middle until the time-out. *expired*: the credentials are refused.`,
      onTheWay: 'On the way, by a proxy at the level of TCP:',
      wireFaults: [
        '*cut in request*: the connection is reset when it is made, within the head or body of the request, or once all of it was read. *cut after*: the service acted, and the connection is reset or ended without an answer. *cut in answer*: likewise within the head or the body of the answer.',
        '*stale*: the request goes over a connection that was kept from an earlier one, and is cut as it arrives.',
        '*byte by byte*: request and answer arrive in pieces of one byte. *wrong length*: the answer is longer or shorter than it says, says two lengths or none, or has a broken chunk. *encoded*: it is compressed without being asked, is no gzip or half of one though it says so, or has an unknown encoding.',
        '*other status*: the service acted, and its answer comes with 202, 203, 204, 206, 302, 304, 307 or 408. *not HTTP*: another protocol, a head of 100 kB, or early hints before the answer. *error after*: the service acted, and the runtime reports `EHOSTUNREACH`, `ENETUNREACH` or `ECONNREFUSED` on reading or writing.',
      ],
      once: 'The first attempt fails',
      always: 'Every attempt fails',
    },
    cells: asTheyAre(cells),
    names: asTheyAre(faultNames),
    withOwnId: ' with an own id',
    comma: ', ',
    byTransport: (fetch, undici) => `${fetch} (fetch), ${undici} (undici)`,
  },
  zh: {
    title: '可靠性',
    introduction: (seed) =>
      `由 \`pnpm chaos --seed ${seed}\` 生成：在网络和服务不断出故障的情况下，让每个适配器调用它的模拟器，默认的 transport（fetch）和 \`undiciTransport()\` 各一遍。之后把 SDK 报告的结果与服务端的实际状态比对。`,
    found: ['检查项', '次数'],
    claims: {
      doubled: '生效了两次的操作',
      unreported: '已经生效，却报告为一定没有生效，或没有报告',
      lost: '报告为完成，却没有生效',
      wrong: '报告与状态之间的其他矛盾',
    },
    runs: '以上数字来自三类运行：下面的应答丢失和各种故障；数千次操作的风暴，平均每七个请求就有一个遇到其中任意一种故障；两个进程在同样的风暴中同时修改同一批成员，一次不限频，一次通过 Redis 共用限频，服务端拒绝一切超频的调用。',
    outOfReach:
      '有一种情况任何客户端都无能为力，不在测试之内：客户端放弃一个请求、转而做了别的事之后，服务端才执行这个请求。',
    lostReplies: {
      title: '应答丢失',
      about:
        '平均每二十个写操作，就有一个在生效之后丢失应答：连接在应答之前或应答途中断开、应答被破坏，或者网关返回了另一个状态码。',
      head: [
        '厂商',
        '调用',
        'transport',
        '调用次数',
        '丢失的应答',
        '报告为完成',
        '报告为 `ambiguous`',
        '报告为失败',
      ],
      note: '不带自定义 ID 的建群和计数器的递增绝不会发送两次：它们是否生效无从得知，错误会如实说明。',
    },
    runtimes: {
      title: '各运行时上的应答丢失',
      about:
        '服务端读完写请求之后连接断开（运行时保持连接的，断的是保持中的连接）：生效之前一次，生效之后一次。`pnpm install-projects --write runtimes` 用打包好的包，在每个运行时的每种 transport 上（fetch，以及有 undici 时的 undici）、明文和 TLS 各运行一遍，并检查到达的请求不比发出的多。一格里是出现过的全部结果。',
      overTls: 'TLS 上的协议',
    },
    operation: '操作',
    endpoint: '接口',
    faults: {
      title: '故障与结果',
      about: {
        done: '不需要其他处理。',
        retried: '重发之后完成。',
        'read back': '失败之后，一次读取确认已经完成。',
        'in doubt': '失败，`ambiguous: true`，可能已经生效。',
        'not done': '失败，`ambiguous: false`，一定没有生效。',
      },
      colon: '：',
      severalWords:
        '同一种故障有几种形式、结果又不同时，一格里有几个词；结果因 transport 而异时会注明。',
      beforeAndAfter: '“前”和“后”是相对于调用生效的时刻。',
      inService: '服务端或它前面的网关：',
      throttled: (vendor, text) => `${text}（${vendor}）`,
      serviceFaults: (throttled) =>
        `*连接被拒*：没有人接受连接。*限频*：返回 ${throttled.join('，')}。*网页*：网关返回的 HTML，状态码 200 或 502。*正文卡住*：应答在中途停住，直到超时。*凭据过期*：凭据被拒绝。`,
      onTheWay: '传输途中，由 TCP 层的代理制造：',
      wireFaults: [
        '*请求中断*：连接在建立时、在请求的头部或正文途中，或在请求读完之后被重置。*执行后断开*：服务端已经执行，连接被重置或正常关闭，没有应答。*应答中断*：同上，但在应答的头部或正文途中。',
        '*旧连接*：请求走之前保持下来的连接，到达时连接断开。',
        '*逐字节*：请求和应答每次只到一个字节。*长度不符*：应答比声明的长或短，声明了两个长度或没有声明，或者有损坏的分块。*编码*：没有要求却被压缩、声称是 gzip 却不是或只有一半，或者编码未知。',
        '*其他状态码*：服务端已经执行，应答的状态码是 202、203、204、206、302、304、307 或 408。*不是 HTTP*：另一种协议、100 kB 的头部，或应答之前的 early hints。*执行后报错*：服务端已经执行，而运行时在读或写时报告 `EHOSTUNREACH`、`ENETUNREACH` 或 `ECONNREFUSED`。',
      ],
      once: '第一次尝试失败',
      always: '每次尝试都失败',
    },
    cells: {
      done: '完成',
      retried: '重试',
      'read back': '回读',
      'in doubt': '不确定',
      'not done': '未生效',
    },
    names: {
      latency: '延迟',
      refused: '连接被拒',
      'reset before': '执行前重置',
      'reset after': '执行后重置',
      '5xx before': '执行前 5xx',
      '5xx after': '执行后 5xx',
      throttled: '限频',
      'web page': '网页',
      truncated: '应答截断',
      malformed: '格式错误',
      'slow body': '正文卡住',
      expired: '凭据过期',
      'cut in request': '请求中断',
      'cut after': '执行后断开',
      'cut in answer': '应答中断',
      'stale before': '旧连接，执行前',
      'stale after': '旧连接，执行后',
      'byte by byte': '逐字节',
      'wrong length': '长度不符',
      encoded: '编码',
      'other status': '其他状态码',
      'not HTTP': '不是 HTTP',
      'error after': '执行后报错',
    },
    withOwnId: '（自定义 ID）',
    comma: '、',
    byTransport: (fetch, undici) => `${fetch}（fetch）、${undici}（undici）`,
  },
};

// Longer ones first: one holds another.
const anyCell = new RegExp(
  [...cells].sort((one, other) => other.length - one.length).join('|'),
  'g',
);

/** Describes the result of a trial in the words of a language. */
export function cellText(cell: string, language: Language): string {
  const { cells: words, comma } = texts[language];
  return cell.replaceAll(anyCell, (word) => words[word as Cell]).replaceAll(', ', comma);
}

/** The name of an operation, in the words of a language. */
export function operationText(name: string, language: Language): string {
  return name.replace(texts.en.withOwnId, texts[language].withOwnId);
}

/** Words that are names in the code and English. */
function asTheyAre<Word extends string>(words: readonly Word[]): Readonly<Record<Word, string>> {
  return Object.fromEntries(words.map((word) => [word, word])) as unknown as Record<Word, string>;
}
