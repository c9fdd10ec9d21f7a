import {
  baseUrl,
  type CallOptions,
  type ClientOptions,
  callEndpoint,
  callOptionEntries,
  checkOptions,
  clientOptionEntries,
  configure,
  createCallContext,
  customTokenSource,
  endpoint,
  type Protocol,
  type ReadItems,
  type Reading,
  readAnswer,
  readItems,
  strict,
  toFailure,
  unreadable,
  wireList,
  wireNumber,
  wireObject,
  wireText,
} from '@imgroups/core/adapter';
import * as v from 'valibot';
import { appKey } from '../credentials/app-key.ts';
import { easemobProtocol } from './protocol.ts';

/** Options for asking for the address of an app's data centre. */
export interface ResolveBaseUrlOptions extends ClientOptions, Pick<CallOptions, 'signal'> {
  /** `org#app`, from the console. */
  readonly appKey: string;
  /** Base URL of the directory. @default 'https://rs.easemob.com' */
  readonly directory?: string | undefined;
}

const listHostsRequest = v.object({ app_key: v.string() });
interface ListHostsRequest extends v.InferInput<typeof listHostsRequest> {}

const listHostsResponse = v.object({
  rest: v.optional(
    v.object({
      hosts: v.optional(
        v.array(
          v.object({
            protocol: v.optional(v.string()),
            domain: v.optional(v.string()),
            ip: v.optional(v.string()),
            port: v.optional(v.number()),
          }),
        ),
      ),
    }),
  ),
});
interface ListHostsResponse extends v.InferOutput<typeof listHostsResponse> {}

/** Lists the hosts of the data centre of an app. Not below org and app, so not in the tables of the client. */
const listHosts = endpoint<ListHostsRequest, ListHostsResponse>({
  method: 'GET',
  path: '/easemob/server.json',
  request: listHostsRequest,
  response: listHostsResponse,
  repeat: 'read',
  auth: 'none',
});

const directoryOptions = () =>
  strict({
    ...clientOptionEntries({ listHosts }),
    signal: callOptionEntries.signal,
    appKey,
    directory: v.optional(baseUrl),
  });

/**
 * Asks the vendor's directory for the base URL of an app's data centre, to be given as `baseUrl`.
 * Ask when the application starts; the vendor's own SDK asks once a day. Only hosts with https are taken.
 *
 * ```ts
 * const baseUrl = await resolveEasemobBaseUrl({ appKey });
 * const provider = createEasemobProvider({ appKey, clientId, clientSecret, baseUrl });
 * ```
 *
 * @see https://doc.easemob.com/document/server-side/overview.html
 */
export async function resolveEasemobBaseUrl(options: ResolveBaseUrlOptions): Promise<string> {
  const checked = checkOptions('easemob', directoryOptions(), options);
  const { directory = 'https://rs.easemob.com', signal } = checked;
  const context = configure('easemob', () =>
    createCallContext(directoryProtocol(checked.appKey, directory), checked),
  );
  const request = { app_key: checked.appKey };
  const answer = await callEndpoint<ListHostsResponse>(context, 'listHosts', listHosts, request, {
    signal,
  });
  try {
    const { items, unreadable: unread } = readUrls(answer);
    const urls = items.filter((url) => url?.startsWith('https://'));
    const url = urls[Math.floor(context.random() * urls.length)];
    if (url !== undefined) return url;
    throw unread[0] ?? unreadable('the directory names no https host for the app');
  } catch (thrown) {
    throw toFailure(thrown).toError({ provider: 'easemob', endpoint: 'listHosts' });
  }
}

/** The vendor's conventions, without org and app in the path and without a token. */
function directoryProtocol(app: string, directory: string): Protocol {
  const tokens = customTokenSource({ name: 'token', getToken: () => '' });
  return {
    ...easemobProtocol({ app, appUrl: directory, tokens }),
    async prepare({ method, path, query }) {
      const url = `${directory}${path}?${new URLSearchParams(query)}`;
      return { method, url, headers: { accept: 'application/json' } };
    },
  };
}

const part = v.nullish(wireText);
const portNumber = v.nullish(wireNumber);

const hostList = { field: 'rest.hosts', item: v.unknown() } as const;

// The call itself tells `onDrift` what is strange about an answer.
const reading: Reading = { note: () => {}, complete: (failure) => failure };

/** The base URLs of the hosts in the directory's answer; a host without a name has none. */
function readUrls({ rest }: ListHostsResponse): ReadItems<string | undefined> {
  const { hosts } = readAnswer(wireObject, rest, 'rest');
  const list = readAnswer(wireList, hosts, 'rest.hosts');
  return readItems(hostList, list, reading, (item) => {
    const host = readAnswer(wireObject, item, 'rest.hosts');
    const protocol = readAnswer(part, host.protocol, 'rest.hosts.protocol');
    const domain = readAnswer(part, host.domain, 'rest.hosts.domain');
    const name = domain || readAnswer(part, host.ip, 'rest.hosts.ip');
    const port = readAnswer(portNumber, host.port, 'rest.hosts.port') ?? undefined;
    const url = `${protocol}://${name}${port === undefined ? '' : `:${port}`}`;
    return name && URL.canParse(url) ? new URL(url).origin : undefined;
  });
}
