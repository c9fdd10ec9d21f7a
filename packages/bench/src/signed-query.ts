import { createUserSig } from '@imgroups/tencent';

/** The query of a signed call, for clients that know nothing of Tencent. */
export async function signedQuery(app: {
  readonly sdkAppId: number;
  readonly secretKey: string;
}): Promise<URLSearchParams> {
  const { sdkAppId, secretKey } = app;
  const userId = 'administrator';
  return new URLSearchParams({
    sdkappid: String(sdkAppId),
    identifier: userId,
    usersig: await createUserSig({ sdkAppId, secretKey, userId, expireSeconds: 86_400 }),
    random: '1',
    contenttype: 'json',
  });
}
