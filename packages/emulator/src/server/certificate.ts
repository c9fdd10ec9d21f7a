import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { isIP } from 'node:net';

/** What a server needs for TLS, as PEM. */
export interface Certificate {
  readonly key: string;
  readonly cert: string;
  /** What clients are to trust: the certificate of an authority that signed this one only. */
  readonly ca: string;
}

const daysValid = 397;
const dayMs = 86_400_000;

/** Makes a certificate for names and addresses of this machine, signed by an authority of its own, whose key is forgotten. */
export function createCertificate(names: readonly string[]): Certificate {
  const authority = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const server = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  // One of each start, or a client would take two authorities for one.
  const issuer = name(`imgroups emulator ${randomBytes(4).toString('hex')}`);
  const certificate = (subject: Buffer, key: KeyObject, extensions: readonly Buffer[]) =>
    toPem(signed(authority.privateKey, { issuer, subject, key, extensions }));
  return {
    key: server.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: certificate(name('imgroups emulator'), server.publicKey, [
      extension('2.5.29.17', der(0x30, ...names.map(alternativeName))),
      extension('2.5.29.35', der(0x30, der(0x80, idOf(authority.publicKey)))),
    ]),
    ca: certificate(issuer, authority.publicKey, [
      extension('2.5.29.19', der(0x30, der(0x01, Buffer.from([0xff]))), true),
      // It signs certificates.
      extension('2.5.29.15', der(0x03, Buffer.from([2, 0x04])), true),
      extension('2.5.29.14', der(0x04, idOf(authority.publicKey))),
    ]),
  };
}

interface Parts {
  readonly issuer: Buffer;
  readonly subject: Buffer;
  readonly key: KeyObject;
  readonly extensions: readonly Buffer[];
}

/** An X.509 certificate (RFC 5280), signed with ECDSA and SHA-256. */
function signed(authority: KeyObject, { issuer, subject, key, extensions }: Parts): Buffer {
  const algorithm = der(0x30, objectId('1.2.840.10045.4.3.2'));
  const content = der(
    0x30,
    der(0xa0, der(0x02, Buffer.from([2]))),
    // The first byte keeps the number positive.
    der(0x02, Buffer.concat([Buffer.from([1]), randomBytes(15)])),
    algorithm,
    issuer,
    der(0x30, time(Date.now() - dayMs), time(Date.now() + daysValid * dayMs)),
    subject,
    key.export({ type: 'spki', format: 'der' }),
    der(0xa3, der(0x30, ...extensions)),
  );
  return der(0x30, content, algorithm, bits(sign('sha256', content, authority)));
}

function name(commonName: string): Buffer {
  const value = der(0x0c, Buffer.from(commonName));
  return der(0x30, der(0x31, der(0x30, objectId('2.5.4.3'), value)));
}

function alternativeName(hostname: string): Buffer {
  const version = isIP(hostname);
  if (version === 0) return der(0x82, Buffer.from(hostname));
  return der(0x87, version === 4 ? Buffer.from(hostname.split('.').map(Number)) : ipv6(hostname));
}

/** The sixteen bytes of an address, whose `::` stands for zeros. */
function ipv6(address: string): Buffer {
  const [head = '', tail] = address.split('::');
  const groups = (text = '') => (text === '' ? [] : text.split(':'));
  const [first, last] = [groups(head), groups(tail)];
  const zeros = Array.from({ length: 8 - first.length - last.length }, () => '0');
  const all = [...first, ...zeros, ...last].map((group) => group.padStart(4, '0'));
  return Buffer.from(all.join(''), 'hex');
}

function extension(id: string, value: Buffer, isCritical = false): Buffer {
  const critical = isCritical ? [der(0x01, Buffer.from([0xff]))] : [];
  return der(0x30, objectId(id), ...critical, der(0x04, value));
}

function idOf(key: KeyObject): Buffer {
  return createHash('sha1')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest();
}

/** A time before 2050. */
function time(milliseconds: number): Buffer {
  const digits = new Date(milliseconds).toISOString().replaceAll(/\D/g, '').slice(2, 14);
  return der(0x17, Buffer.from(`${digits}Z`));
}

function bits(bytes: Buffer): Buffer {
  return der(0x03, Buffer.from([0]), bytes);
}

function objectId(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  const bytes = rest.flatMap((arc) => {
    const groups = [arc & 0x7f];
    for (let left = arc >> 7; left > 0; left >>= 7) groups.unshift((left & 0x7f) | 0x80);
    return groups;
  });
  return der(0x06, Buffer.from([first * 40 + second, ...bytes]));
}

/** A value in the distinguished encoding rules of ASN.1: tag, length, content. */
function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size =
    length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

function toPem(bytes: Buffer): string {
  const lines = bytes.toString('base64').match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}
