import { localNames } from './http-server.ts';

/** The key and certificates of a server with TLS, as PEM. */
export interface Certificate {
  readonly key: string;
  readonly cert: string;
  /** The certificate for clients to trust: that of the authority that signed this one. */
  readonly ca: string;
}

/** The most days that all clients accept. */
const validity = 397;

/** The certificate that a server was given, or is to make for itself. */
export async function certificateFor(
  tls: boolean | Certificate | undefined,
  host: string,
): Promise<Certificate | undefined> {
  if (tls === true) return createCertificate(localNames(host));
  return tls || undefined;
}

/** Makes a certificate for names and addresses of this machine, signed by an authority of its own, whose key is forgotten. */
export async function createCertificate(names: readonly string[]): Promise<Certificate> {
  // Loaded only by those who want TLS.
  const { createCA, createCert } = await import('mkcert');
  // A name of each start, or a client would take two authorities for one.
  const organization = `imgroups emulator ${crypto.randomUUID()}`;
  const place = { countryCode: 'XX', state: 'test', locality: 'localhost' };
  const ca = await createCA({ organization, ...place, validity });
  const { key, cert } = await createCert({ ca, domains: [...names], validity });
  return { key, cert, ca: ca.cert };
}
