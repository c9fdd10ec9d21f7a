import { startEmulator } from '../../src/index.ts';

/** The state that the process of the emulators reports. */
export interface Health {
  readonly heapUsed: number;
  readonly pollutedBy: readonly string[];
}

const emulator = await startEmulator({ rateScale: 0, easemob: { customGroupIds: true } });

process.on('message', () => {
  globalThis.gc?.();
  const pollutedBy = [Object, Array, Function, String].flatMap(({ prototype }) =>
    Object.keys(prototype),
  );
  const health: Health = { heapUsed: process.memoryUsage().heapUsed, pollutedBy };
  process.send?.(health);
});
process.once('disconnect', () => emulator.close());
process.send?.({ tencent: plain(emulator.tencent), easemob: plain(emulator.easemob) });

/** Without what cannot be sent. */
function plain(service: object): object {
  return JSON.parse(JSON.stringify(service));
}
