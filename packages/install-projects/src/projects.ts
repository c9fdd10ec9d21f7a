import { readFileSync } from 'node:fs';
import type { Column } from '@imgroups/chaos/runtimes/column';
import { adapters } from './adapters.ts';
import { suiteSources } from './suite-sources.ts';

/** A small project of a user. Its other files are in `templates/<name>`. */
export interface Project {
  readonly name: string;
  /** Part of `npm test`. */
  readonly quick: boolean;
  /** The kind of modules of its `.js` files. */
  readonly type?: 'module' | 'commonjs';
  /** Which packages of ours it imports. @default all adapters */
  readonly packages?: readonly string[];
  readonly dependencies?: Readonly<Record<string, string>>;
  /** The paths and forms of the application. */
  readonly application?: readonly {
    readonly path: string;
    readonly module: 'typescript' | 'esm' | 'commonjs';
  }[];
  /** Files that are made, by path. */
  readonly files?: () => Readonly<Record<string, string>>;
  readonly steps: readonly Step[];
}

export interface Step {
  readonly name: string;
  /** Program and arguments; `node` is the Node that runs this. */
  readonly command: readonly string[];
  /** Runs the application, whose lines it must print. @default true */
  readonly calls?: boolean;
  /** Its further output, e.g. of the runtime it should run on. */
  readonly says?: string;
  /** Calls the emulators over TLS. @default false */
  readonly tls?: boolean;
  /** The runtime on which it runs the suites, whose result it prints. */
  readonly suites?: Omit<Column, 'http' | 'lostReplies'>;
}

/** The runtimes of the suites. The documentation names these versions. */
const runtimes = {
  'Node 22': { version: '22.23.3', userAgent: 'Node.js/22' },
  'Node 24': { version: '24.21.0', userAgent: 'Node.js/24' },
  'Node 26': { version: '26.10.0', userAgent: 'Node.js/26' },
  Bun: { version: '1.4.5', userAgent: 'Bun/1.4.5' },
  Deno: { version: '2.9.6', userAgent: 'Deno/2.9.6' },
  workerd: { version: '1.20260730.1', userAgent: 'Cloudflare-Workers' },
} as const satisfies Record<Column['runtime'], object>;

const esm = { path: 'application.js', module: 'esm' } as const;
const commonjs = { path: 'application.cjs', module: 'commonjs' } as const;
const ours = ['@imgroups/core', ...adapters, '@imgroups/emulator'];
const typescript = { typescript: '6.0.3', '@types/node': '24.19.2' };

/** The session of `templates/easemob-web` as its users see it. */
const sessionOfWebClient = [
  'logged in by password',
  'created: alice owner, bob member',
  'invited and applied: alice owner, bob member, carol admin, dave member',
  'muted: true',
  'blocked: dave',
  'attributes: B',
  'file: game.pgn of bob',
  'left: alice owner, carol admin',
  // The client's numbers and words for a missing right and a missing group.
  'refused: 17',
  'destroyed: The chat room dose not exist.',
].join('; ');

