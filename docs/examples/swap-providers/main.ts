import { startEmulator } from '@imgroups/emulator';
import { registry } from '@imgroups/emulator/registry';
import { runChessClub, type Step } from './application.ts';

console.log(
  `\nimgroups: one application, ${registry.length} vendors. Nothing below needs an account:`,
);
console.log('their REST services run in an emulator on this machine.\n');

const emulator = await startEmulator();
try {
  const vendors = registry.map(({ vendor }) => {
    const { name, titles } = vendor;
    const app = emulator[name];
    console.log(`  ${titles.en.padEnd(18)}  ${app.baseUrl}`);
    app.control.importAccounts(['alice', 'bob', 'carol', 'dave', 'erin']);
    // The only line to change for another vendor: `createTencentProvider(app)`, `createEasemobProvider(app)` and so on.
    return { name, provider: vendor.createProvider(app), control: app.control };
  });
  console.log();

  const runs = [];
  for (const { name, provider, control } of vendors) {
    let calls: string[] = [];
    const callsOfSteps: (readonly string[])[] = [];
    control.clearJournal();
    const steps = await runChessClub(provider, {
      throttleNextCall: () => control.addFault({ kind: 'throttled', times: 1 }),
      onStep() {
        calls = control
          .journal()
          .map(({ endpoint, fault }) => (fault ? `${endpoint} (${fault})` : `${endpoint}`));
        control.clearJournal();
        callsOfSteps.push(calls);
      },
    });
    await provider.close();
    runs.push({ name, steps, callsOfSteps });
  }

  const different = show(runs);
  if (different > 0) {
    console.log(`${different} steps gave different results on the vendors.`);
    process.exitCode = 1;
  } else {
    console.log('All vendors gave the same neutral result in every step.');
    console.log(
      'Next: the README shows how to call the emulator or a vendor from your own code.\n',
    );
  }
} finally {
  await emulator.close();
}

interface Run {
  readonly name: string;
  readonly steps: readonly Step[];
  readonly callsOfSteps: readonly (readonly string[])[];
}

/** Prints the steps side by side; the number of steps whose results differ. */
function show(runs: readonly Run[]): number {
  let different = 0;
  const [first] = runs;
  first?.steps.forEach(({ title }, index) => {
    const results = runs.map(({ steps }) => steps[index]?.result ?? '(missing)');
    const same = new Set(results).size === 1;
    if (!same) different += 1;
    console.log(`${String(index + 1).padStart(2)}. ${title}`);
    if (same) console.log(`    = ${results[0]}`);
    runs.forEach(({ name, callsOfSteps }, run) => {
      if (!same) console.log(`    ! ${name}: ${results[run]}`);
      console.log(`      ${name}: ${callsOfSteps[index]?.join(', ')}`);
    });
    console.log();
  });
  return different;
}
