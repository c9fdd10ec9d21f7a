import { createAgoraChatToken } from '@imgroups/easemob/agora';
import type { VendorEmulator } from '../../vendor-emulator.ts';
import { type AgoraEmulator, type AgoraEmulatorOptions, startAgoraEmulator } from './index.ts';
import { agoraAppOptions } from './settings.ts';

/** The emulator of Agora Chat in the registry. */
export const agoraEmulator: VendorEmulator<AgoraEmulatorOptions, AgoraEmulator> = {
  defaultPort: 4103,
  appOptions: agoraAppOptions,
  providerOptions: { customGroupIds: true },
  start: startAgoraEmulator,
  async introduce({ baseUrl, appId, appCertificate }, [userId = 'alice', ...others]) {
    const token = await createAgoraChatToken({
      appId,
      appCertificate,
      userId,
      expireSeconds: 86_400,
    });
    return {
      fields: { baseUrl, appId, appCertificate },
      text: `Create a group with a token of ${userId}, which is valid for a day:`,
      calls: [
        {
          url: `${baseUrl}/app-id/${appId}/chatgroups`,
          headers: { Authorization: `Bearer ${token}` },
          body: { groupname: 'Chess', public: true, owner: userId, members: others.slice(0, 1) },
        },
      ],
    };
  },
};
