/**
 * A transport that sends through undici's own client, for Node.
 *
 * @module
 */
export { type UndiciTransportOptions, undiciTransport } from './transport/undici-transport.ts';
