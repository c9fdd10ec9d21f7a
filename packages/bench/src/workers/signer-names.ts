/** The ways to make a UserSig that are measured. */
export const signers = [
  'createUserSigSync',
  'createUserSig, 64 at once',
  'createUserSig, one after another',
  'tls-sig-api-v2',
] as const;
export type SignerName = (typeof signers)[number];
