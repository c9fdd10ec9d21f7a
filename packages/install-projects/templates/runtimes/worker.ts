import { suite } from './suite.ts';

export default {
  async fetch(_request, { SETTINGS }) {
    return new Response(await suite(SETTINGS));
  },
};
