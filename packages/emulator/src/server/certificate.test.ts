import { createPrivateKey, X509Certificate } from 'node:crypto';
import { expect, test } from 'vitest';
import { createCertificate } from './certificate.ts';

const names = ['localhost', '127.0.0.1', '::1', 'fe80::1:2'];
const { cert, ca, key } = await createCertificate(names);
const [server, authority] = [new X509Certificate(cert), new X509Certificate(ca)];

test('the certificate is signed by the authority, which signs itself', () => {
  expect(server.verify(authority.publicKey)).toBe(true);
  expect(authority.verify(authority.publicKey)).toBe(true);
  expect(server.checkIssued(authority)).toBe(true);
  expect([authority.ca, server.ca]).toEqual([true, false]);
});

test('the key is that of the certificate, and not of the authority', () => {
  expect(server.checkPrivateKey(createPrivateKey(key))).toBe(true);
  expect(authority.checkPrivateKey(createPrivateKey(key))).toBe(false);
});

test('it is for all names and addresses', () => {
  expect(server.checkHost('localhost')).toBe('localhost');
  expect(names.slice(1).map((address) => server.checkIP(address))).toEqual(names.slice(1));
  expect(server.checkHost('example.com')).toBeUndefined();
});

test('it is valid now, and no longer than clients accept', () => {
  const days = (Date.parse(server.validTo) - Date.parse(server.validFrom)) / 86_400_000;

  expect(Date.parse(server.validFrom)).toBeLessThanOrEqual(Date.now());
  expect(days).toBeLessThan(398);
});

test('two starts have two authorities', async () => {
  const second = await createCertificate(names);

  expect(new X509Certificate(second.ca).subject).not.toBe(authority.subject);
});
