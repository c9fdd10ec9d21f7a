import { isImGroupsError } from '@imgroups/core';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareIds, compareRecords } from '../src/snapshot/order.ts';
import { openSnapshot } from '../src/snapshot/read-snapshot.ts';
import type { UserRecord } from '../src/snapshot/records.ts';
import { validateSnapshot } from '../src/snapshot/validate-snapshot.ts';
import { createSnapshotWriter } from '../src/snapshot/write-snapshot.ts';
import { anyGroup, anyRecord, spoiltRecord } from './any-record.ts';
import { temporaryFolder } from './temporary-folder.ts';

const groups = fc
  .uniqueArray(anyGroup, { selector: ({ group }) => group.id, maxLength: 5 })
  .map((all) => all.toSorted((one, other) => compareIds(one.group.id, other.group.id)));

/** Returns the records that a reader must get: sorted, and of two records for one position the later one. */
function sorted(records: readonly UserRecord[]): readonly UserRecord[] {
  const byPlace = new Map(records.map((record) => [`${record.type} ${record.userId}`, record]));
  return [...byPlace.values()].sort(compareRecords);
}

const asJson = (value: unknown) => JSON.parse(JSON.stringify(value));

test('what is written is read', async () => {
  const folder = await temporaryFolder();
  let runs = 0;

  await fc.assert(
    fc.asyncProperty(groups, async (all) => {
      runs += 1;
      const path = `${folder}/${runs}.jsonl`;
      const writer = await createSnapshotWriter(path, {});
      for (const { group, records } of all) {
        await writer.write(group);
        for (const record of records) await writer.write(record);
      }
      await writer.finish();
      const read: unknown[] = [];
      for await (const { group, records } of (await openSnapshot(path)).groups()) {
        const found: UserRecord[] = [];
        for await (const record of records()) found.push(record);
        read.push({ group, records: found });
      }

      const expected = all.map(({ group, records }) => ({ group, records: sorted(records) }));
      expect(asJson(read)).toEqual(asJson(expected));
      expect(await validateSnapshot(path)).toMatchObject({ ok: true });
    }),
  );
});

/** Bytes that are nearly a snapshot. */
const nearlySnapshots = fc
  .tuple(
    fc.array(
      fc.oneof(
        anyRecord.map((record) => JSON.stringify(record)),
        spoiltRecord.map((record) => JSON.stringify(record)),
        fc.json(),
        fc.string({ unit: 'binary' }),
      ),
    ),
    fc.constantFrom('\n', '\r\n', '\n\n', ' '),
    fc.boolean(),
  )
  .map(([lines, end, hasHeader]) =>
    [...(hasHeader ? ['{"type":"imgroups","version":1}'] : []), ...lines].join(end),
  );

const sources = fc.oneof(
  fc.array(fc.uint8Array()),
  fc.tuple(nearlySnapshots, fc.array(fc.nat(2000))).map(([text, cuts]) => {
    const bytes = Buffer.from(text);
    const ends = [...cuts, bytes.length].sort((one, other) => one - other);
    return ends.map((end, index) => bytes.subarray(ends[index - 1] ?? 0, end));
  }),
);

test('whatever is read, a fault is an error of ours, and the reader refuses what the validator does', async () => {
  await fc.assert(
    fc.asyncProperty(sources, async (source) => {
      const report = await validateSnapshot(source);
      let thrown: unknown;
      try {
        for await (const { records } of (await openSnapshot(source)).groups()) {
          for await (const _ of records());
        }
      } catch (error) {
        thrown = error;
      }

      expect(thrown === undefined).toBe(report.ok);
      expect(thrown === undefined || isImGroupsError(thrown)).toBe(true);
      expect(report.faults.every(({ message }) => message.length < 1000)).toBe(true);
    }),
    { numRuns: 500 },
  );
});
