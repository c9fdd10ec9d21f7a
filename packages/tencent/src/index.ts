export const placeholder = 'tencent';
