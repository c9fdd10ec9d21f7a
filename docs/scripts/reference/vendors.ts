import {
  type FurtherRead,
  type Operation,
  type OperationTable,
  operations,
} from '@imgroups/core/adapter';
import { easemobOperations } from '@imgroups/easemob';
import { tencentOperations } from '@imgroups/tencent';
import { type Catalogue, readCatalogue } from '../catalogue/catalogue.ts';
import type { Text } from './language.ts';

/** A further read with the operation that makes it. */
interface OperationRead extends FurtherRead {
  readonly operation: Operation;
}

/** What the reference says about a vendor. */
export interface Vendor {
  readonly name: 'tencent' | 'easemob';
  readonly title: Text;
  /** What a reader must know before any of the endpoints. */
  readonly introduction: Text;
  readonly catalogue: Catalogue;
  readonly furtherReads: readonly OperationRead[];
  readonly operations: OperationTable;
}

export const vendors: readonly Vendor[] = [
  {
    name: 'tencent',
    title: { en: 'Tencent Cloud Chat', zh: '腾讯云即时通信 IM' },
    introduction: {
      en: `Methods of \`createTencentClient(...)\`, which is also the provider's \`client\`. Fields and values are those of the wire.
Every call is a POST with a JSON body; the client adds \`sdkappid\`, \`identifier\`, \`usersig\`, \`random\` and \`contenttype\` to
the URL.`,
      zh: `这些是 \`createTencentClient(...)\` 的方法，provider 的 \`client\` 也是它。字段名和取值与服务端 REST API 完全一致。
所有接口都是带 JSON 包体的 POST；URL 中的 \`sdkappid\`、\`identifier\`、\`usersig\`、\`random\`、\`contenttype\` 由客户端自动加上。`,
    },
    catalogue: readCatalogue('tencent'),
    furtherReads: readsOf(tencentOperations),
    operations: tencentOperations,
  },
  {
    name: 'easemob',
    title: { en: 'Easemob', zh: '环信 IM' },
    introduction: {
      en: `Methods of \`createEasemobClient(...)\`, which is also the provider's \`client\`. Fields and values are those of the wire.
Paths are below \`https://{host}/{org_name}/{app_name}\`; the client adds the app token as a bearer token.`,
      zh: `这些是 \`createEasemobClient(...)\` 的方法，provider 的 \`client\` 也是它。字段名和取值与服务端 REST API 完全一致。
路径前面是 \`https://{host}/{org_name}/{app_name}\`；App Token 由客户端放进 \`Authorization\` 头。`,
    },
    catalogue: readCatalogue('easemob'),
    furtherReads: readsOf(easemobOperations),
    operations: easemobOperations,
  },
];

function readsOf(table: OperationTable): readonly OperationRead[] {
  return operations.flatMap((operation) =>
    (table[operation].reads ?? []).map((read) => ({ operation, ...read })),
  );
}

/** The endpoints that an operation calls when nothing fails. */
export function callsOf({ operations: table }: Vendor, operation: Operation): readonly string[] {
  const { calls, reads = [] } = table[operation];
  return [
    ...calls,
    ...reads.filter(({ when }) => when === 'always').map(({ endpoint }) => endpoint),
  ];
}
