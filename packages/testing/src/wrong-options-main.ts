import { parseArgs } from 'node:util';
import { enterOwnFolder } from './job-arguments.ts';
import { publicFunctions } from './public-functions.ts';
import { faultsOf } from './wrong-options.ts';

const { values } = parseArgs({
  options: {
    calls: { type: 'string', default: '2000' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 2 ** 31)) },
    only: { type: 'string', default: '' },
  },
});
const calls = Number(values.calls);
const seed = Number(values.seed);
const leaveFolder = enterOwnFolder();
const functions = (await publicFunctions()).filter(({ name }) => name.includes(values.only));
console.log(
  `${calls} wrong options for each of ${functions.length} public functions, seed ${seed}`,
);

let faulty = 0;
for (const [index, publicFunction] of functions.entries()) {
  if (index > 0 && index % 25 === 0) console.log(`${index} functions, next ${publicFunction.name}`);
  const faults = await faultsOf(publicFunction, { seed, calls });
  if (faults.length === 0) continue;
  faulty += 1;
  console.error(`${publicFunction.name}: ${faults.length} faults`);
  for (const fault of faults.slice(0, 5)) console.error(`  ${fault}`);
}
console.log(`${faulty} functions crashed, threw something that is not ours, or never ended`);
leaveFolder();
// Anything that a wrong option left behind must not keep the process alive.
process.exit(faulty === 0 ? 0 : 1);
