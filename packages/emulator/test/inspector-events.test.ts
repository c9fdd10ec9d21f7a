import { EventEmitter, once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createEventStream } from '../src/control/inspector/events.ts';
import { type Emulator, startEmulator } from '../src/start-emulator.ts';

let emulator: Emulator;
beforeEach(async () => {
  emulator = await startEmulator();
});
afterEach(() => emulator.close());

/** Listens as a browser does, and gives the events one after another. */
async function listen(headers: Record<string, string> = {}) {
  const asked = request(`${emulator.inspector}/_emulator/events`, { headers });
  asked.end();
  const [response] = (await once(asked, 'response')) as [IncomingMessage];
  response.setEncoding('utf8');
  const texts = response[Symbol.asyncIterator]();
  return {
    response,
    /** The next text that came, which is an event or a comment. */
    async next(): Promise<string> {
      const { value } = await texts.next();
      return String(value);
    },
    close: () => asked.destroy(),
  };
}

/** An answer whose connection takes no more after the first event. */
class SlowResponse extends EventEmitter {
  readonly written: string[] = [];
  writeHead(): void {}
  end(): void {}
  write(text: string): boolean {
    this.written.push(text);
    return false;
  }
}

function dataOf(text: string): Record<string, { calls: number; ahead: number }> {
  return JSON.parse(/^data: (.*)$/m.exec(text)?.[1] ?? '');
}

function idOf(text: string): string {
  return /^id: (.*)$/m.exec(text)?.[1] ?? '';
}

test('an event tells at once what there is, and another what changes', async () => {
  const stream = await listen();
  const first = await stream.next();
  emulator.tencent.control.advanceClock(60);
  const second = await stream.next();
  stream.close();

  expect(stream.response.headers['content-type']).toBe('text/event-stream');
  expect(dataOf(first).tencent?.ahead).toBe(0);
  expect(dataOf(second).tencent?.ahead).toBe(60);
  expect(dataOf(second).easemob?.ahead).toBe(0);
});

test('who comes back is told what changed, or that nothing did', async () => {
  const stream = await listen();
  const id = idOf(await stream.next());
  stream.close();

  const same = await listen({ 'last-event-id': id });
  const nothing = await same.next();
  same.close();
  emulator.easemob.control.advanceClock(60);
  const later = await listen({ 'last-event-id': id });
  const missed = await later.next();
  later.close();

  expect(nothing).toBe(':\n\n');
  expect(dataOf(missed).easemob?.ahead).toBe(60);
});

test('an id of another start counts as none', async () => {
  const stream = await listen();
  const id = idOf(await stream.next());
  stream.close();
  await emulator.close();
  emulator = await startEmulator();

  const other = await listen({ 'last-event-id': id });
  const event = await other.next();
  other.close();

  expect(dataOf(event)).toHaveProperty('tencent');
});

describe('who does not read', () => {
  test('holds up nobody', async () => {
    const { hostname, port } = new URL(emulator.inspector);
    const socket = connect(Number(port), hostname);
    socket.write(`GET /_emulator/events HTTP/1.1\r\nhost: ${hostname}:${port}\r\n\r\n`);
    await once(socket, 'data');
    socket.pause();
    const reader = await listen();
    await reader.next();

    // Faults stand in the event itself, so each event is larger than the one before.
    for (let fault = 0; fault < 2000; fault += 1) {
      emulator.tencent.control.addFault({ kind: 'html', endpoint: 'createGroup' });
    }
    const event = await reader.next();

    expect(event).toContain('createGroup');
    socket.destroy();
    reader.close();
  });

  test('costs one event at most, however much happens', () => {
    let state = 0;
    const events = createEventStream(() => ({ state, much: 'x'.repeat(1000) }));
    const slow = new SlowResponse();

    events.open(slow as never, undefined);
    for (let change = 0; change < 1000; change += 1) {
      state += 1;
      const other = new SlowResponse();
      // Opening looks at the state, as the timer does.
      events.open(other as never, undefined);
      other.emit('close');
    }
    const whileFull = slow.written.length;
    slow.emit('drain');
    events.close();

    expect(whileFull).toBe(1);
    expect(slow.written).toHaveLength(2);
    expect(slow.written.at(-1)).toContain('"state":1000');
  });
});

test('more than 64 listeners are refused', async () => {
  const streams = await Promise.all(Array.from({ length: 64 }, () => listen()));

  const oneMore = await fetch(`${emulator.inspector}/_emulator/events`);
  for (const stream of streams) stream.close();

  expect(oneMore.status).toBe(503);
});
