/**
 * The longest texts of a group in bytes of UTF-8, by the vendor's pages, which disagree. The client takes what the more
 * generous page allows, so that it is never stricter than the service; what the other one allows is safe.
 */
export const tencentTextLengths = {
  /** The reference of the client SDKs; its older versions had the shorter lengths. */
  'client-reference': {
    page: 'https://im.sdk.qcloud.com/doc/zh-cn/structV2TIMGroupInfo.html',
    /** The page has no date; this is when it was read. */
    asOf: '2026-11',
    Name: 100,
    Introduction: 400,
    Notification: 400,
    FaceUrl: 500,
  },
  /** 使用限制. */
  'use-limits': {
    page: 'https://trtc.io/zh/document/34381',
    asOf: '2025-11',
    Name: 30,
    Introduction: 240,
    Notification: 300,
    FaceUrl: 100,
  },
} as const;
