/**
 * Base URLs of the vendor's data centres. An app belongs to one of them; the others do not know it.
 *
 * @see https://doc.easemob.com/document/server-side/overview.html
 */
export const easemobRegions = {
  china1: 'https://a1.easemob.com',
  china2: 'https://a31.easemob.com',
  singapore1: 'https://a1-sgp.easemob.com',
  usEast1: 'https://a41.easemob.com',
  frankfurt1: 'https://a51.easemob.com',
} as const;

/** A data centre of the vendor. */
export type EasemobRegion = keyof typeof easemobRegions;
