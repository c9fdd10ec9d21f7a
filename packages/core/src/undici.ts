export { type UndiciTransportOptions, undiciTransport } from './transport/undici-transport.ts';
