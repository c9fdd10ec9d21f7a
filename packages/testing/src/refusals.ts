const refusing = (): never => {
  throw new Error('thrown by an argument');
};
const hostile = new Proxy(
  {},
  { get: refusing, ownKeys: refusing, getOwnPropertyDescriptor: refusing },
);
/** Values that are no options. */
export const wrongValues: Readonly<Record<string, unknown>> = {
  nothing: undefined,
  null: null,
  'a number': 0,
  'a text': 'text',
  'a list': [],
  'a function': () => 1,
  'an object that defends itself': hostile,
};

/** Returns the error that a helper throws, at once or later. */
export async function refusalOf(call: () => unknown): Promise<unknown> {
  try {
    await call();
  } catch (thrown) {
    return thrown;
  }
  throw new Error('it was not refused');
}

/** The error of a refused argument, as far as it is told by name. */
export const refusal = (field?: string) => ({
  name: 'InvalidRequestError',
  code: 'invalid_argument',
  ...(field && { field }),
});