export const projects: readonly Project[] = [
  {
    name: 'typescript',
    quick: true,
    type: 'module',
    packages: ours,
    // The newest compiler, and the last one that has the service of editors.
    dependencies: {
      ...typescript,
      typescript: '7.0.2',
      'typescript-6': `npm:typescript@${typescript.typescript}`,
      undici: '8.12.4',
    },
    application: [
      { path: 'esm/application.ts', module: 'typescript' },
      { path: 'cjs/application.ts', module: 'typescript' },
      { path: 'bundler/application.ts', module: 'typescript' },
    ],
    files: readmeExamples,
    steps: [
      {
        // One process, which reads the declarations once; by its path, as both compilers are called `tsc`.
        name: 'tsc -b',
        command: [
          'node',
          'node_modules/typescript/bin/tsc',
          '-b',
          '--singleThreaded',
          'esm/tsconfig.node16.json',
          'esm/tsconfig.nodenext.json',
          'cjs',
          'bundler',
          'readmes',
        ],
        calls: false,
      },
      ...['esm/out/node16', 'esm/out/nodenext', 'cjs/out'].map((folder) => ({
        name: `run ${folder}`,
        command: ['node', `${folder}/main.js`],
      })),
      { name: 'hover and go-to-definition', command: ['node', 'editor.js'], calls: false },
    ],
  },
  {
    name: 'javascript',
    quick: true,
    type: 'module',
    dependencies: { esbuild: '0.28.2' },
    application: [esm, commonjs],
    steps: [
      { name: 'ESM JavaScript', command: ['node', 'main.js'] },
      { name: 'CommonJS JavaScript', command: ['node', 'main.cjs'] },
      ...['esm', 'cjs'].flatMap((format) => {
        const outfile = `out/${format}.${format === 'esm' ? 'mjs' : 'cjs'}`;
        const options = ['--bundle', '--minify', '--platform=node', `--format=${format}`];
        return [
          {
            name: `esbuild ${format}`,
            command: ['esbuild', `${format}.js`, ...options, `--outfile=${outfile}`],
            calls: false,
          },
          { name: `run ${format} bundle`, command: ['node', outfile] },
        ];
      }),
    ],
  },
  {
    name: 'redis-jobs-and-emulator',
    quick: true,
    type: 'module',
    packages: [...ours, '@imgroups/redis', '@imgroups/jobs'],
    application: [esm],
    files: () => {
      const [, program = ''] =
        /```ts run\n([\s\S]+?)```/.exec(page('guide/getting-started.md')) ?? [];
      return { 'chess.mjs': program, 'example.ts': examplesOf('README.md')[0] ?? '' };
    },
    steps: [
      {
        name: 'getting started',
        command: ['node', 'chess.mjs'],
        calls: false,
        says: 'carol admin',
      },
      { name: 'shared limits, Redis down', command: ['node', 'main.js'], says: 'told 1 time' },
      {
        name: 'shared limits, CommonJS',
        command: ['node', 'main.cjs'],
        calls: false,
        says: 'created standard',
      },
      {
        name: 'export and import',
        command: ['node', 'jobs.js'],
        calls: false,
        says: 'import: complete',
      },
      { name: 'jobs, CommonJS', command: ['node', 'jobs.cjs'], calls: false, says: 'complete' },
      { name: 'the example of the README', command: ['node', 'example.ts'], calls: false },
      { name: 'imgroups-emulator --help', command: ['imgroups-emulator', '--help'], calls: false },
    ],
  },
  {
    name: 'inspector',
    quick: true,
    type: 'module',
    packages: ['@imgroups/emulator'],
    steps: [
      {
        name: 'npx @imgroups/emulator --help',
        command: ['npx', '@imgroups/emulator', '--help'],
        calls: false,
        says: '--inspector-port',
      },
      {
        name: 'the page and a refused call',
        command: ['node', 'main.js'],
        calls: false,
        says: 'page 200 imgroups emulator\nrefused createGroup: ',
      },
      {
        name: 'the page, CommonJS',
        command: ['node', 'main.cjs'],
        calls: false,
        says: 'page 200',
      },
    ],
  },
  {
    name: 'cli',
    quick: true,
    type: 'module',
    packages: ['@imgroups/cli'],
    steps: [
      { name: 'imgroups --help', command: ['imgroups', '--help'], calls: false, says: 'members' },
      {
        name: 'a list in an emulator',
        command: ['imgroups', 'emulator', 'exec', '--', 'imgroups', 'groups', 'list'],
        calls: false,
      },
      {
        name: 'a piped bulk add',
        command: ['imgroups', 'emulator', 'exec', '--', 'node', 'bulk.js'],
        calls: false,
        says: 'added 100, members 101',
      },
    ],
  },
  {
    name: 'vite',
    quick: false,
    type: 'module',
    dependencies: { vite: '8.3.8' },
    application: [esm],
    steps: [
      { name: 'vite build', command: ['vite', 'build', '--ssr', 'main.js'], calls: false },
      { name: 'run the bundle', command: ['node', 'dist/main.js'] },
    ],
  },
  {
    name: 'jest',
    quick: false,
    type: 'commonjs',
    dependencies: { jest: '30.5.2' },
    application: [{ path: 'application.js', module: 'commonjs' }],
    steps: [{ name: 'jest, CommonJS', command: ['jest', '--verbose'] }],
  },
  {
    name: 'webhooks',
    quick: false,
    type: 'module',
    packages: ours,
    dependencies: {
      ...typescript,
      '@hono/node-server': '2.1.8',
      '@nestjs/common': '12.5.1',
      '@nestjs/core': '12.5.1',
      '@nestjs/platform-express': '12.5.1',
      '@types/react': '19.3.3',
      bun: runtimes.Bun.version,
      deno: runtimes.Deno.version,
      esbuild: '0.28.2',
      express: '5.3.0',
      hono: '4.13.19',
      koa: '3.3.0',
      miniflare: '4.20260730.0',
      next: '16.4.6',
      react: '19.3.1',
      'react-dom': '19.3.1',
      'reflect-metadata': '0.2.2',
      rxjs: '7.8.2',
    },
    steps: [
      ...[
        'node:http',
        'Express',
        'Express with bytes',
        'Koa',
        'Nest',
        'Nest with rawBody',
        'Hono',
      ].map((name) => callbacksThrough(name, ['node', 'main.js'])),
      callbacksThrough('Bun', ['bun', 'runtimes.js']),
      callbacksThrough('Deno', [
        'deno',
        'run',
        '--node-modules-dir=manual',
        '--allow-net',
        'runtimes.js',
      ]),
      esbuildForWorkers('worker.js'),
      callbacksThrough('workerd', ['node', 'runtimes.js']),
      { name: 'next build', command: ['next', 'build'], calls: false },
      callbacksThrough('Next', ['node', 'runtimes.js']),
    ],
  },
  {
    name: 'nestjs',
    quick: false,
    type: 'module',
    dependencies: {
      ...typescript,
      '@nestjs/common': '12.5.1',
      '@nestjs/core': '12.5.1',
      'reflect-metadata': '0.2.2',
      rxjs: '7.8.2',
    },
    application: [{ path: 'application.ts', module: 'typescript' }],
    steps: [
      { name: 'tsc', command: ['tsc', '-p', '.'], calls: false },
      { name: 'a module with injected providers', command: ['node', 'out/main.js'] },
    ],
  },
  {
    // As its own template has it: `moduleResolution` node10, which knows no `exports`.
    name: 'nestjs-10',
    quick: false,
    type: 'commonjs',
    packages: ours,
    dependencies: {
      typescript: '5.1.6',
      '@types/node': '20.19.20',
      '@nestjs/common': '10.4.20',
      '@nestjs/core': '10.4.20',
      'reflect-metadata': '0.2.2',
      rxjs: '7.8.2',
      undici: '8.12.4',
    },
    application: [{ path: 'application.ts', module: 'typescript' }],
    steps: [
      { name: 'tsc with node10', command: ['tsc', '-p', '.'], calls: false },
      {
        name: 'every subpath',
        command: ['node', 'out/main.js'],
        says: 'subpaths: POST, a: b',
      },
    ],
  },
  {
    name: 'bun',
    quick: false,
    type: 'module',
    dependencies: { bun: '1.4.5' },
    application: [esm],
    steps: [{ name: 'bun', command: ['bun', 'main.js'], says: 'on Bun/1.4' }],
  },
  {
    name: 'undici',
    quick: false,
    type: 'module',
    dependencies: {
      undici: '8.12.4',
      bun: '1.4.5',
      msw: '3.0.5',
      '@mswjs/interceptors': '0.45.12',
    },
    application: [esm],
    steps: [
      { name: 'undici on Node', command: ['node', 'main.js'], says: 'on Node.js/' },
      { name: "Bun's own undici", command: ['bun', 'main.js'], says: 'on Bun/1.4' },
      {
        name: 'undici and msw',
        command: ['node', 'msw.js'],
        calls: false,
        says: 'msw answered: no chess',
      },
    ],
  },
  {
    name: 'deno',
    quick: false,
    type: 'module',
    dependencies: { deno: '2.9.6' },
    application: [esm],
    steps: [
      {
        name: 'deno',
        command: [
          'deno',
          'run',
          '--node-modules-dir=manual',
          '--allow-net',
          '--allow-env',
          'main.js',
        ],
        says: 'on Deno/2.9',
      },
    ],
  },
  {
    name: 'workerd',
    quick: false,
    type: 'module',
    dependencies: { esbuild: '0.28.2', miniflare: '4.20260730.0' },
    application: [esm],
    steps: [
      esbuildForWorkers('worker.js'),
      { name: 'workerd (miniflare)', command: ['node', 'main.js'], says: 'on Cloudflare-Workers' },
      {
        name: 'limits across requests',
        command: ['node', 'main.js'],
        calls: false,
        says: 'wait for each other: true true true true',
      },
    ],
  },
  {
    name: 'runtimes',
    quick: false,
    type: 'module',
    packages: ['@imgroups/core', ...adapters],
    dependencies: {
      node22: `npm:node@${runtimes['Node 22'].version}`,
      node24: `npm:node@${runtimes['Node 24'].version}`,
      node26: `npm:node@${runtimes['Node 26'].version}`,
      bun: runtimes.Bun.version,
      deno: runtimes.Deno.version,
      // Of one version with workerd.
      miniflare: '4.20260730.0',
      workerd: runtimes.workerd.version,
      '@vitest/expect': '5.1.1',
      chai: '6.3.0',
      esbuild: '0.28.2',
      undici: '8.13.1',
    },
    files: suiteSources,
    steps: [
      ...suitesOn('Node 22', ['node_modules/node22/bin/node', 'main.ts']),
      ...suitesOn('Node 24', ['node_modules/node24/bin/node', 'main.ts']),
      ...suitesOn('Node 26', ['node_modules/node26/bin/node', 'main.ts']),
      ...suitesOn('Bun', ['bun', 'main.ts']),
      ...suitesOn('Deno', ['deno', 'run', '--node-modules-dir=manual', '-A', 'main.ts']),
      esbuildForWorkers('worker.ts'),
      ...suitesOn('workerd', ['node', 'worker-main.js'], ['fetch']),
    ],
  },
  {
    name: 'proxies',
    quick: false,
    type: 'module',
    dependencies: {
      node22: `npm:node@${runtimes['Node 22'].version}`,
      node24: `npm:node@${runtimes['Node 24'].version}`,
      node26: `npm:node@${runtimes['Node 26'].version}`,
      bun: runtimes.Bun.version,
      deno: runtimes.Deno.version,
      undici: '8.13.1',
    },
    // The network guide has this as a table.
    steps: [
      ...proxyOn('Node 22', ['node_modules/node22/bin/node', 'call.js'], 'around'),
      ...proxyOn('Node 24', ['node_modules/node24/bin/node', 'call.js']),
      ...proxyOn('Node 26', ['node_modules/node26/bin/node', 'call.js']),
      ...proxyOn('Bun', ['bun', 'call.js']),
      ...proxyOn('Deno', ['deno', 'run', '--node-modules-dir=manual', '-A', 'call.js'], 'around'),
    ],
  },
  {
    name: 'easemob-web',
    quick: false,
    type: 'module',
    packages: ours,
    dependencies: { 'easemob-websdk': '4.21.1', 'agora-chat': '1.4.0', jsdom: '29.1.1' },
    steps: ['easemob-websdk/Easemob-chat.js', 'agora-chat/Agora-chat.js'].map((client) => ({
      name: `a session of ${client}`,
      command: ['node', 'main.js', client],
      calls: false,
      says: sessionOfWebClient,
    })),
  },
  ...['22', '24', '26'].map(
    (version): Project => ({
      name: `node-${version}`,
      quick: false,
      type: 'module',
      dependencies: { node: version },
      application: [esm, commonjs],
      files: () => ({
        'main.js': template('javascript/main.js'),
        'main.cjs': template('javascript/main.cjs'),
      }),
      steps: [
        {
          name: `Node ${version}, ESM`,
          command: ['node_modules/node/bin/node', 'main.js'],
          says: `on Node.js/${version}`,
        },
        {
          name: `Node ${version}, CommonJS`,
          command: ['node_modules/node/bin/node', 'main.cjs'],
          says: `on Node.js/${version}`,
        },
      ],
    }),
  ),
];

