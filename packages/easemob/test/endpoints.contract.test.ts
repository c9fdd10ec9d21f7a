import { testEndpointContract } from '../../testing/src/endpoint-contract.ts';
import { easemobEndpoints } from '../src/endpoints.ts';
import { readSample, samples } from './fixtures.ts';

testEndpointContract({ endpoints: easemobEndpoints, samples, readSample });
