import { openSamples } from '../fixtures.ts';

/** The samples of Agora's pages; where they show none, those of Easemob. */
export const { samples, readSample } = openSamples(
  new URL('./fixtures/', import.meta.url),
  new URL('../fixtures/', import.meta.url),
);
