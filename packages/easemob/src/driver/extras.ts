import type { CreateGroupRequest, UpdateGroupRequest } from '../chapters/groups.ts';

/** Extras of Easemob on neutral calls, by the vendor's names. */
export interface EasemobExtras {
  readonly 'groups.create': Pick<CreateGroupRequest, 'custom' | 'scale' | 'invite_need_confirm'>;
  /** Those of `groups.create`. */
  readonly 'groups.ensure': EasemobExtras['groups.create'];
  readonly 'groups.update': Pick<UpdateGroupRequest, 'custom' | 'invite_need_confirm'>;
}

declare module '@imgroups/core' {
  interface ProviderExtras {
    readonly easemob: EasemobExtras;
  }
}
