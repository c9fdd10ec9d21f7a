import { toJsonSchema } from '@valibot/to-json-schema';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import jsonSchema from '../snapshot.schema.json' with { type: 'json' };
import { checkRecord } from '../src/snapshot/check-record.ts';
import { recordSchemas, snapshotHeader } from '../src/snapshot/records.ts';
import { anyRecord, spoiltRecord } from './any-record.ts';

const ajv = new Ajv({ strict: true });
const isValid = ajv.compile(jsonSchema);

test('the JSON schema of the package is that of the records', async () => {
  const line = v.union([snapshotHeader, ...Object.values(recordSchemas)]);
  const { $schema, ...schema } = toJsonSchema(line, { errorMode: 'ignore' });
  const whole = {
    $schema,
    title: 'A line of a snapshot of imgroups, version 1',
    description:
      'The first line is the header. What no schema of a line can say, the guide does: how lines are sorted.',
    ...schema,
  };

  await expect(`${JSON.stringify(whole, null, 2)}\n`).toMatchFileSnapshot(
    '../snapshot.schema.json',
  );
});

describe('the JSON schema', () => {
  test('takes every record that we take', () => {
    fc.assert(
      fc.property(anyRecord, (record) => {
        expect(checkRecord(record).faults).toEqual([]);
        expect(isValid(record)).toBe(true);
      }),
    );
  });

  test('refuses what we refuse, but for what no JSON schema can say', () => {
    fc.assert(
      fc.property(spoiltRecord, (record) => {
        const faults = checkRecord(record).faults.filter(
          ({ message }) => !/well-formed|does not exist/.test(message),
        );

        expect(isValid(record)).toBe(faults.length === 0);
      }),
      { numRuns: 2000 },
    );
  });
});
