import type { Environment } from '../client/environment.ts';
import type { EndpointTable } from '../endpoint/endpoint.ts';
import type { GroupProvider } from './group-provider.ts';
import type { OperationTable } from './operations.ts';

/** Describes a vendor's package to tools, which work with any vendor through it. */
export interface Vendor<Name extends string = string> {
  /** `tencent`: name of the provider. */
  readonly name: Name;
  /**
   * The module that applications import, for a brand of a service that lives in the package of another vendor. @default
   * '@imgroups/<name>'
   */
  readonly module?: string;
  readonly titles: { readonly en: string; readonly zh: string };
  /** The endpoint tables by the name of their chapter, in the order of the reference. */
  readonly chapters: Readonly<Record<string, EndpointTable>>;
  readonly operations: OperationTable;
  // Written as methods, so that vendors with different options have one type.
  createProvider(options: object): GroupProvider;
  /**
   * Creates a provider with options read from the environment's `IMGROUPS_<NAME>_*`; its `client` is the vendor-native one.
   * Options given here win.
   */
  fromEnv(environment?: Environment, options?: object): GroupProvider;
}
