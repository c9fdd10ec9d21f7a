import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { expect, test } from 'vitest';
import jsonSchema from '../snapshot.schema.json' with { type: 'json' };
import { recordSchemas, snapshotHeader } from '../src/snapshot/records.ts';
import { validateSnapshot } from '../src/snapshot/validate-snapshot.ts';

const folder = new URL('../../../docs/', import.meta.url);

const isValid = new Ajv().compile(jsonSchema);

test.each(['guide', 'zh/guide'])('the example of %s is a snapshot', async (language) => {
  const page = readFileSync(new URL(`${language}/snapshot.md`, folder), 'utf8');
  const [, example = ''] = /```jsonl\n(.*?)```/s.exec(page) ?? [];

  const report = await validateSnapshot([example]);

  expect(report).toMatchObject({
    ok: true,
    counts: { group: 2, member: 4, mute: 1, blacklist: 1 },
  });
  expect(
    example
      .trim()
      .split('\n')
      .every((line) => isValid(JSON.parse(line))),
  ).toBe(true);
});

test.each(['guide', 'zh/guide'])('%s names every field', (language) => {
  const page = readFileSync(new URL(`${language}/snapshot.md`, folder), 'utf8');
  const named = [...page.matchAll(/^\| `(\w+)` +\| /gm)].map(([, field]) => field);
  const fields = [snapshotHeader, ...Object.values(recordSchemas)].flatMap(({ entries }) =>
    Object.keys(entries).filter((field) => field !== 'type'),
  );

  expect(new Set(named.filter((name) => !['group', 'member'].includes(String(name))))).toEqual(
    new Set(fields),
  );
});
