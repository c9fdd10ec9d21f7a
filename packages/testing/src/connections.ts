import type { CallOptions, GroupProvider } from '@imgroups/core/adapter';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { TestedControl } from './conformance.ts';
import { failureOf } from './failure-of.ts';

/** Files of groups, where a vendor has them. */
export interface Files<Client = unknown> {
  // Written as methods, so that clients of different vendors have one type.
  upload(client: Client, groupId: string, file: File, options?: CallOptions): Promise<string>;
  download(
    client: Client,
    groupId: string,
    fileId: string,
    options?: CallOptions,
  ): Promise<ReadableStream<Uint8Array>>;
}

/** An emulator under test, which may run elsewhere, and clients of it over the connections under test. */
export interface ConnectionsUnderTest {
  readonly control: TestedControl;
  readonly open: () => GroupProvider;
  readonly close: () => Promise<void>;
}

export interface ConnectionsOptions {
  readonly start: () => Promise<ConnectionsUnderTest>;
  /** The version of HTTP that both sides agree on: `1.1`, or `2.0`. */
  readonly httpVersion: string;
  readonly files?: Files | undefined;
}

const users = ['alice', 'bob'];

/** Uploads, downloads, aborts and `close()`, over whatever protocol a runtime and a service agree on. */
export function testConnections(
  name: string,
  { start, httpVersion, files }: ConnectionsOptions,
): void {
  describe(`connections to ${name} over HTTP/${httpVersion}`, () => {
    let tested: ConnectionsUnderTest;
    let control: TestedControl;
    let provider: GroupProvider;
    let id: string;
    beforeAll(async () => {
      tested = await start();
      ({ control } = tested);
      provider = tested.open();
    });
    afterAll(async () => {
      await provider.close();
      await tested.close();
    });
    beforeEach(async () => {
      await control.reset();
      await control.importAccounts(users);
      ({ id } = await provider.groups.create({ name: 'Chess', ownerId: 'alice' }));
      await control.clearJournal();
    });

    /** The number of concurrent reads of a group below. */
    const readsAtOnce = 50;

    function readMany(signalOf: (index: number) => AbortSignal | undefined = () => undefined) {
      return Promise.allSettled(
        Array.from({ length: readsAtOnce }, (_, index) =>
          provider.groups.get(id, { signal: signalOf(index) }),
        ),
      );
    }

    const done = (results: readonly PromiseSettledResult<unknown>[]) =>
      results.filter(({ status }) => status === 'fulfilled').length;

    test('many calls at once are each answered, over the expected version of HTTP', async () => {
      expect(done(await readMany())).toBe(readsAtOnce);
      const versions = (await control.journal()).map((entry) => entry.httpVersion);
      expect([...new Set(versions)]).toEqual([httpVersion]);
    });

    test('a cut connection costs no read its answer', async () => {
      await control.addFault({ kind: 'reset-before', times: 1 });

      expect(done(await readMany())).toBe(readsAtOnce);
    });

    test('aborted calls take no others with them', async () => {
      await control.addFault({ kind: 'latency', milliseconds: 200 });
      const signal = AbortSignal.timeout(100);

      const results = await readMany((index) => (index % 2 === 0 ? signal : undefined));

      expect(done(results)).toBe(readsAtOnce / 2);
    });

    test('an aborted write is in doubt, and the connection serves the next call', async () => {
      await control.addFault({ kind: 'latency', milliseconds: 1000, times: 1 });

      const signal = AbortSignal.timeout(200);
      const error = await failureOf(provider.groups.update(id, { name: 'Go' }, { signal }));

      expect(error).toMatchObject({ code: 'cancelled', ambiguous: true });
      expect((await provider.groups.get(id)).id).toBe(id);
    });

    const isSecond = httpVersion === '2.0';
    const refused = isSecond ? 'that HTTP/2 refuses is sent again' : 'that is cut is in doubt';

    test(`a create ${refused}`, async () => {
      await control.addFault({ kind: 'refused-stream', times: 1 });

      const creating = provider.groups.create({ name: 'Go', ownerId: 'alice' });
      const ending = await creating.then(
        () => 'created',
        ({ ambiguous }) => (ambiguous ? 'in doubt' : 'failed'),
      );

      const groups = await provider.groups.list().toArray({ maxItems: 10 });
      expect([ending, groups.length]).toEqual(isSecond ? ['created', 2] : ['in doubt', 1]);
    });

    test('close() waits for the calls on their way, and takes no others', async () => {
      const closing = tested.open();
      await closing.check();
      await control.addFault({ kind: 'latency', milliseconds: 200, times: 1 });

      const reading = closing.groups.get(id);
      await closing.close();

      expect((await reading).id).toBe(id);
      expect(await failureOf(closing.groups.get(id))).toMatchObject({ code: 'cancelled' });
    });

    if (files) {
      const bytes = new Uint8Array(3_000_000).map((_, index) => (index * 7919) >> 5);
      const upload = (options?: CallOptions) =>
        files.upload(provider.client, id, new File([bytes], 'large'), options);
      const download = async (options?: CallOptions) =>
        files.download(provider.client, id, await upload(), options);
      const sameBytes = async (stream: ReadableStream<Uint8Array>) => {
        const read = new Uint8Array(await new Response(stream).arrayBuffer());
        return read.length === bytes.length && read.every((byte, index) => byte === bytes[index]);
      };

      test('a large file arrives whole, and comes back so', async () => {
        expect(await sameBytes(await download())).toBe(true);
      });

      test('an aborted upload is in doubt, and the next one arrives', async () => {
        await control.addFault({ kind: 'latency', milliseconds: 1000, times: 1 });

        const error = await failureOf(upload({ signal: AbortSignal.timeout(200) }));

        expect(error).toMatchObject({ code: 'cancelled', ambiguous: true });
        expect(await sameBytes(await download())).toBe(true);
      });

      test('a download can be left in the middle', async () => {
        const reader = (await download()).getReader();
        await reader.read();

        await reader.cancel();

        expect(await sameBytes(await download())).toBe(true);
      });

      test('an abort reaches a download that has stopped', async () => {
        const controller = new AbortController();
        const fileId = await upload();
        await control.addFault({ kind: 'slow-body', milliseconds: 60_000, times: 1 });

        const { signal } = controller;
        const stream = await files.download(provider.client, id, fileId, { signal });
        const reading = failureOf(new Response(stream).arrayBuffer());
        controller.abort();

        expect(await reading).toMatchObject({ code: 'cancelled' });
        expect((await provider.groups.get(id)).id).toBe(id);
      });
    }
  });
}
