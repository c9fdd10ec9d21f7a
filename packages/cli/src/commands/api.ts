import { type CataloguedEndpoint, type CataloguedVendor, readCatalogue } from '../catalogue.ts';
import type { Cli } from '../cli.ts';
import { commonOptions } from '../common-options.ts';
import { confirm } from '../confirm.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { chooseApplication } from '../open-provider.ts';
import { printObject } from '../print-list.ts';
import { readJson } from '../read-json.ts';
import type { CommonOptions, Session } from '../session.ts';
import { didYouMean, UsageError } from '../usage-error.ts';

interface ApiFlags extends CommonOptions {
  readonly request?: string;
  readonly pages?: boolean;
  readonly schema?: boolean;
  readonly list?: boolean;
}

/** A method of a native client. */
type NativeCall = ((request: unknown, options: object) => Promise<unknown>) & {
  pages?(request: unknown, options: object): AsyncIterable<unknown>;
  failures?(answer: unknown, request: unknown): readonly unknown[];
};

export function addApi(cli: Cli): void {
  const { option, program, run, verb } = cli;
  const { dryRun, yes } = commonOptions(cli);
  verb(
    program,
    'api',
    { en: 'make any call of the vendor', zh: '调用厂商的任一接口' },
    option('--request <json>', {
      en: 'fields of the request: JSON, @ and a file, or - for standard input',
      zh: '请求字段：JSON、@文件，或 - 表示标准输入',
    }),
    option('--pages', { en: 'read the list to its end', zh: '翻页直到列表结束' }),
    option('--schema', {
      en: 'print the fields of the request, and call nothing',
      zh: '打印请求字段，不发起调用',
    }),
    option('--list', { en: 'print all endpoints', zh: '列出所有接口' }),
    dryRun(),
    yes(),
  )
    .addArgument(cli.argument('[endpoint]', { en: 'name of the endpoint', zh: '接口名' }))
    .action(
      run<ApiFlags, [string | undefined]>(async (session, name) => {
        const { list, schema } = session.options;
        if (list) {
          await printEndpoints(session);
          return exitCodes.done;
        }
        if (name === undefined) {
          throw new UsageError({
            en: 'endpoint: name one, or print all with --list',
            zh: 'endpoint：请给出接口名，或用 --list 列出全部',
          });
        }
        if (schema) {
          await printSchema(session, name);
          return exitCodes.done;
        }
        return call(session, name);
      }),
    );
}

/** The vendors that a name of an endpoint can mean: the one that was asked for, or all. */
function vendorsOf({ options: { profile } }: Session): readonly CataloguedVendor[] {
  const { vendors } = readCatalogue();
  const named = vendors.filter(({ name }) => name === profile);
  return named.length > 0 ? named : vendors;
}

async function printEndpoints(session: Session): Promise<void> {
  const output = session.output(['vendor', 'endpoint', 'summary']);
  for (const { name: vendor, endpoints } of vendorsOf(session)) {
    for (const { name, summary, title } of endpoints) {
      await output.row({
        vendor,
        endpoint: name,
        summary: session.say({ en: summary, zh: title }),
      });
    }
  }
  await output.end();
}

async function printSchema(session: Session, name: string): Promise<void> {
  const found = vendorsOf(session).flatMap(({ name: vendor, endpoints }) =>
    endpoints
      .filter((endpoint) => endpoint.name === name)
      .map((endpoint) => ({ vendor, endpoint })),
  );
  if (found.length === 0) throw await unknownEndpoint(name, vendorsOf(session));
  const output = session.output(['vendor', 'field', 'type', 'required', 'description']);
  for (const { vendor, endpoint } of found) {
    for (const { path, type, required = false, description } of endpoint.request) {
      await output.row({ vendor, field: path, type, required, description });
    }
    session.tell(`${vendor} ${endpoint.method} ${endpoint.path}  ${endpoint.page}`);
  }
  await output.end();
}

async function call(session: Session<ApiFlags>, name: string): Promise<ExitCode> {
  const { request: text = '{}', pages, dryRun, profile } = session.options;
  const vendors = vendorsOf(session);
  // Told before anybody looks for credentials.
  if (!vendors.some(({ endpoints }) => endpoints.some((one) => one.name === name))) {
    throw await unknownEndpoint(name, vendors);
  }
  const { vendor } = await chooseApplication(session.host.env, profile);
  const endpoint = vendor.endpoints.find((one) => one.name === name);
  if (!endpoint) throw await unknownEndpoint(name, [vendor]);
  checkUse(endpoint, pages);
  const request = await readJson(session.host, '--request', text);
  if (!endpoint.reads) {
    await confirm(
      session,
      {
        en: `${name} changes something at ${vendor.titles.en}`,
        zh: `${name} 会修改${vendor.titles.zh}上的数据`,
      },
      text === '-',
    );
  }
  if (dryRun && !endpoint.reads) {
    await printObject(session, { status: 'planned', endpoint: name, request });
    return exitCodes.done;
  }
  const client = (await session.provider()).client as Readonly<Record<string, NativeCall>>;
  const method = client[name] as NativeCall;
  const options = { signal: endpoint.reads ? session.stop.reads : session.stop.writes };
  if (pages && method.pages) {
    for await (const page of method.pages(request, options)) await printAnswer(session, page);
    return exitCodes.done;
  }
  const answer = await method(request, options);
  await printAnswer(session, answer);
  const failed = method.failures?.(answer, request).length ?? 0;
  return failed > 0 ? exitCodes.partlyFailed : exitCodes.done;
}

/** Answers are the vendor's own objects: JSON that a person can read on a terminal, else a line. */
async function printAnswer({ format, print, stop }: Session, answer: unknown): Promise<void> {
  if (stop.cause === 'closed pipe') return;
  const text = JSON.stringify(
    answer,
    (_, value) => (typeof value === 'bigint' ? String(value) : value),
    format === 'table' ? 2 : 0,
  );
  await print(`${text}\n`);
}

function checkUse({ name, pages, streams }: CataloguedEndpoint, wantsPages = false): void {
  if (streams)
    throw new UsageError({
      en: `${name}: answers with a file, which this command does not read`,
      zh: `${name}：应答是文件，本命令无法读取`,
    });
  if (wantsPages && !pages)
    throw new UsageError({
      en: `--pages: ${name} is not a list that the vendor pages`,
      zh: `--pages：${name} 不是分页列表`,
    });
}

async function unknownEndpoint(
  name: string,
  vendors: readonly CataloguedVendor[],
): Promise<UsageError> {
  const names = vendors.flatMap(({ endpoints }) => endpoints.map((endpoint) => endpoint.name));
  const hint = (await didYouMean(name, names)) ?? {
    en: '; imgroups api --list prints all',
    zh: '；可用 imgroups api --list 列出全部',
  };
  const asked = vendors.map((vendor) => vendor.name).join(', ');
  return new UsageError({
    en: `${name}: unknown endpoint of ${asked}${hint.en}`,
    zh: `${name}：${asked} 没有这个接口${hint.zh}`,
  });
}
