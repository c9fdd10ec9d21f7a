import { packageBuild } from '../../tsup.base.ts';

export default packageBuild(['src/index.ts', 'src/adapter.ts', 'src/undici.ts'], {
  importsItself: true,
});
