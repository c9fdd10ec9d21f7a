import { InvalidResponseError } from '../errors/invalid-response-error.ts';

/** An answer whose body has not been read. */
export interface UnreadAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** The whole body, as the runtime reads it. */
  text(): Promise<string>;
  /** The body in its parts. */
  parts(): AsyncIterable<Uint8Array>;
  /** Ends an answer that is not read on. */
  cancel(): void;
}

/**
 * Reads the body of an answer as text, and refuses one that is larger than allowed. Bytes are counted only where no header
 * tells the length of what arrives: the HTTP client keeps to that.
 */
export async function readText(
  answer: UnreadAnswer,
  maxBytes = Number.POSITIVE_INFINITY,
): Promise<string> {
  const { headers } = answer;
  const length = headers['content-encoding'] ? undefined : headers['content-length'];
  if (length === undefined) return readCounted(answer, maxBytes);
  if (Number(length) <= maxBytes) return answer.text();
  answer.cancel();
  throw tooLarge(answer, maxBytes);
}

async function readCounted(answer: UnreadAnswer, maxBytes: number): Promise<string> {
  const decoder = new TextDecoder();
  let bytes = 0;
  let text = '';
  // Leaving the loop cancels the body.
  for await (const part of answer.parts()) {
    bytes += part.length;
    if (bytes > maxBytes) throw tooLarge(answer, maxBytes);
    text += decoder.decode(part, { stream: true });
  }
  return text + decoder.decode();
}

/** Not retryable: the next answer would be as large. A write that was answered so has probably taken effect. */
function tooLarge({ status }: UnreadAnswer, maxBytes: number): InvalidResponseError {
  return new InvalidResponseError(`the answer has more than ${maxBytes} bytes (maxAnswerBytes)`, {
    httpStatus: status,
    ambiguous: true,
  });
}
