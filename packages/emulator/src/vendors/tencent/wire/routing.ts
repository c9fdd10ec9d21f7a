import type { tencentEndpoints } from '@imgroups/tencent/endpoints';
import type { Routing } from '../../../server/router.ts';

/** Where endpoints are served beside their documented paths. */
export const routing: Routing<typeof tencentEndpoints> = {
  getGroupAttr: { aliases: ['/v4/group_open_http_svc/get_group_attr'] },
};
