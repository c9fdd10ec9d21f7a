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

/** Opens the samples in a folder; those of an endpoint come from the first of several that has any. */
export function openFixtures(...folders: readonly URL[]): Fixtures {
  const found = new Map<string, { readonly folder: URL; readonly samples: EndpointFixture[] }>();
  for (const folder of folders) {
    for (const sample of samplesIn(folder)) {
      const known = found.get(sample.endpoint) ?? { folder, samples: [] };
      found.set(sample.endpoint, known);
      if (known.folder === folder) known.samples.push(sample);
    }
  }
  const folderOf = new Map(
    [...found.values()].flatMap(({ folder, samples }) => samples.map(({ name }) => [name, folder])),
  );
  return {
    readText: (name) =>
      readFileSync(new URL(`${name}.json`, folderOf.get(name) ?? folders[0]), 'utf8'),
    ofEndpoints: [...found.values()].flatMap(({ samples }) => samples),
  };
}

function samplesIn(folder: URL): readonly EndpointFixture[] {
  return readdirSync(folder).flatMap((file) => {
    const match = /^((\w+)(?:\.[\w-]+)?\.(request|response))\.json$/.exec(file);
    const [, name = '', endpoint = '', side] = match ?? [];
    return side === 'request' || side === 'response' ? [{ name, endpoint, side }] : [];
  });
}
