import type { memberAttributeEndpoints } from '@imgroups/easemob/endpoints';
import type { HandlersOf } from '../../../server/vendor-service.ts';
import type { EasemobGroup } from '../state/group.ts';
import { changed, fits } from '../state/member-attributes.ts';
import type { EasemobCall } from './call.ts';

/** Attributes that a member has in a group. */
export const memberAttributeHandlers: HandlersOf<typeof memberAttributeEndpoints, EasemobCall> = {
  setMemberAttributes(call, { group_id, username, metaData }) {
    const group = groupOfAttributes(call, group_id);
    requireMember(call, group, username);
    if (!set(call, group, username, metaData)) throw call.failure.tooManyAttributes();
    return { data: metaData };
  },

  setManyMemberAttributes(call, { group_id, members }) {
    const { settings, failure } = call;
    const group = groupOfAttributes(call, group_id);
    const { setManyMemberAttributes: max } = settings.batchSizes;
    if (members.length > max) throw failure.tooManyToSetAttributes();
    const strangers = members
      .map(({ username }) => username)
      .filter((name) => !group.members.has(name));
    if (strangers.length > 0) throw failure.strangersAmongAttributes(strangers);

    const succeeded = members.filter(({ username, metadata }) =>
      set(call, group, username, metadata),
    );
    const failed = members.filter((member) => !succeeded.includes(member));
    // The newest sample has a colon inside the names, the table of fields has none.
    return settings.rules === 'guide'
      ? { data: { updateMetadataFailed: failed, updateMetadataSucceeded: succeeded } }
      : { data: { 'updateMetadataFailed:': failed, 'updateMetadataSucceeded:': succeeded } };
  },

  getMemberAttributes(call, { group_id, username }) {
    const group = groupOfAttributes(call, group_id);
    requireMember(call, group, username);
    return { data: Object.fromEntries(group.attributes.get(username) ?? []) };
  },

  getManyMemberAttributes(call, { group_id, targets, properties = [] }) {
    const { settings, failure } = call;
    const group = groupOfAttributes(call, group_id);
    if (targets.length > settings.batchSizes.getManyMemberAttributes) {
      throw failure.tooManyToGetAttributes();
    }
    const isAsked = (key: string) => properties.length === 0 || properties.includes(key);
    const found = targets.flatMap((username) => {
      const attributes = [...(group.attributes.get(username) ?? [])].filter(([key]) =>
        isAsked(key),
      );
      return attributes.length > 0 ? [[username, Object.fromEntries(attributes)]] : [];
    });
    return { data: Object.fromEntries(found) };
  },
};

function groupOfAttributes({ state, settings, failure }: EasemobCall, id: string): EasemobGroup {
  if (!settings.memberAttributes) throw failure.attributesNotOpen();
  const group = state.groups.get(id);
  if (!group) throw failure.groupOfAttributesNotFound();
  return group;
}

function requireMember({ failure }: EasemobCall, group: EasemobGroup, username: string): void {
  if (!group.members.has(username)) throw failure.attributesOfStranger();
}

/** Sets attributes and returns true if there was room for them. */
function set(
  { state }: EasemobCall,
  group: EasemobGroup,
  username: string,
  changes: Readonly<Record<string, string>>,
): boolean {
  const attributes = changed(group.attributes.get(username), changes);
  if (!fits(attributes)) return false;
  state.setAttributes(group, username, attributes);
  return true;
}
