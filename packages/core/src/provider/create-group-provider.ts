import { configure } from '../client/client-options.ts';
import { check } from '../validation/check.ts';
import { text } from '../validation/rules.ts';
import { blacklistOf } from './blacklist.ts';
import type { Driver, DriverTypes } from './driver.ts';
import { createFrame, type ProviderParts, perform } from './frame.ts';
import type { GroupProvider } from './group-provider.ts';
import { groupsOf } from './groups.ts';
import { membersOf } from './members.ts';
import { mutesOf } from './mutes.ts';
import { capabilitiesOf } from './operations.ts';

/**
 * Makes the neutral provider of a vendor's driver: it checks arguments and support by kind, cuts batches and reads into
 * chunks, pages lists, keeps spellings of ids, reads back what is in doubt, and makes every error once.
 */
export function createGroupProvider<T extends DriverTypes>(
  driver: Driver<T>,
  parts: ProviderParts<T>,
): GroupProvider<T> {
  const frame = createFrame(driver, parts);
  const { client, context } = parts;
  return {
    name: driver.name,
    app: context.protocol.app,
    capabilities: capabilitiesOf(driver.operations),
    client,
    canonicalUserId: (userId) =>
      configure(driver.name, () => driver.canonicalUserId(check(text, userId, 'userId'))),
    groups: groupsOf(frame),
    members: membersOf(frame),
    mutes: mutesOf(frame),
    blacklist: blacklistOf(frame),
    check: (options) => perform(frame, 'check', options, ({ op }) => driver.check(op)),
    close: () => client.close(),
  };
}
