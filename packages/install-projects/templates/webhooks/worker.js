import { receive } from './receivers.js';

export default { fetch: receive };
