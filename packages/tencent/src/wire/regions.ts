/**
 * Base URLs of the vendor's regions. An app belongs to one of them; the others do not know it.
 *
 * @see https://cloud.tencent.com/document/product/269/1519
 */
export const tencentRegions = {
  china: 'https://console.tim.qq.com',
  singapore: 'https://adminapisgp.im.qcloud.com',
  seoul: 'https://adminapikr.im.qcloud.com',
  tokyo: 'https://adminapijpn.im.qcloud.com',
  frankfurt: 'https://adminapiger.im.qcloud.com',
  siliconValley: 'https://adminapiusa.im.qcloud.com',
  jakarta: 'https://adminapiidn.im.qcloud.com',
  riyadh: 'https://adminapiksa.im.qcloud.com',
  /** Unverified: the vendor's list of 2024-07-16 and later ones lack it; lists and SDKs of 2023 had it. */
  mumbai: 'https://adminapiind.im.qcloud.com',
} as const;

/** A region of the vendor. */
export type TencentRegion = keyof typeof tencentRegions;
