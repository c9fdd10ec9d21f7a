import { testEndpointContract } from '../../../testing/src/endpoint-contract.ts';
import { agoraEndpoints } from '../../src/agora/endpoints.ts';
import { readSample, samples } from './fixtures.ts';

testEndpointContract({ endpoints: agoraEndpoints, samples, readSample });
