import * as v from 'valibot';
import type { AnyEndpoint } from '../endpoint/endpoint.ts';
import { log } from '../logging/logger.ts';
import type { CallContext } from './call-context.ts';
import type { CallOptions } from './call-options.ts';
import { type HookEvent, type Hooks, notify } from './hooks.ts';
import { logLevels, logLine } from './log-line.ts';

/** The receivers of an event. */
interface Hearers {
  readonly context: Hooks & Pick<CallContext, 'logger'>;
  readonly options: CallOptions;
}

/** The receivers of the events of a call. */
interface Listeners {
  readonly context: CallContext;
  readonly options: CallOptions;
}

/** Tells an event to the hooks of client and call, and to the logger; it is made only if there is a listener. */
export function announce<Name extends keyof Hooks>(
  { context, options }: Hearers,
  name: Name,
  makeEvent: () => HookEvent<Name>,
): void {
  if (!context[name] && !options[name] && !context.logger) return;
  type Hook = ((event: unknown) => void) | undefined;
  const event = makeEvent();
  notify(context[name] as Hook, event, context.logger);
  notify(options[name] as Hook, event, context.logger);
  log(context.logger, logLevels[name], () => logLine(name, event));
}

/** Tells once per endpoint and field where an answer is of another form than documented. */
export function announceDrift(
  listeners: Listeners,
  name: string,
  endpoint: AnyEndpoint,
  body: unknown,
): void {
  const { context, options } = listeners;
  if (!context.onDrift && !options.onDrift) return;
  const checked = v.safeParse(endpoint.response, body);
  for (const issue of checked.issues ?? []) {
    // An index in a path would make each item a field of its own.
    const field = (v.getDotPath(issue) ?? '').replaceAll(/\.\d+(?=\.|$)/g, '[]');
    announceField(listeners, name, field, `${issue.message} at ${field}`);
  }
}

/** Tells once per endpoint what is strange about a field of its answers. */
export function announceField(
  listeners: Listeners,
  name: string,
  field: string,
  message: string,
): void {
  const { context, options } = listeners;
  // A field that nobody heard of is told when somebody listens.
  if (!context.onDrift && !options.onDrift && !context.logger) return;
  if (context.reportedDrift.has(`${name} ${field}`)) return;
  context.reportedDrift.add(`${name} ${field}`);
  const { provider } = context.protocol;
  announce(listeners, 'onDrift', () => ({ provider, endpoint: name, field, message }));
}
