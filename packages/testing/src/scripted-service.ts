import {
  type HttpRequest,
  type HttpResponse,
  type Transport,
  TransportError,
} from '@imgroups/core/adapter';

/** The fields of a success, a whole response, or what the connection fails with. */
export type Answer = Readonly<Record<string, unknown>> | HttpResponse | Error;

/** The answers of a service, by the name of the call: a list is used up from its start, its last answer stays. */
export type Script<Argument> = Readonly<
  Record<string, readonly Answer[] | ((argument: Argument) => Answer)>
>;

/** The means to tell a vendor's calls apart and to answer them. */
export interface ScriptedVendor<Call, Argument> {
  /** Reads a request. */
  readonly toCall: (request: HttpRequest) => Call;
  readonly nameOf: (call: Call) => string;
  /** Returns the argument for a function of the script. */
  readonly toArgument: (call: Call) => Argument;
  /** Answers a call that has no script. */
  readonly answerUnscripted: (call: Call) => Answer;
  /** The body of a success. */
  readonly toBody: (answer: object) => object;
}

/** A service that answers from a script, and what it saw. */
export interface ScriptedService<Call> {
  readonly transport: Transport;
  readonly calls: Call[];
}

/** Answers the calls of a vendor from a script, without a network. */
export function createScriptedService<Call, Argument>(
  { toCall, nameOf, toArgument, answerUnscripted, toBody }: ScriptedVendor<Call, Argument>,
  script: Script<Argument>,
): ScriptedService<Call> {
  const calls: Call[] = [];
  const used = new Map<string, number>();

  function answerTo(call: Call): Answer {
    const name = nameOf(call);
    const answers = script[name];
    if (answers === undefined) return answerUnscripted(call);
    if (typeof answers === 'function') return answers(toArgument(call));
    const index = used.get(name) ?? 0;
    used.set(name, index + 1);
    return answers[Math.min(index, answers.length - 1)] ?? {};
  }

  return {
    calls,
    transport: {
      async send(request) {
        const call = toCall(request);
        calls.push(call);
        const answer = answerTo(call);
        if (answer instanceof Error) throw answer;
        if (isResponse(answer)) return answer;
        return { status: 200, headers: {}, text: JSON.stringify(toBody(answer)) };
      },
    },
  };
}

function isResponse(answer: object): answer is HttpResponse {
  return 'status' in answer && 'text' in answer;
}

/** A connection that broke after the request was sent. */
export function lostAnswer(): Error {
  return new TransportError('the connection broke before an answer came (ECONNRESET)', {
    code: 'unavailable',
    retryable: true,
    ambiguous: true,
  });
}
