import type { HttpRequest, Transport } from '@imgroups/core';
import type { Fault } from '@imgroups/emulator';
import type { ChaosFault } from './faults.ts';

/** A privileged port of this machine on which nothing listens. */
const closedPort = '2';

const faultHeader = 'x-chaos-fault';

/** Sends through another transport, and lets a plan choose what hits each request. */
export function chaosTransport(
  inner: Transport,
  plan: (request: HttpRequest) => ChaosFault | undefined,
): Transport {
  return {
    send(request, options) {
      const fault = plan(request);
      if (fault === undefined) return inner.send(request, options);
      if (fault === 'refused') {
        const url = new URL(request.url);
        url.port = closedPort;
        return inner.send({ ...request, url: url.href }, options);
      }
      const headers = { ...request.headers, [faultHeader]: JSON.stringify(fault) };
      return inner.send({ ...request, headers }, options);
    },
  };
}

/** The fault that a request brought along, for the emulator. */
export function faultOf(headers: Headers): Fault | undefined {
  const text = headers.get(faultHeader);
  return text === null ? undefined : JSON.parse(text);
}
