import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareIds } from './order.ts';

test('ids are sorted as the bytes of UTF-8 are', () => {
  const ids = fc.string({
    unit: fc.constantFrom('a', 'B', '\0', 'é', '\ud7ff', '\ue000', '\uffff', '😀', '𐀀'),
  });

  fc.assert(
    fc.property(ids, ids, (one, other) => {
      const bytes = Buffer.compare(Buffer.from(one), Buffer.from(other));

      expect(Math.sign(compareIds(one, other))).toBe(bytes);
    }),
  );
});
