import { expect, test } from 'vitest';
import type { Failure } from '../errors/failure.ts';
import { wireId, wireObject } from '../validation/answer-rules.ts';
import { readAnswer } from '../validation/read-answer.ts';
import { readOutcomes } from './read-outcomes.ts';

const reading = { note: () => undefined, complete: (failure: Failure) => failure };
const users = { field: 'Users', item: wireObject } as const;

const outcomesOf = (values: readonly object[], asked: readonly string[]) =>
  readOutcomes(users, values as { Id?: string }[], asked, reading, ({ Id }) => ({
    userId: readAnswer(wireId, Id, 'Users.Id'),
    status: 'done',
  }));

test('the outcomes of an answer are those that it tells', () => {
  expect(outcomesOf([{ Id: 'ann' }], ['ann', 'bob'])).toEqual([{ userId: 'ann', status: 'done' }]);
});

test('an item that cannot be read may be about anybody of whom the others do not tell', () => {
  const failure = expect.objectContaining({ field: 'Users.Id' });

  expect(outcomesOf([{}, { Id: 'bob' }], ['ann', 'bob', 'eve'])).toEqual([
    { userId: 'bob', status: 'done' },
    { userId: 'ann', status: 'failed', failure },
    { userId: 'eve', status: 'failed', failure },
  ]);
});
