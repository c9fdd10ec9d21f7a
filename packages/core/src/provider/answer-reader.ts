import type { CallContext } from '../call/call-context.ts';
import type { OperationCall } from '../call/call-options.ts';
import { announceField } from '../call/telemetry.ts';
import type { EndpointTable } from '../endpoint/endpoint.ts';
import { Failure } from '../errors/failure.ts';
import type { Reading } from '../validation/read-answer.ts';

/** Reads the answers of endpoints by name; see `Op.read`. */
export type AnswerReader = <Result>(endpoint: string, read: (reading: Reading) => Result) => Result;

/** Makes what reads the answers of one operation. */
export function answerReader(
  endpoints: EndpointTable,
  context: CallContext,
  call: OperationCall,
): AnswerReader {
  return (endpoint, read) => {
    const listeners = { context, options: call };
    const reading: Reading = {
      note: (field, message) => announceField(listeners, endpoint, field, message),
      complete(failure) {
        const { details } = failure;
        const ambiguous = details.ambiguous || endpoints[endpoint]?.repeat !== 'read';
        return failure.with({ endpoint: details.endpoint ?? endpoint, ambiguous });
      },
    };
    try {
      return read(reading);
    } catch (thrown) {
      throw thrown instanceof Failure ? reading.complete(thrown) : thrown;
    }
  };
}
