import type { HttpRequest, SendOptions, Transport } from '@imgroups/core/adapter';
import type { Fault } from '@imgroups/emulator';
import type { FaultProxy, WireFault } from './fault-proxy.ts';
import type { ChaosFault } from './faults.ts';
import { warmUpPath } from './warm-up.ts';

/** A privileged port of this machine on which nothing listens. */
const closedPort = 2;

/** Milliseconds after which a client takes the connection of the last answer again. */
const untilReused = 30;

const faultHeader = 'x-chaos-fault';

/** Sends through another transport, and lets a plan choose what hits each request. */
export function chaosTransport(
  inner: Transport,
  plan: (request: HttpRequest) => ChaosFault | undefined,
  proxy?: FaultProxy,
): Transport {
  async function sendThroughProxy(request: HttpRequest, fault: WireFault, options?: SendOptions) {
    if (!proxy) throw new Error('no proxy stands between to make this fault');
    const port = await proxy.portOf(fault);
    if (fault.wire === 'stale') {
      await inner.send(warmUpOf(request, port), options);
      await new Promise((resolve) => setTimeout(resolve, untilReused));
    }
    return inner.send(toPort(request, port), options);
  }

  return {
    async send(request, options) {
      const fault = plan(request);
      if (fault === undefined) return inner.send(request, options);
      if (fault === 'refused') return inner.send(toPort(request, closedPort), options);
      if ('wire' in fault) return sendThroughProxy(request, fault, options);
      if ('error' in fault) {
        await inner.send(request, options);
        throw connectionError(fault.error, fault.syscall);
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

function toPort(request: HttpRequest, port: number): HttpRequest {
  const url = new URL(request.url);
  url.port = String(port);
  return { ...request, url: url.href };
}

function warmUpOf({ url }: HttpRequest, port: number): HttpRequest {
  return toPort({ method: 'GET', url: new URL(warmUpPath, url).href, headers: {} }, port);
}

/** Makes the error that Node's fetch throws when a connection breaks. */
function connectionError(code: string, syscall: string): TypeError {
  const cause = Object.assign(new Error(`${syscall} ${code}`), { code, syscall });
  return new TypeError('fetch failed', { cause });
}
