import type { EndpointTable } from '@imgroups/core/adapter';
import { easemobEndpoints } from '@imgroups/easemob/endpoints';
import { noPages } from '../../server/router.ts';
import { handlers } from './handlers/index.ts';
import pages from './pages.json' with { type: 'json' };
import type { EasemobSettings } from './settings.ts';
import type { CredentialCheck, Tokens } from './state/tokens.ts';
import { callbackEndpoints } from './wire/callback-endpoints.ts';
import { clientEndpoints } from './wire/client-endpoints.ts';

/** The differences between the brands of the service, which answer the same calls about the same state. */
export interface Brand {
  /** Name of the provider. */
  readonly vendor: string;
  readonly endpoints: EndpointTable;
  readonly handlers: Partial<typeof handlers>;
  readonly pages: Readonly<Record<string, string>>;
  /** The two parts of a path by which it is the app's: `/org/app`. */
  readonly appPath: string;
  /** Finds the caller by the `Authorization` header. */
  readonly check: (
    authorization: string | null,
    tokens: Tokens,
  ) => CredentialCheck | Promise<CredentialCheck>;
}

/** Easemob itself. */
export function easemobBrand({ organization, application }: EasemobSettings): Brand {
  return {
    vendor: 'easemob',
    // Those of clients come first: what they have in addition tells them from the documented ones.
    endpoints: { ...clientEndpoints, ...callbackEndpoints, ...easemobEndpoints },
    handlers,
    pages: { ...noPages(clientEndpoints), ...pages },
    appPath: `/${organization}/${application}`,
    check: (authorization, tokens) => tokens.check(authorization),
  };
}
