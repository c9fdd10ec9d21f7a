import type { CustomElement, TextElement } from '../chapters/message-body.ts';

/** The `MsgBody` of a text message: `sendGroupMsg({ GroupId, Random, MsgBody: textMessage('Hello') })`. */
export function textMessage(text: string): TextElement[] {
  return [{ MsgType: 'TIMTextElem', MsgContent: { Text: text } }];
}

/** The `MsgBody` of a message whose meaning only the app and its clients know. */
export function customMessage(content: CustomElement['MsgContent']): CustomElement[] {
  return [{ MsgType: 'TIMCustomElem', MsgContent: content }];
}
