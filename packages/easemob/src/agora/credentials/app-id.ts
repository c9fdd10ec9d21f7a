import { credential, secret } from '@imgroups/core/adapter';

const hexadecimal = /^[0-9a-f]{32}$/i;

/** The id of an app. */
export const appId = credential(
  "32 hexadecimal digits, as Agora's console shows them",
  (value) => typeof value === 'string' && hexadecimal.test(value),
);

/** The primary certificate of an app, with which tokens are made; no refusal shows it. */
export const appCertificate = secret(
  "must be the app certificate, 32 hexadecimal digits, as Agora's console shows it",
  (value) => hexadecimal.test(value),
);
