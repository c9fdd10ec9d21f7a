import { readdirSync, readFileSync } from 'node:fs';

const folder = new URL('./fixtures/', import.meta.url);

/** A sample of the vendor's documentation, as text. */
export function readFixture(name: string): string {
  return readFileSync(new URL(`${name}.json`, folder), 'utf8');
}

/** Every sample of an endpoint: `<endpoint>.request`, and further ones as `<endpoint>.<variant>.request`. */
export function endpointFixtures(): { name: string; endpoint: string; side: string }[] {
  return readdirSync(folder).flatMap((file) => {
    const match = /^(\w+)(\.[\w-]+)?\.(request|response)\.json$/.exec(file);
    const [, endpoint = '', , side = ''] = match ?? [];
    return match ? [{ name: file.replace(/\.json$/, ''), endpoint, side }] : [];
  });
}
