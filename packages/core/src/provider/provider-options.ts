/**
 * Extras of single vendors on neutral calls: provider name -> operation -> fields. Each adapter adds its own here by
 * declaration merging, so that `providerOptions` is typed as soon as the adapter is imported.
 */
// biome-ignore lint/suspicious/noEmptyInterface: filled by the adapters.
export interface ProviderExtras {}

/** The extras of one operation, namespaced by vendor. Other vendors ignore them. */
export type ProviderOptions<Name extends string> = {
  readonly [Provider in keyof ProviderExtras]?: Name extends keyof ProviderExtras[Provider]
    ? ProviderExtras[Provider][Name]
    : never;
};
