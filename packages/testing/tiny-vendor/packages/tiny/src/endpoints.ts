import {
  type ClientOf,
  type EndpointsOf,
  endpointsOf,
  type NativeClient,
} from '@imgroups/core/adapter';
import { peopleEndpoints } from './chapters/people.ts';
import { roomEndpoints } from './chapters/rooms.ts';

/** The chapters, by the name of their file. */
export const tinyTables = { rooms: roomEndpoints, people: peopleEndpoints };

/** Every endpoint of Tiny, with fields and values exactly as on the wire. */
export interface TinyClient
  extends ClientOf<typeof roomEndpoints>,
    ClientOf<typeof peopleEndpoints>,
    NativeClient {}

/** Every endpoint, by the name of its client method. */
export const tinyEndpoints: EndpointsOf<typeof tinyTables> = endpointsOf(tinyTables);
