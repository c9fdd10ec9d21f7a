import { registry } from '@imgroups/emulator/registry';
import { afterAll, describe, expect, test } from 'vitest';
import { readCatalogue } from '../src/catalogue.ts';
import { run } from './command.ts';
import { type Scene, startScenes } from './scene.ts';

const emulators = await startScenes();
afterAll(() => emulators.close());

test('every endpoint of every vendor is in the catalogue', async () => {
  const { output } = await run(['api', '--list']);

  const listed = output
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  const declared = registry.flatMap(({ vendor: { name: vendor, chapters } }) =>
    Object.values(chapters).flatMap((table) =>
      Object.keys(table).map((endpoint) => ({ vendor, endpoint })),
    ),
  );
  expect(listed).toEqual(declared.map((row) => expect.objectContaining(row)));
});

test('the fields of a request are printed without credentials', async () => {
  const { code, output } = await run(['api', 'addGroupMember', '--schema']);

  expect(code).toBe(0);
  expect(
    output
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line).field),
  ).toContain('MemberList[].Member_Account');
});

describe.each(registry)('on $vendor.name', ({ vendor: { name, operations } }) => {
  const { environment, control, createGroup } = emulators.scenes[name] as Scene;
  const [read = ''] = operations['groups.list'].calls;
  const [write = ''] = operations['groups.delete'].calls;
  const request = (id: string) => {
    const { endpoints } = readCatalogue().vendors.find((one) => one.name === name) ?? {
      endpoints: [],
    };
    const [field] = endpoints.find((one) => one.name === write)?.request ?? [];
    return { [field?.path ?? '']: id };
  };
  const imgroups = (args: readonly string[], input?: string) => run(args, { environment, input });

  test('a read is made as it is named, and paged when asked', async () => {
    const id = await createGroup([]);

    const once = await imgroups(['api', read]);
    const paged = await imgroups(['api', read, '--pages']);

    expect([once.code, paged.code]).toEqual([0, 0]);
    expect(once.output).toContain(id);
    expect(paged.output).toContain(id);
  });

  test('a write is planned, then made with --yes, its request from a pipe', async () => {
    const body = JSON.stringify(request(await createGroup([])));

    const planned = await imgroups(['api', write, '--request', body, '--dry-run']);
    const before = control.journal().length;
    const made = await imgroups(['api', write, '--request', '-', '--yes'], body);

    expect(JSON.parse(planned.output)).toMatchObject({ status: 'planned', endpoint: write });
    expect(made.code).toBe(0);
    expect(
      control
        .journal()
        .slice(before)
        .map(({ endpoint }) => endpoint),
    ).toContain(write);
  });

  test('--verbose shows the calls and no secret', async () => {
    const { errors } = await imgroups(['check', '--verbose']);

    expect(errors).toContain(`imgroups: ${name} `);
    for (const [variable, value] of Object.entries(environment)) {
      if (/SECRET/.test(variable)) expect(errors).not.toContain(value);
    }
  });
});
