import { easemobEntry } from './vendors/easemob/entry.ts';
import { tencentEntry } from './vendors/tencent/entry.ts';

/** Every vendor there is an emulator of, in the order of the command line. */
export const registry = [tencentEntry, easemobEntry] as const;

/** `Tencent Cloud Chat and Easemob`, as a sentence lists them. */
export const vendorNames: string = new Intl.ListFormat('en').format(
  registry.map(({ titles }) => titles.en),
);
