import { packageBuild } from '../../tsup.base.ts';

export default packageBuild([
  'src/index.ts',
  'src/tencent/index.ts',
  'src/easemob/index.ts',
  'src/main.ts',
]);
