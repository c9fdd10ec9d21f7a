import { rmSync } from 'node:fs';
import { exportGroups, importGroups, reportToMarkdown } from '@imgroups/jobs';
import { createTencentProvider } from '@imgroups/tencent';

const { tencent } = JSON.parse(process.env.IMGROUPS_SETTINGS);
const provider = createTencentProvider(tencent);
const { id } = await provider.groups.create({ name: 'Chess', ownerId: 'alice', maxMembers: 20 });

for (const file of ['groups.jsonl', 'export.db', 'import.db']) rmSync(file, { force: true });
await exportGroups(provider, 'groups.jsonl', {
  journal: 'export.db',
  filter: (group) => group.id === id,
});
const report = await importGroups(provider, 'groups.jsonl', {
  journal: 'import.db',
  groupIds: 'new',
});
console.log(reportToMarkdown(report));
await provider.close();
