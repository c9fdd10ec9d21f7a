/** The program was started in a way it cannot work with. The message says what to change. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
