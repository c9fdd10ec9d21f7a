import type { CallOptions } from '../call/call-options.ts';

/** Call options that remember whether an attempt before the last one may have taken effect. */
export function withDoubt(options: CallOptions): {
  readonly options: CallOptions;
  readonly inDoubt: () => boolean;
} {
  let doubt = false;
  return {
    inDoubt: () => doubt,
    options: {
      ...options,
      onRetry(event) {
        doubt ||= event.error.ambiguous;
        options.onRetry?.(event);
      },
    },
  };
}
