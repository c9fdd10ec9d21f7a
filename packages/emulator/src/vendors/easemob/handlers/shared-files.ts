import type { sharedFileEndpoints } from '@imgroups/easemob/endpoints';
import { FormFile } from '../../../server/form.ts';
import type { HandlersOf } from '../../../server/vendor-service.ts';
import type { EasemobGroup } from '../state/group.ts';
import type { EasemobFile } from '../state/shared-files.ts';
import { numberedPage } from '../wire/paging.ts';
import type { EasemobCall } from './call.ts';

const largestPage = 1000;

/** Files that a group shares. */
export const sharedFileHandlers: HandlersOf<typeof sharedFileEndpoints, EasemobCall> = {
  listSharedFiles(call, { group_id, pagenum = 1, pagesize = largestPage }) {
    const newestFirst = call.state.filesOf(groupOfFiles(call, group_id)).reverse();
    const size = Math.min(pagesize, largestPage);
    const page = numberedPage(newestFirst, { number: pagenum, size, first: 1 });
    return {
      data: page.map(({ id, name, owner, content, created }) => ({
        file_id: id,
        file_name: name,
        file_owner: owner,
        file_size: content.length,
        created,
      })),
      count: page.length,
    };
  },

  uploadSharedFile(call, { group_id, file, 'restrict-access': restricted = false }) {
    const { state, settings, failure, caller, appUrl } = call;
    const group = groupOfFiles(call, group_id);
    if (!(file instanceof FormFile)) throw failure.fileMissing();
    if (state.filesOf(group).length >= settings.quotas.filesPerGroup) {
      throw failure.tooManyFiles(group.id);
    }

    const { content } = file;
    // The vendor's sample shows the name in lower case.
    const name = file.name.toLowerCase();
    // A file that the app uploads has the owner of the group for its owner.
    const owner = caller?.kind === 'user' ? caller.username : group.owner;
    const { id, created } = state.addFile(group, { name, owner, content, restricted });
    return {
      data: {
        file_url: `${appUrl}/chatgroups/${group.id}/share_files/${id}`,
        group_id: group.id,
        file_name: name,
        created,
        file_id: id,
        file_size: content.length,
      },
    };
  },

  downloadSharedFile(call, { group_id, file_id }) {
    const group = groupOfFiles(call, group_id);
    const { content, restricted } = requireFile(call, group, file_id);
    const { caller, failure } = call;
    const isStranger = caller?.kind === 'user' && !group.members.has(caller.username);
    if (restricted && isStranger) throw failure.noPermission('downloadSharedFile');
    return new Blob([content]).stream();
  },

  deleteSharedFile(call, { group_id, file_id }) {
    const group = groupOfFiles(call, group_id);
    const { id } = requireFile(call, group, file_id);
    call.state.deleteFile(group, id);
    return { data: { group_id: group.id, file_id: id, result: true } };
  },
};

function groupOfFiles({ state, failure }: EasemobCall, id: string): EasemobGroup {
  const group = state.groups.get(id);
  if (!group) throw failure.groupOfFilesNotFound(id);
  return group;
}

function requireFile(
  { state, failure }: EasemobCall,
  group: EasemobGroup,
  id: string,
): EasemobFile {
  const file = state.filesOf(group).find((kept) => kept.id === id);
  if (!file) throw failure.fileNotFound(id);
  return file;
}
