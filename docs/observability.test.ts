import { mkdtempSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Hooks } from '@imgroups/core';
import { startTencentEmulator } from '@imgroups/emulator/tencent';
import { createTencentProvider } from '@imgroups/tencent';
import { context, metrics, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics';
import {
  InMemorySpanExporter,
  SimpleSpanProcessor,
  TracerProvider,
} from '@opentelemetry/sdk-trace';
import { afterAll, expect, onTestFinished, test } from 'vitest';
import { writeFilesOf } from './scripts/snippets.ts';

const folder = mkdtempSync(fileURLToPath(new URL('.observability-', import.meta.url)));
writeFilesOf('guide/observability.md', folder);
afterAll(() => rmSync(folder, { recursive: true }));

/** Reads a group; the service is busy at first. */
async function readGroup(hooks: Hooks): Promise<void> {
  const emulator = await startTencentEmulator();
  onTestFinished(() => emulator.close());
  emulator.control.importAccounts(['alice']);
  const provider = createTencentProvider({ ...emulator, ...hooks });
  const { id } = await provider.groups.create({ name: 'Chess', ownerId: 'alice' });
  emulator.control.addFault({ endpoint: 'getGroupInfo', kind: 'throttled', times: 1 });
  await provider.groups.get(id);
  await provider.close();
}

test('OpenTelemetry gets a span per attempt, below the span of the caller, and the metrics', async () => {
  const spans = new InMemorySpanExporter();
  const measured = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
  const reader = new PeriodicExportingMetricReader({ exporter: measured });
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  trace.setGlobalTracerProvider(
    new TracerProvider({ spanProcessors: [new SimpleSpanProcessor({ exporter: spans })] }),
  );
  metrics.setGlobalMeterProvider(new MeterProvider({ readers: [reader] }));
  const { telemetry } = await import(`${folder}/src/telemetry.ts`);

  const caller = await trace.getTracer('test').startActiveSpan('request', async (span) => {
    await readGroup(telemetry);
    span.end();
    return span.spanContext();
  });
  await reader.forceFlush();

  const told = spans
    .getFinishedSpans()
    .filter(({ name }) => name !== 'request')
    .map(({ name, parentSpanContext, attributes, status }) => [
      name,
      parentSpanContext?.spanId === caller.spanId,
      attributes['error.type'],
      status.code,
    ]);
  expect(told).toEqual([
    ['tencent createGroup', true, undefined, 0],
    ['tencent getGroupInfo', true, 'rate_limited', 2],
    ['tencent getGroupInfo', true, undefined, 0],
  ]);
  const names = measured
    .getMetrics()
    .flatMap(({ scopeMetrics }) => scopeMetrics)
    .flatMap(({ metrics: all }) => all.map(({ descriptor }) => descriptor.name));
  expect(names).toEqual(
    expect.arrayContaining(['imgroups.call.duration', 'imgroups.call.retries']),
  );
});

test('Prometheus scrapes durations and retries', async () => {
  const { metrics: hooks, scrape } = await import(`${folder}/src/metrics.ts`);

  await readGroup(hooks);
  const lines = (await scrape()).split('\n');

  expect(lines).toEqual(
    expect.arrayContaining([
      'imgroups_call_duration_seconds_count{provider="tencent",endpoint="getGroupInfo",code="ok"} 1',
      'imgroups_call_duration_seconds_count{provider="tencent",endpoint="getGroupInfo",code="rate_limited"} 1',
      'imgroups_call_retries_total{provider="tencent",endpoint="getGroupInfo",code="rate_limited"} 1',
    ]),
  );
});
