import type { EmulatorAnswer } from '../../../server/vendor-service.ts';

/** A refusal in the vendor's envelope; HTTP says 200 all the same. */
export class Failure extends Error {
  override readonly name = 'Failure';
  readonly code: number;
  /** The rule that was broken, where the vendor's words say less. */
  #rule: string | undefined;

  constructor(code: number, text: string) {
    super(text);
    this.code = code;
  }

  get rule(): string {
    return this.#rule ?? this.message;
  }

  /** The same refusal, of which the journal tells more. */
  because(rule: string): this {
    this.#rule = rule;
    return this;
  }
}

/** The envelope of a success. */
export const done = { ActionStatus: 'OK', ErrorCode: 0, ErrorInfo: '' } as const;

/** A refusal as the answer of a call. */
export function failureAnswer({ code, message, rule }: Failure): EmulatorAnswer {
  return {
    status: 200,
    code,
    rule,
    body: { ActionStatus: 'FAIL', ErrorCode: code, ErrorInfo: message },
  };
}

/** The result of one item of a call: its refusal does not fail the others. */
export function resultOf(step: () => void) {
  try {
    step();
    return { ErrorCode: 0, ErrorInfo: '' };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return { ErrorCode: error.code, ErrorInfo: error.message };
  }
}
