/**
 * For programs that run `imgroups`: what its exit codes mean.
 *
 * @module
 */
export { type ExitCode, exitCodes } from './exit-codes.ts';
