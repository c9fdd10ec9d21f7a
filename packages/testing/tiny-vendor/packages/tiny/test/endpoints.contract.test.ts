import { testEndpointContract } from '../../testing/src/endpoint-contract.ts';
import { openFixtures } from '../../testing/src/fixtures.ts';
import { tinyEndpoints } from '../src/endpoints.ts';

const { readText, ofEndpoints } = openFixtures(new URL('./fixtures/', import.meta.url));

testEndpointContract({
  endpoints: tinyEndpoints,
  samples: ofEndpoints,
  readSample: (name) => JSON.parse(readText(name)),
});
