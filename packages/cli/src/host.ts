/** The process that a command runs in, or what a test gives in its place. */
export interface Host {
  readonly env: NodeJS.ProcessEnv;
  readonly stdin: Input;
  readonly stdout: Printed;
  readonly stderr: Printed;
  /** Calls for each signal that asks the command to end. */
  onSignal(listener: () => void): void;
  /** Ends at once, whatever is still waited for. */
  exit(code: number): void;
  /** Has garbage collected early, for commands that run long. */
  saveMemory(): void;
}

/** Standard input: a pipe, a file or a terminal. */
export type Input = NodeJS.ReadableStream &
  Partial<Pick<NodeJS.ReadStream, 'isTTY' | 'setRawMode'>>;

/** Standard output or error. */
export type Printed = NodeJS.WritableStream &
  Partial<Pick<NodeJS.WriteStream, 'isTTY' | 'columns' | 'errored'>>;

/** Reads standard input to its end. */
export async function readInput({ stdin }: Host): Promise<string> {
  const { text } = await import('node:stream/consumers');
  return text(stdin);
}
