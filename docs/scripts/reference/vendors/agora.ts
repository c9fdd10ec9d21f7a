import { easemobTextLengths } from '@imgroups/easemob/endpoints';
import type { Text } from '../language.ts';
import type { VendorPages } from '../vendor-pages.ts';
import { vendorPages as easemobPages } from './easemob.ts';

const pages = 'https://docs.agora.io/en/api-reference/api-ref/im/chat-group-management';
const groupPage = `${pages}/create-delete-retrieve-groups`;
const announcementPage = `${pages}/manage-group-announcement-files`;

const errorCodesTitle: Text = { en: 'Agora Chat: error codes', zh: '声网 Agora Chat：错误码' };

function lengthOf(text: keyof typeof easemobTextLengths, page: string) {
  return [
    { max: easemobTextLengths[text].max, unit: 'characters', page, asOf: '2026-11' },
  ] as const;
}

/** The service is Easemob's, and so are its errors and callbacks. */
export const vendorPages: VendorPages = {
  introduction: {
    en: `Methods of \`createAgoraChatClient(...)\`, which is also the provider's \`client\`. Fields and values are those of the wire.
Paths are below \`https://{host}/app-id/{app_id}\`; the client makes app tokens of the certificate and adds them as bearer tokens.
The service is that of [Easemob](../easemob/README.md) under its overseas brand: where Agora's pages give no sample, those of Easemob are shown.
[Guide](../../guide/agora.md).`,
    zh: `这些是 \`createAgoraChatClient(...)\` 的方法，provider 的 \`client\` 也是它。字段名和取值与服务端 REST API 完全一致。
路径前面是 \`https://{host}/app-id/{app_id}\`；App Token 由客户端用 App 证书在本地生成，并放进 \`Authorization\` 头。
该服务就是[环信](../easemob/README.md)的海外品牌：Agora 文档没有示例时，显示环信的示例。[指南](../../guide/agora.md)。`,
  },
  documentation: /^https:\/\/docs\.agora\.io\/en\/api-reference\/api-ref\/im\/[\w/-]+$/,
  everyAnswer: easemobPages.everyAnswer,
  capabilities: {
    en: 'Agora Chat has one kind of group; "depends" stands where its pages do not say whether the service does what it does at Easemob: group ids of one\'s own, and mutes for good.',
    zh: 'Agora Chat 只有一种群；“视情况”表示其文档没有说明是否与环信一致：自定义群组 ID 和永久禁言。',
  },
  errors: easemobPages.errors,
  errorCodesPage: (language) =>
    easemobPages.errorCodesPage(language).replace(/^# .*$/m, `# ${errorCodesTitle[language]}`),
  texts: {
    name: lengthOf('groupname', groupPage),
    description: lengthOf('description', groupPage),
    announcement: lengthOf('announcement', announcementPage),
    avatarUrl: lengthOf('avatar', groupPage),
  },
  ...(easemobPages.events && {
    events: {
      ...easemobPages.events,
      // Those of Easemob, which stand there.
      sent: [],
      notes: {
        en: '- Agora Chat sends the callbacks of Easemob, of both generations.',
        zh: '- Agora Chat 发送的就是环信的回调，两代都有。',
      },
    },
  }),
  offlineOptions: {
    appId: '0123456789abcdef0123456789abcdef',
    token: () => 'token',
    baseUrl: 'http://127.0.0.1',
  },
};
