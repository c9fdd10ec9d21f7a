import type { Files } from '../../testing/src/connections.ts';
import type { EasemobClient } from '../src/index.ts';

/** The shared files of groups, for the suite of connections. */
export const files: Files<EasemobClient> = {
  async upload(client, group_id, file, options) {
    const { data } = await client.uploadSharedFile({ group_id, file }, options);
    return data?.file_id ?? '';
  },
  download: (client, group_id, file_id, options) =>
    client.downloadSharedFile({ group_id, file_id }, options),
};
