import { Hono } from 'hono';
import { readBytes } from '../server/read-bytes.ts';
import { readTexts } from '../server/read-request.ts';
import {
  type Command,
  ControlError,
  type ControlParts,
  commands,
  nothing,
  runCommand,
} from './commands.ts';
import type { Guard } from './guard.ts';

const maxBodyBytes = 1024 * 1024;

/** The control API: every command at its path, and more of them where they are given. */
export function controlRoutes(
  parts: ControlParts,
  guard: Guard,
  more: Readonly<Record<string, Command<unknown, unknown>>> = {},
): Hono {
  const served: readonly Command<unknown, unknown>[] = Object.values({ ...commands, ...more });
  const routes = new Hono();
  routes.use(async (context, next) => {
    const refusal = guard(context.req.raw);
    return refusal === undefined ? next() : context.json({ error: refusal }, 403);
  });
  for (const command of served) {
    routes.on(command.method, command.path, async (context) => {
      const input = await readInput(command, context.req.raw);
      const result = await runCommand(command, parts, input);
      return context.json(command.field ? { [command.field]: result } : { ok: true });
    });
  }
  routes.all('*', (context) =>
    context.json(
      {
        error: `no control command ${context.req.method} ${context.req.path}`,
        commands: served.map(({ method, path }) => `${method} /_emulator${path}`),
      },
      404,
    ),
  );
  routes.onError((error, context) =>
    error instanceof ControlError
      ? context.json({ error: error.message }, error.status)
      : context.json({ error: `defect in the emulator: ${error.message}` }, 500),
  );
  return routes;
}

/** The body as JSON, or the query of a GET; a command without input is given neither. */
async function readInput(command: Command<unknown, unknown>, request: Request): Promise<unknown> {
  if (command.input === nothing) return undefined;
  if (command.method === 'GET') return readTexts(command.input, new URL(request.url).searchParams);
  if (!/^application\/json\s*(;|$)/i.test(request.headers.get('content-type') ?? '')) {
    throw new ControlError('the content type must be application/json', 415);
  }
  const bytes = await readBytes(request, maxBodyBytes);
  if (bytes === undefined) throw new ControlError('the body is larger than 1 MB', 413);
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    throw new ControlError('the body is not JSON');
  }
}
