import { packageBuild } from '../../tsup.base.ts';

export default packageBuild([
  'src/index.ts',
  'src/vendors/tencent/index.ts',
  'src/vendors/easemob/index.ts',
  'src/main.ts',
]);