/** The suites on a runtime, over each transport, in plain text and over TLS. */
function suitesOn(
  runtime: Column['runtime'],
  command: readonly string[],
  transports: readonly Column['transport'][] = ['fetch', 'undici'],
): Step[] {
  const { version, userAgent } = runtimes[runtime];
  return transports.flatMap((transport) =>
    [false, true].map((tls) => ({
      name: `${runtime}, ${transport}${tls ? ' over TLS' : ''}`,
      command: [...command, transport],
      calls: false,
      says: `on ${userAgent}`,
      suites: { runtime, version, transport, tls },
    })),
  );
}

/** Calls every vendor on a runtime whose environment names a proxy, in plain text and over TLS. */
function proxyOn(
  runtime: Column['runtime'],
  command: readonly string[],
  undici: 'through' | 'around' = 'through',
): Step[] {
  return [false, true].map((tls) => ({
    name: `${runtime}, a proxy by the environment${tls ? ', over TLS' : ''}`,
    command: ['node', 'main.js', ...command],
    calls: false,
    tls,
    says: `fetch: through the proxy\nundici: ${undici} the proxy\nEnvHttpProxyAgent: through the proxy`,
  }));
}

/** Posts a callback of each vendor to what a name stands for, whose receiver tells that Bob joined. */
function callbacksThrough(name: string, command: readonly string[]): Step {
  return {
    name: `callbacks through ${name}`,
    command: [...command, name],
    calls: false,
    says: `${name}: 200 bob, 200 bob`,
  };
}

