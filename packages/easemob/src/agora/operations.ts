import { type CapabilitiesOf, capabilitiesOf, type OperationTable } from '@imgroups/core/adapter';
import { easemobOperations } from '../driver/operations.ts';
import type { agoraEndpoints } from './endpoints.ts';

/** Agora's pages do not say whether the service does it as Easemob does. */
const silent = { standard: 'depends' } as const;

const { 'groups.ensure': ensure, 'groups.listJoined': listJoined } = easemobOperations;
const { 'mutes.add': addMutes } = easemobOperations;

/** The calls of each operation at Agora Chat: those of Easemob, but for what its own pages say or leave open. */
export const agoraOperations = {
  ...easemobOperations,
  // Of group ids of one's own.
  'groups.ensure': { ...ensure, kinds: { ...ensure.kinds, ...silent } },
  'groups.listJoined': { ...listJoined, calls: ['listJoinedGroups'] },
  // Of mutes for good.
  'mutes.add': { ...addMutes, kinds: { ...addMutes.kinds, ...silent } },
} as const satisfies OperationTable<keyof typeof agoraEndpoints>;

/** The support of Agora Chat, per operation and kind. */
export const agoraCapabilities: CapabilitiesOf<typeof agoraOperations> =
  capabilitiesOf(agoraOperations);
