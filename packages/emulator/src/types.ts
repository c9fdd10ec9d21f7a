/** The types that every entry of the package exports. */
export type { Control } from './control/control.ts';
export type { Certificate } from './server/certificate.ts';
export type {
  Actor,
  Change,
  ChangeStamp,
  NeutralChange,
  NeutralChanges,
  Origin,
  VendorChange,
} from './server/changes.ts';
export type { Delivery, DeliveryLog, Reception } from './server/deliveries.ts';
export type { ServerOptions } from './server/emulator-server.ts';
export type { Fault } from './server/faults.ts';
export type {
  EndView,
  FileView,
  GroupView,
  MemberView,
  MessageView,
} from './server/group-view.ts';
export type { JournalEntry, JournalFilter, JournalRange } from './server/journal.ts';
export type { ApplyResult, Rules, SendResult } from './server/vendor-service.ts';
export type { EmulatorServer } from './start-vendor.ts';
