import { distinct, readArray, readObject, readText } from '@imgroups/core/webhooks-adapter';

/** User ids of a list of `{ Member_Account }`, or of the ids themselves. */
export function readUserIds(list: unknown): readonly string[] {
  return distinct(
    readArray(list).map((item) => readText(item) ?? readText(readObject(item).Member_Account)),
  );
}
