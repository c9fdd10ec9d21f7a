import { tencentEndpoints } from '@imgroups/tencent/endpoints';
import type * as v from 'valibot';

type EndpointName = keyof typeof tencentEndpoints;

/** The code for too many calls, where it is not 60007. */
export const rateCodes: Readonly<Record<string, number>> = {
  getAppIdGroupList: 10006,
  sendBroadcastMsg: 10023,
};

/** Codes of the service of one-to-one messages, by field; 20001 for any other. */
const messageServiceCodes: Readonly<Record<string, number>> = {
  MsgBody: 90002,
  From_Account: 90008,
  To_Account: 90003,
  MsgKey: 90054,
};

/** Codes of too long attributes, by the part that is. */
const attributeCodes: Readonly<Record<string, number>> = { key: 10045, value: 10046 };

/** The code for a field that breaks the schema of its endpoint. */
export function fieldCode(name: EndpointName, field: string, issue: v.BaseIssue<unknown>): number {
  if (isAccountService(name)) return 70402;
  if (isTooLong(field, issue)) return name === 'importGroupMsg' ? 10020 : 80002;
  if (field === 'GroupAtInfo' && issue.type === 'max_length') return 10053;
  if (field === 'GroupAttr' && issue.type === 'check') return 10048;
  const attributePart = /^GroupAttr\.\d+\.(key|value)$/.exec(field)?.[1];
  if (attributePart && issue.type === 'max_bytes') return attributeCodes[attributePart] ?? 10004;
  if (isMessageService(name)) return messageServiceCode(field, issue);
  // Accounts are strings, whatever they look like; other faults of theirs are ordinary ones.
  const isAccount = /_Account(\.\d+)?$/.test(field);
  return isAccount && ['number', 'boolean', 'object'].includes(typeof issue.input) ? 60015 : 10004;
}

/** The code for more items than a call takes. */
export function tooManyCode(name: EndpointName, field: string): number {
  if (isAccountService(name)) return 70206;
  if (field === 'GroupAttr') return 10047;
  if (field === 'GroupCounter') return 10063;
  return ['MemberList', 'MemberToDel_Account', 'Members_Account'].includes(field) ? 10005 : 10004;
}

/** True if an endpoint belongs to the service of one-to-one messages, which also edits those of groups. */
export function isMessageService(name: EndpointName): boolean {
  return tencentEndpoints[name].path.includes('/openim/');
}

function isAccountService(name: EndpointName): boolean {
  return tencentEndpoints[name].path.includes('/im_open_login_svc/');
}

/** The only check of a whole message is that of its length. */
function isTooLong(field: string, { type, input }: v.BaseIssue<unknown>): boolean {
  return /(^|\.)MsgBody$/.test(field) && type === 'check' && Array.isArray(input);
}

function messageServiceCode(field: string, { type, input }: v.BaseIssue<unknown>): number {
  if (field === 'MsgBody' && type === 'array' && input !== undefined) return 90010;
  const code = Object.entries(messageServiceCodes).find(([part]) =>
    field.split('.').includes(part),
  );
  return code?.[1] ?? 20001;
}
