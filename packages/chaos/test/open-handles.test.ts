import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { startEasemobEmulator } from '@imgroups/emulator/easemob';
import { startTencentEmulator } from '@imgroups/emulator/tencent';
import { expect, onTestFinished, test } from 'vitest';
import { userIds } from '../src/vendor.ts';

const file = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Runs every point in a process that nobody ends unless it hangs. */
function abortEverywhere(
  given: unknown,
): Promise<{ readonly code: unknown; readonly lines: unknown[] }> {
  const program = file('./abort-everywhere.ts');
  const args = ['--conditions=@imgroups/source', program, JSON.stringify(given)];
  return new Promise((resolve) => {
    const child = execFile(process.execPath, args, (error, output, errors) => {
      const lines = output.trim().split('\n');
      resolve({
        code: error ? (error.code ?? `killed: ${error.signal} ${errors}`) : 0,
        lines: lines.map((line) => JSON.parse(line || 'null')),
      });
    });
    onTestFinished(() => void child.kill());
  });
}

const nothing: readonly string[] = [];

function expected(whileCredentials: string) {
  return [
    { point: 'before the call', result: 'cancelled', handles: nothing },
    { point: 'in the limiter', result: 'cancelled', handles: nothing },
    { point: 'in flight', result: 'cancelled', handles: nothing },
    { point: 'in the body', result: 'cancelled', handles: nothing },
    { point: 'in the back-off', result: 'cancelled', handles: nothing },
    { point: 'while credentials are fetched', result: whileCredentials, handles: nothing },
    { point: 'in a list', result: ['cancelled', 1], handles: nothing },
    { point: 'in a batch', result: ['cancelled', 12, 6], handles: nothing },
    { point: 'by the time limit', result: 'timeout', handles: nothing },
    { point: 'after close', result: ['done', 'cancelled'], handles: nothing },
  ];
}

test('calls to Tencent that are aborted leave nothing behind, and the process ends by itself', async () => {
  const { control, close, sdkAppId, secretKey, baseUrl } = await startTencentEmulator();
  control.importAccounts(userIds);

  const run = await abortEverywhere({ vendor: 'tencent', app: { sdkAppId, secretKey, baseUrl } });

  await close();
  expect(run).toEqual({ code: 0, lines: expected('done') });
});

test('calls to Easemob that are aborted leave nothing behind, and the process ends by itself', async () => {
  const { control, close, appKey, clientId, clientSecret, baseUrl } = await startEasemobEmulator();
  control.importAccounts(userIds);
  const app = { appKey, clientId, clientSecret, baseUrl };

  const run = await abortEverywhere({ vendor: 'easemob', app });

  await close();
  expect(run).toEqual({ code: 0, lines: expected('cancelled') });
});
