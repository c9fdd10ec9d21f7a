import { expect, test } from 'vitest';
import { type RepeatRule, repeatOf } from './repeat.ts';

interface Request {
  readonly GroupId?: string;
  readonly Mode?: 'Set' | 'Increase';
}

test.each<[RepeatRule<Request>, Request, string]>([
  ['read', {}, 'read'],
  ['never', { GroupId: 'g' }, 'never'],
  [{ safeWith: 'GroupId' }, { GroupId: 'g' }, 'safe'],
  [{ safeWith: 'GroupId' }, { GroupId: '' }, 'never'],
  [{ safeWith: 'GroupId' }, {}, 'never'],
  [{ safeWhen: { Mode: 'Set' } }, { Mode: 'Set' }, 'safe'],
  [{ safeWhen: { Mode: 'Set' } }, { Mode: 'Increase' }, 'never'],
  [{ safeWhen: { Mode: 'Set', GroupId: 'g' } }, { Mode: 'Set' }, 'never'],
])('under the rule %j, a call with %j is %s to repeat', (rule, request, expected) => {
  expect(repeatOf(rule, request)).toBe(expected);
});
