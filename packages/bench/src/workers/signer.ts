import { answerWith, tell } from './dialogue.ts';
import { type SignerName, signers } from './signer-names.ts';

const sdkAppId = 1_400_000_001;
const secretKey = '5bd2850fff3ecb11d7c805251c51ee463a25727bddc2385f3fa8bfee1bb93b5e';
const expireSeconds = 86_400;

/** Makes so many signatures, each for another user. */
type SignMany = (count: number) => Promise<void>;

const ways: Readonly<Record<SignerName, () => Promise<SignMany>>> = {
  'createUserSig, 64 at once': () => portable(64),
  'createUserSig, one after another': () => portable(1),

  async createUserSigSync() {
    const { createUserSigSync } = await import('@imgroups/tencent/node');
    return async (count) => {
      for (let index = 0; index < count; index += 1) {
        createUserSigSync({ sdkAppId, secretKey, userId: `user-${index}`, expireSeconds });
      }
    };
  },

  async 'tls-sig-api-v2'() {
    const { Api } = await import('tls-sig-api-v2');
    const api = new Api(sdkAppId, secretKey);
    return async (count) => {
      for (let index = 0; index < count; index += 1) api.genUserSig(`user-${index}`, expireSeconds);
    };
  },
};

async function portable(atOnce: number): Promise<SignMany> {
  const { createUserSigner } = await import('@imgroups/tencent');
  const signer = createUserSigner({ sdkAppId, secretKey });
  return async (count) => {
    let next = 0;
    async function signOn(): Promise<void> {
      while (next < count) {
        next += 1;
        await signer.sign({ userId: `user-${next}`, expireSeconds });
      }
    }
    await Promise.all(Array.from({ length: atOnce }, signOn));
  };
}

const name = process.argv[2];
const known = signers.find((signer) => signer === name);
if (!known) throw new Error(`no signer ${name}`);
const signMany = await ways[known]();
tell({ ready: true });

answerWith(async (question) => {
  const { count } = question as { readonly count: number };
  const startedAt = performance.now();
  await signMany(count);
  return { perSecond: (count / (performance.now() - startedAt)) * 1000 };
});
