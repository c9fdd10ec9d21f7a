import type { tencentEndpoints } from '@imgroups/tencent/endpoints';
import type { Routing } from '../../../server/router.ts';

/** The paths of endpoints beside the documented ones. */
export const routing: Routing<typeof tencentEndpoints> = {
  getGroupAttr: { aliases: ['/v4/group_open_http_svc/get_group_attr'] },
};
