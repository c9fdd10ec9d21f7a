import type { AgoraChatTokenVerification } from '@imgroups/easemob/agora';
import { agoraEndpoints } from '@imgroups/easemob/agora/endpoints';
import type { Clock } from '../../server/clock.ts';
import type { Brand } from '../easemob/brand.ts';
import { type CredentialCheck, readBearer } from '../easemob/state/tokens.ts';
import { agoraHandlers } from './handlers.ts';
import pages from './pages.json' with { type: 'json' };
import type { AgoraSettings } from './settings.ts';
import { createTokenCheck } from './token-check.ts';

type Fault = Extract<AgoraChatTokenVerification, { readonly valid: false }>['reason'];

/** Agora Chat: an app id in the path, and tokens that the service only checks. */
export function agoraBrand(settings: AgoraSettings, clock: Clock): Brand {
  const checkToken = createTokenCheck(settings, clock);
  return {
    vendor: 'agora',
    endpoints: agoraEndpoints,
    handlers: agoraHandlers,
    pages,
    appPath: `/app-id/${settings.appId}`,
    async check(authorization): Promise<CredentialCheck> {
      const { token, problem } = readBearer(authorization);
      if (token === undefined) return { ok: false, problem };
      const result = await checkToken(token);
      if (!result.valid) return { ok: false, problem: problems[result.reason] };
      const { userId } = result.fields;
      return {
        ok: true,
        caller:
          userId === undefined ? { kind: 'app' } : { kind: 'user', username: userId.toLowerCase() },
      };
    },
  };
}

const problems = {
  not_a_token: 'corrupt',
  wrong_app: 'foreign',
  wrong_user: 'foreign',
  signature_mismatch: 'foreign',
  expired: 'expired',
} as const satisfies Readonly<Record<Fault, string>>;
