import { Hono } from 'hono';
import {
  type Command,
  ControlError,
  type ControlParts,
  commands,
  nothing,
  runCommand,
} from './commands.ts';

const served: readonly Command<unknown, unknown>[] = Object.values(commands);

/** The control API: every command at its path. */
export function controlRoutes(parts: ControlParts): Hono {
  const routes = new Hono();
  for (const command of served) {
    routes.on(command.method, command.path, async (context) => {
      const result = runCommand(command, parts, await readInput(command, context.req.raw));
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
      ? context.json({ error: error.message }, 400)
      : context.json({ error: `defect in the emulator: ${error.message}` }, 500),
  );
  return routes;
}

/** The body as JSON; that of a command without input is not looked at. */
async function readInput(command: Command<unknown, unknown>, request: Request): Promise<unknown> {
  if (command.input === nothing) return undefined;
  try {
    return JSON.parse(await request.text());
  } catch {
    throw new ControlError('the body is not JSON');
  }
}