/** Bundles a module as workerd takes it. */
function esbuildForWorkers(module: string): Step {
  const options = ['--bundle', '--format=esm', '--conditions=workerd', '--outfile=out/worker.js'];
  return { name: 'esbuild for workers', command: ['esbuild', module, ...options], calls: false };
}

function template(path: string): string {
  return readFileSync(new URL(`../templates/${path}`, import.meta.url), 'utf8');
}

/** A page of the documentation. */
function page(path: string): string {
  return readFileSync(new URL(`../../../docs/${path}`, import.meta.url), 'utf8');
}

/** The TypeScript blocks of a README, in order. */
function examplesOf(readme: string): readonly string[] {
  const text = readFileSync(new URL(`../../../${readme}`, import.meta.url), 'utf8');
  return [...text.matchAll(/```ts\r?\n([\s\S]+?)```/g)].map(([, example = '']) => example);
}

/** Every example of the packages' READMEs, each in a module of its own. */
function readmeExamples(): Record<string, string> {
  const examples = ours.flatMap((name) => {
    const folder = name.replace('@imgroups/', '');
    return examplesOf(`packages/${folder}/README.md`).map((example, index): [string, string] => [
      `readmes/${folder}-${index + 1}.ts`,
      `${example}\nexport {};\n`,
    ]);
  });
  return Object.fromEntries(examples);
}
