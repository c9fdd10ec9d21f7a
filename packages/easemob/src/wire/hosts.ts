/** REST hosts of the vendor's data centres. An app belongs to one of them; the others do not know it. */
export const easemobHosts = {
  china1: 'a1.easemob.com',
  china2: 'a31.easemob.com',
  singapore1: 'a1-sgp.easemob.com',
  usEast1: 'a41.easemob.com',
  frankfurt1: 'a51.easemob.com',
} as const;

/** A host of the vendor, or any other host or base URL: a dedicated cluster, a proxy, the emulator. */
export type EasemobHost = (typeof easemobHosts)[keyof typeof easemobHosts] | (string & {});
