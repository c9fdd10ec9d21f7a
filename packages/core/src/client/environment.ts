import { invalid, readArgument, toFailure } from '../errors/failure.ts';
import { isImGroupsError } from '../errors/imgroups-error.ts';
import { given } from '../text/inspect.ts';
import { nearest } from '../validation/nearest.ts';
import { configure } from './client-options.ts';

/** The variables of an environment: `process.env`, or the bindings of a worker. */
export type Environment = object;

/** The variable that an option is read from. */
export interface EnvironmentVariable {
  /** Without the vendor's prefix: `SECRET_KEY`. */
  readonly name: string;
  readonly required?: boolean;
  /** Turns the string into the option's value. A string that it cannot turn is returned unchanged, for the option to refuse. */
  readonly read?: (text: string) => unknown;
}

/** Describes the object to create from an environment. */
export interface FromEnvironment<Options extends object, Result> {
  readonly provider: string;
  /** The variable of each option. */
  readonly variables: Readonly<Record<string, EnvironmentVariable>>;
  /** @default the environment of the process */
  readonly environment: Environment | undefined;
  /** Further options, which win over the environment. */
  readonly options: Partial<Options> | undefined;
  readonly create: (options: Options) => Result;
}

/**
 * Creates something with options read from variables like `IMGROUPS_TENCENT_SECRET_KEY`. A variable that is missing, invalid
 * or unknown is refused by its name. An empty variable counts as missing, since some shells cannot unset one.
 */
export function createFromEnvironment<Options extends object, Result>({
  provider,
  variables,
  environment = processEnvironment(),
  options: givenOptions = {},
  create,
}: FromEnvironment<Options, Result>): Result {
  const prefix = `IMGROUPS_${provider.toUpperCase()}_`;
  const read: Record<string, unknown> = {};
  const options = configure(provider, () => fieldsOf(givenOptions, 'options'));
  configure(provider, () => {
    const variablesGiven = new Map(
      Object.entries(fieldsOf(environment, 'environment')).filter(
        ([name, value]) => name.startsWith(prefix) && value !== '',
      ),
    );
    const known = Object.values(variables).map(({ name }) => prefix + name);
    for (const name of variablesGiven.keys()) {
      if (known.includes(name)) continue;
      const meant = nearest(name.slice(prefix.length), Object.values(variables).map(nameOf));
      const hint = meant === undefined ? '' : `; did you mean ${prefix}${meant}?`;
      throw invalid(name, `unknown variable${hint}`);
    }
    for (const [option, { name, required, read: toValue = String }] of Object.entries(variables)) {
      const value = variablesGiven.get(prefix + name);
      if (value !== undefined) {
        read[option] = toValue(readArgument(prefix + name, () => String(value)));
      }
      if (value === undefined && required && !(option in options)) {
        throw invalid(prefix + name, 'is not set');
      }
    }
  });
  try {
    return create({ ...read, ...options } as Options);
  } catch (thrown) {
    const option = isImGroupsError(thrown) ? (thrown.field ?? '') : '';
    const variable = option in options ? undefined : variables[option];
    if (!variable) throw thrown;
    throw toFailure(thrown)
      .with({ field: prefix + variable.name })
      .toError({ provider });
  }
}

/** The fields of an object, read once. */
function fieldsOf<Fields extends object>(value: Fields, field: string): Fields {
  if (typeof value !== 'object' || value === null) {
    throw invalid(field, `must be an object, not ${given(value)}`);
  }
  return readArgument(field, () => ({ ...value }));
}

function nameOf({ name }: EnvironmentVariable): string {
  return name;
}

/** The variables of the process, on runtimes that have one. */
export function processEnvironment(): Environment {
  const { process } = globalThis as { readonly process?: { readonly env?: Environment } };
  return process?.env ?? {};
}
