/** One page, by its file below the folder of its language, and how the sidebar calls it. */
export interface SidebarPage {
  readonly file: string;
  readonly en: string;
  readonly zh: string;
}

/** Pages that stand together. */
export interface SidebarGroup {
  readonly en: string;
  readonly zh: string;
  readonly pages: readonly SidebarPage[];
}

/** The pages that people write, in reading order: the one list for both languages. */
export const guideGroups: readonly SidebarGroup[] = [
  {
    en: 'Start',
    zh: '入门',
    pages: [
      { file: 'guide/getting-started.md', en: 'Getting started', zh: '快速开始' },
      { file: 'guide/testing.md', en: 'Testing with the emulator', zh: '用模拟器测试' },
      {
        file: 'guide/refused-calls.md',
        en: 'Why was this call refused?',
        zh: '为什么这次调用被拒绝？',
      },
      { file: 'guide/examples.md', en: 'Examples', zh: '示例程序' },
      { file: 'guide/swapping.md', en: 'Swapping vendors', zh: '更换厂商' },
      { file: 'guide/agora.md', en: 'Agora Chat', zh: '声网 Agora Chat' },
    ],
  },
  {
    en: 'Frameworks',
    zh: '框架',
    pages: [
      { file: 'guide/nestjs.md', en: 'NestJS', zh: 'NestJS' },
      { file: 'guide/express.md', en: 'Express', zh: 'Express' },
      { file: 'guide/hono-workerd.md', en: 'Hono and workerd', zh: 'Hono 与 workerd' },
    ],
  },
  {
    en: 'In production',
    zh: '生产环境',
    pages: [
      { file: 'guide/webhooks.md', en: 'Webhooks', zh: 'Webhook（回调）' },
      { file: 'guide/jobs.md', en: 'Jobs over many groups', zh: '批量任务' },
      { file: 'guide/snapshot.md', en: 'The snapshot format', zh: '快照格式' },
      { file: 'guide/migration.md', en: 'Moving to the other vendor', zh: '迁移到另一家厂商' },
      { file: 'guide/command-line.md', en: 'Command line', zh: '命令行' },
      { file: 'guide/redis.md', en: 'Several processes', zh: '多进程与 Redis' },
      { file: 'guide/several-workers.md', en: 'Several workers', zh: '多个 worker' },
      { file: 'guide/client-login.md', en: 'Client login', zh: '客户端登录' },
      { file: 'guide/native-endpoints.md', en: 'Native endpoints', zh: '厂商原生接口' },
      { file: 'guide/network.md', en: 'Network and proxies', zh: '网络与代理' },
      { file: 'guide/observability.md', en: 'Observability', zh: '可观测性' },
    ],
  },
  {
    en: 'Coming from Java',
    zh: '从 Java 迁移',
    pages: [
      { file: 'guide/tencent-java.md', en: 'Tencent Java guide', zh: '腾讯云 IM Java' },
      { file: 'guide/easemob-java.md', en: 'Easemob Java SDK', zh: '环信 Java SDK' },
    ],
  },
  {
    en: 'Concepts',
    zh: '概念',
    pages: [
      { file: 'concepts/providers.md', en: 'Providers', zh: 'Provider' },
      { file: 'concepts/kinds.md', en: 'Kinds and policies', zh: '群类型与加群方式' },
      { file: 'concepts/roles.md', en: 'Roles', zh: '角色' },
      { file: 'concepts/mutes.md', en: 'Mutes', zh: '禁言' },
      { file: 'concepts/blacklist.md', en: 'Blacklist', zh: '黑名单' },
      { file: 'concepts/batches.md', en: 'Batches', zh: '批量操作' },
      { file: 'concepts/paging.md', en: 'Paging', zh: '分页' },
      { file: 'concepts/errors.md', en: 'Errors', zh: '错误' },
      { file: 'concepts/retries-and-limits.md', en: 'Retries and limits', zh: '重试与限频' },
      { file: 'concepts/credentials.md', en: 'Credentials', zh: '凭据' },
    ],
  },
];

/** The pages that the generators write whatever the vendors; the pages of a vendor are found by its folder. */
export const referencePages: readonly SidebarPage[] = [
  { file: 'reference/errors.md', en: 'Errors', zh: '错误' },
  { file: 'reference/capabilities.md', en: 'Capabilities', zh: '能力表' },
  { file: 'reference/events.md', en: 'Events', zh: '事件' },
  { file: 'reference/limits.md', en: 'Limits', zh: '限制' },
  { file: 'reference/further-reads.md', en: 'Further reads', zh: '额外的读取' },
  { file: 'reference/licences.md', en: 'Licences', zh: '许可证' },
];
