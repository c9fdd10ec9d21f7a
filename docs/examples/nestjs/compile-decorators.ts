import { fileURLToPath } from 'node:url';
import { register } from 'tsx/esm/api';

// Node leaves out types, and does not know decorators.
register({ tsconfig: fileURLToPath(new URL('tsconfig.json', import.meta.url)) });
