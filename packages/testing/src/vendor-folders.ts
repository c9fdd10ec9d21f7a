import type { Vendor } from '@imgroups/core/adapter';

/** The locations of a vendor's files. */
export interface VendorFolders {
  /** The module that applications import: `@imgroups/tencent`. */
  readonly module: string;
  /** Name of its package's folder. */
  readonly package: string;
  /** Set for a vendor that lives in the package of another one, which is a brand of the same service. */
  readonly brand?: string | undefined;
  readonly source: URL;
  readonly tests: URL;
  /** Samples of requests and answers. A brand has those that are different, and else the ones of its package. */
  readonly fixtures: readonly URL[];
  /** The declarations that applications get. */
  readonly declarations: URL;
  readonly catalogue: URL;
}

const packages = new URL('../../', import.meta.url);

/** Finds the files of a vendor by the module that it names. */
export function foldersOf({ name, module = `@imgroups/${name}` }: NamedVendor): VendorFolders {
  const [, packageName = '', brand] = module.split('/');
  const below = (path: string): URL => new URL(`${packageName}/${path}`, packages);
  const inner = brand === undefined ? '' : `${brand}/`;
  const tests = below(`test/${inner}`);
  return {
    module,
    package: packageName,
    brand,
    source: below(`src/${inner}`),
    tests,
    fixtures: [new URL('fixtures/', tests), ...(brand ? [below('test/fixtures/')] : [])],
    declarations: below(`dist/${inner}index.d.ts`),
    catalogue: below(brand ? `catalogue-${brand}.json` : 'catalogue.json'),
  };
}

/** The part of a vendor that tells where it lives. */
export type NamedVendor = Pick<Vendor, 'name' | 'module'>;
