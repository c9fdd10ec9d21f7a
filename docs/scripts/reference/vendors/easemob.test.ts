import { easemobErrorMeaning } from '@imgroups/easemob';
import { expect, test } from 'vitest';
import { documentedErrors } from '../../../../packages/easemob/test/documented-errors.ts';
import { vendorPages } from './easemob.ts';

test('what the page says of other statuses is so', () => {
  // A status that the vendor does not document proves nothing about the effect.
  expect(easemobErrorMeaning({ status: 418 })).toEqual({
    ...easemobErrorMeaning({ status: 400 }),
    ambiguous: true,
  });
  expect(easemobErrorMeaning({ status: 599 })).toEqual(easemobErrorMeaning({ status: 500 }));
});

test('every documented failure stands on the page', () => {
  const text = vendorPages.errorCodesPage('en');

  const missing = documentedErrors
    .map(([, , description]) => description?.trim() ?? '')
    .filter((description) => !text.includes(description.replaceAll('|', '\\|')));

  expect(missing).toEqual([]);
});
