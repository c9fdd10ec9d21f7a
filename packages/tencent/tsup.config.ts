import { packageBuild } from '../../tsup.base.ts';

export default packageBuild(['src/index.ts', 'src/endpoints.ts', 'src/node.ts', 'src/undici.ts']);
