import { readdirSync, readFileSync } from 'node:fs';

/** A sample of an endpoint: `<endpoint>.request`, and further ones as `<endpoint>.<variant>.request`. */
export interface EndpointFixture {
  /** Name of the file without `.json`. */
  readonly name: string;
  readonly endpoint: string;
  readonly side: 'request' | 'response';
}

/** The samples of a vendor's documentation. */
export interface Fixtures {
  /** The text of a sample, by its name. */
  readonly readText: (name: string) => string;
  /** Every sample of an endpoint. */
  readonly ofEndpoints: readonly EndpointFixture[];
}

/** Opens the samples in a folder. */
export function openFixtures(folder: URL): Fixtures {
  return {
    readText: (name) => readFileSync(new URL(`${name}.json`, folder), 'utf8'),
    ofEndpoints: readdirSync(folder).flatMap((file) => {
      const match = /^((\w+)(?:\.[\w-]+)?\.(request|response))\.json$/.exec(file);
      const [, name = '', endpoint = '', side] = match ?? [];
      return side === 'request' || side === 'response' ? [{ name, endpoint, side }] : [];
    }),
  };
}
