import type { AddressInfo } from 'node:net';
import type { VendorWebhooks } from '@imgroups/core/adapter';
import { InvalidArgumentError } from 'commander';
import type { Cli } from '../cli.ts';
import { exitCodes } from '../exit-codes.ts';
import { chooseApplication, loadVendor } from '../open-provider.ts';
import { printObject } from '../print-list.ts';
import { readJson } from '../read-json.ts';
import { reportError } from '../report-error.ts';
import type { CommonOptions, Session } from '../session.ts';
import { UsageError } from '../usage-error.ts';

interface ListenFlags extends CommonOptions {
  readonly port: number;
  readonly host: string;
}

interface SendFlags extends CommonOptions {
  readonly body: string;
}

/** Holds the tokens or secrets of the console, separated by commas: they are no options of a provider. */
const variable = 'IMGROUPS_WEBHOOK_SECRETS';

export function addWebhook(cli: Cli): void {
  const { option, run, verb } = cli;
  const webhook = cli.noun('webhook', { en: 'callbacks of the vendor', zh: '厂商回调' });

  verb(
    webhook,
    'listen',
    {
      en: `print the events of callbacks, verified with ${variable}`,
      zh: `打印回调事件，用 ${variable} 验签`,
    },
    option('--port <number>', { en: 'port to listen at', zh: '监听端口' })
      .argParser(toPort)
      .default(8787),
    option('--host <address>', { en: 'address to listen at', zh: '监听地址' }).default('127.0.0.1'),
    option('--raw', { en: 'add what the vendor sent', zh: '附上厂商发送的内容' }),
  ).action(
    run<ListenFlags, []>(async (session) => {
      const { port, host, raw } = session.options;
      const { app, callbacks } = await callbacksOf(session);
      // Loaded here: it takes longer than all of the command's help.
      const { createServer } = await import('node:http');
      const { toNodeHandler } = await import('@imgroups/core/node');
      const output = session.output(['occurredAt', 'type', 'groupId', 'data']);
      const receiver = callbacks.receive({
        app,
        secrets: secretsIn(session.host.env[variable]),
        onAny: ({ raw: callback, ...event }) =>
          output.row(raw ? { ...event, raw: callback } : event),
        onError: (error) => reportError(error, session),
      });
      const server = createServer(toNodeHandler(receiver));
      await new Promise<void>((resolve, reject) => {
        server.once('error', reject);
        server.listen(port, host, resolve);
      });
      const { port: bound } = server.address() as AddressInfo;
      session.tell(
        session.say({
          en: `listening at http://${host}:${bound}/`,
          zh: `正在监听 http://${host}:${bound}/`,
        }),
      );
      await new Promise<void>((resolve) => {
        session.stop.reads.addEventListener('abort', () => resolve(), { once: true });
      });
      server.closeAllConnections();
      server.close();
      await output.end();
    }),
  );

  verb(
    webhook,
    'send',
    {
      en: `sign a callback with ${variable} and send it, to try a receiver`,
      zh: `用 ${variable} 签名并发送回调，用于测试接收端`,
    },
    option('--body <json>', {
      en: 'the callback: JSON, @ and a file, or - for standard input',
      zh: '回调内容：JSON、@文件，或 - 表示标准输入',
    }).makeOptionMandatory(),
  )
    .addArgument(cli.argument('<url>', { en: 'address of the receiver', zh: '接收端地址' }))
    .action(
      run<SendFlags, [string]>(async (session, url) => {
        if (!URL.canParse(url))
          throw new UsageError({
            en: `url: must be an address like https://example.com/im, not ${url}`,
            zh: `url：应为类似 https://example.com/im 的地址，而不是 ${url}`,
          });
        const { app, callbacks } = await callbacksOf(session);
        const [secret = ''] = secretsIn(session.host.env[variable]);
        const body = (await readJson(session.host, '--body', session.options.body)) as Readonly<
          Record<string, unknown>
        >;
        const signed = await callbacks.sign({ app, secret, body, url });
        const answer = await fetch(signed.url, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: signed.body,
          signal: session.stop.writes,
        });
        await printObject(session, { status: answer.status, answer: await answer.text() });
        return answer.ok ? exitCodes.done : exitCodes.failed;
      }),
    );
}

/** The app of the chosen application, and the callbacks of its vendor. */
async function callbacksOf(
  session: Session,
): Promise<{ readonly app: string; readonly callbacks: VendorWebhooks }> {
  const { app, name } = await session.provider();
  const { vendor } = await chooseApplication(session.host.env, session.options.profile);
  const callbacks = await (await loadVendor(vendor)).webhooks?.();
  if (callbacks) return { app, callbacks };
  throw new UsageError({
    en: `${name} sends no callbacks that this version knows`,
    zh: `本版本不支持 ${name} 的回调`,
  });
}

function secretsIn(text: string | undefined): readonly string[] {
  const secrets = (text ?? '').split(',').filter(Boolean);
  if (secrets.length > 0) return secrets;
  throw new UsageError({
    en: `${variable}: is not set: give the token or secret of the vendor's console, several separated by commas`,
    zh: `${variable}：未设置：请填入厂商控制台的 token 或密钥，多个用逗号分隔`,
  });
}

function toPort(text: string): number {
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text);
  throw new InvalidArgumentError('It must be a number from 0 to 65535.');
}
