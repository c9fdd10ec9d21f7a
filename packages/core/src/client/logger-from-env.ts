import { invalid } from '../errors/failure.ts';
import type { Logger } from '../logging/logger.ts';
import { given } from '../text/inspect.ts';
import { type Environment, processEnvironment } from './environment.ts';

const variable = 'IMGROUPS_LOG';

/**
 * The logger that the environment variable `IMGROUPS_LOG` asks for, over `console`: `debug` prints every event, `warn` only
 * warnings, `off` or no value nothing. Any other value is refused.
 *
 * @param environment What holds the variable. @default the environment of the process
 * @example
 * const provider = createTencentProvider({ ...app, logger: loggerFromEnv() });
 */
export function loggerFromEnv(environment: Environment = processEnvironment()): Logger | undefined {
  const level = levelIn(environment);
  switch (level) {
    case undefined:
    case '':
    case 'off':
      return undefined;
    case 'warn':
      return { debug: () => {}, warn: (line) => console.warn(line) };
    case 'debug':
      return { debug: (line) => console.debug(line), warn: (line) => console.warn(line) };
    default:
      throw invalid(variable, `must be debug, warn or off, not ${given(level)}`).toError();
  }
}

function levelIn(environment: Environment): unknown {
  try {
    return (environment as { readonly [variable]?: unknown })[variable];
  } catch {
    throw invalid('environment', 'must be an object that can be read').toError();
  }
}
