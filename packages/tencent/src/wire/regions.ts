/** Base URLs of the vendor's regions. An app belongs to one of them; the others do not know it. */
export const tencentRegions = {
  china: 'https://console.tim.qq.com',
  singapore: 'https://adminapisgp.im.qcloud.com',
  seoul: 'https://adminapikr.im.qcloud.com',
  tokyo: 'https://adminapijpn.im.qcloud.com',
  frankfurt: 'https://adminapiger.im.qcloud.com',
  siliconValley: 'https://adminapiusa.im.qcloud.com',
  jakarta: 'https://adminapiidn.im.qcloud.com',
  riyadh: 'https://adminapiksa.im.qcloud.com',
  mumbai: 'https://adminapiind.im.qcloud.com',
} as const;

/** A region of the vendor. */
export type TencentRegion = keyof typeof tencentRegions;
