import { given, InvalidRequestError, shortened } from '@imgroups/core/adapter';
import type { RawCallback } from '@imgroups/core/webhooks';
import {
  type Decision,
  present,
  type Question,
  readArray,
  readObject,
} from '@imgroups/core/webhooks-adapter';
import { isPreDelivery } from './parse-message.ts';
import { readGroupId, readUserId } from './read-ids.ts';

type Body = Readonly<Record<string, unknown>>;

/** Returns the vendor's question before it delivers a message to a group; undefined for any other callback. */
export function readQuestion(
  raw: RawCallback<Body>,
  appKey: string | undefined,
): Question | undefined {
  const { body } = raw;
  if (!isPreDelivery(body) || body.chat_type === 'chat' || body.chat_type === 'chatroom')
    return undefined;
  const groupId = readGroupId(body.group_id ?? body.to, appKey);
  const senderId = readUserId(body.from, appKey);
  if (groupId === undefined || senderId === undefined) return undefined;
  const text = readMessageText(readObject(body.payload));
  return { name: 'message.send', ask: { groupId, senderId, ...present({ text }), raw } };
}

/** The payload holds the bodies, or is the only one itself. */
function readMessageText(payload: Body): string | undefined {
  const bodies = Array.isArray(payload.bodies)
    ? readArray(payload.bodies).map(readObject)
    : [payload];
  const texts = bodies.map(({ msg }) => msg).filter((msg) => typeof msg === 'string');
  return texts.length > 0 ? texts.join('') : undefined;
}

/** The vendor takes a longer answer for an attack. */
const longestAnswer = 1000;
const longestReason = 800;
const longestReplacement = 1024;

/** The body that answers a callback. What is no question is answered like one: the vendor does not look at it then. */
export function answerTo(_question: Question | undefined, decision: Decision): object {
  if (!decision.allow) {
    const { message = '' } = decision;
    return message === '' ? { valid: false } : { valid: false, code: shortReason(message) };
  }
  const { replaceText } = decision;
  if (replaceText === undefined) return { valid: true };
  if (typeof replaceText !== 'string') {
    throw refused(`must be a string, not ${given(replaceText)}`);
  }
  const answer = { valid: true, payload: { bodies: [{ msg: replaceText, type: 'txt' }] } };
  const bytes = new TextEncoder().encode(replaceText).byteLength;
  if (bytes > longestReplacement || JSON.stringify(answer).length > longestAnswer) {
    throw refused(`at most 1 kB, in an answer of at most ${longestAnswer} characters`);
  }
  return answer;
}

/** JSON may escape each character, which makes it up to six times as long. */
function shortReason(message: string): string {
  const reason = shortened(message, longestReason);
  return JSON.stringify(reason).length > longestReason + 2 ? shortened(message, 130) : reason;
}

function refused(rule: string): InvalidRequestError {
  return new InvalidRequestError(`replaceText: ${rule}`, { field: 'replaceText' });
}
