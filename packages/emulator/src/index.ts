export { type Emulator, type EmulatorOptions, startEmulator } from './start-emulator.ts';
export type * from './types.ts';
