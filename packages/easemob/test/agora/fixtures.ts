import { openSamples } from '../fixtures.ts';

/** What Agora's pages show; where they show nothing else, what Easemob's do. */
export const { samples, readSample } = openSamples(
  new URL('./fixtures/', import.meta.url),
  new URL('../fixtures/', import.meta.url),
);
