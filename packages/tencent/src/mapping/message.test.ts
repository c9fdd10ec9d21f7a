import * as v from 'valibot';
import { expect, test } from 'vitest';
import { messageBody } from '../chapters/message-body.ts';
import { customMessage, textMessage } from './message.ts';

test('a text and a custom message make one body', () => {
  const body = [...textMessage('Vote!'), ...customMessage({ Data: '{"poll":1}' })];

  expect(v.parse(messageBody, body)).toEqual([
    { MsgType: 'TIMTextElem', MsgContent: { Text: 'Vote!' } },
    { MsgType: 'TIMCustomElem', MsgContent: { Data: '{"poll":1}' } },
  ]);
});
