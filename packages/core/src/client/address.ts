import * as v from 'valibot';
import { invalid } from '../errors/failure.ts';
import { must } from '../validation/rules.ts';

/** The base URLs of a vendor's regions, by name. */
type Regions = Readonly<Record<string, string>>;

/** The address of calls: a region of the vendor, or any address in its place. */
export interface AddressOptions {
  readonly region?: string | undefined;
  readonly baseUrl?: string | undefined;
}

/** The schemas of `region` and `baseUrl`, the options that every vendor's client has. */
export function addressEntries<const Table extends Regions>(regions: Table) {
  return {
    region: v.optional(
      must<keyof Table>(
        `one of ${Object.keys(regions).join(', ')}; give any other address as baseUrl`,
        (value) => typeof value === 'string' && Object.hasOwn(regions, value),
      ),
    ),
    baseUrl: v.optional(baseUrl),
  };
}

/** An address without anything that calls would have to carry along. */
export const baseUrl = must<string>(
  "an http or https URL without user and query, like 'https://proxy.example/im'",
  (value) => {
    const url = typeof value === 'string' && URL.canParse(value) ? new URL(value) : undefined;
    return (
      url !== undefined &&
      (url.protocol === 'https:' || url.protocol === 'http:') &&
      `${url.username}${url.password}${url.search}${url.hash}` === ''
    );
  },
);

/** The base URL that checked options name, without a trailing slash. */
export function baseUrlOf<Table extends Regions>(
  regions: Table,
  usual: keyof Table & string,
  { region, baseUrl }: AddressOptions,
): string {
  if (baseUrl === undefined) return regions[region ?? usual] ?? '';
  if (region !== undefined) throw invalid('baseUrl', 'cannot be given together with region');
  return new URL(baseUrl).href.replace(/\/+$/, '');
}
