import { endpoint } from '@imgroups/core/adapter';
import {
  type DeleteSharedFileRequest,
  type DeleteSharedFileResponse,
  type DownloadSharedFileRequest,
  type DownloadSharedFileResponse,
  deleteSharedFileRequest,
  deleteSharedFileResponse,
  downloadSharedFileRequest,
  downloadSharedFileResponse,
  type ListSharedFilesRequest,
  type ListSharedFilesResponse,
  listSharedFilesRequest,
  listSharedFilesResponse,
  type UploadSharedFileRequest,
  type UploadSharedFileResponse,
  uploadSharedFileRequest,
  uploadSharedFileResponse,
} from '../schemas/shared-files.ts';
import { nextNumber } from './next-page.ts';
import { hundredPerSecond } from './rates.ts';

/** Files that a group shares. The service keeps them for 7 days. */
export const sharedFileEndpoints = {
  /**
   * Lists the shared files of a group, newest first.
   * Page numbers start at 1.
   *
   * @see https://doc.easemob.com/document/server-side/group_shared_file_obtain.html
   */
  listSharedFiles: endpoint<ListSharedFilesRequest, ListSharedFilesResponse, 'page'>({
    method: 'GET',
    path: '/chatgroups/{group_id}/share_files',
    summary: 'Lists the shared files of a group, newest first.',
    docs: 'https://doc.easemob.com/document/server-side/group_shared_file_obtain.html',
    request: listSharedFilesRequest,
    response: listSharedFilesResponse,
    repeat: 'read',
    limits: { rate: hundredPerSecond, asOf: '2026-02' },
    page: (request, response) => nextNumber(request, response.data, 1),
  }),

  /**
   * Uploads a file that a group shares.
   * At most 10 MB. A call whose answer was lost is not repeated: the file would be there twice.
   *
   * @see https://doc.easemob.com/document/server-side/group_shared_file_upload.html
   */
  uploadSharedFile: endpoint<UploadSharedFileRequest, UploadSharedFileResponse>({
    method: 'POST',
    path: '/chatgroups/{group_id}/share_files',
    summary: 'Uploads a file that a group shares.',
    docs: 'https://doc.easemob.com/document/server-side/group_shared_file_upload.html',
    request: uploadSharedFileRequest,
    response: uploadSharedFileResponse,
    repeat: 'never',
    limits: { rate: hundredPerSecond, asOf: '2026-02' },
    body: 'multipart',
    headers: ['restrict-access'],
  }),

  /**
   * Downloads a shared file of a group, as a stream.
   *
   * The call ends with the first byte; each further part must come within `timeout`, and `signal` ends the download.
   *
   * @see https://doc.easemob.com/document/server-side/group_shared_file_download.html
   */
  downloadSharedFile: endpoint<DownloadSharedFileRequest, DownloadSharedFileResponse>({
    method: 'GET',
    path: '/chatgroups/{group_id}/share_files/{file_id}',
    summary: 'Downloads a shared file of a group, as a stream.',
    docs: 'https://doc.easemob.com/document/server-side/group_shared_file_download.html',
    request: downloadSharedFileRequest,
    response: downloadSharedFileResponse,
    repeat: 'read',
    limits: { rate: hundredPerSecond, asOf: '2026-02' },
    answer: 'stream',
  }),

  /**
   * Deletes a shared file of a group.
   *
   * @see https://doc.easemob.com/document/server-side/group_shared_file_delete.html
   */
  deleteSharedFile: endpoint<DeleteSharedFileRequest, DeleteSharedFileResponse>({
    method: 'DELETE',
    path: '/chatgroups/{group_id}/share_files/{file_id}',
    summary: 'Deletes a shared file of a group.',
    docs: 'https://doc.easemob.com/document/server-side/group_shared_file_delete.html',
    request: deleteSharedFileRequest,
    response: deleteSharedFileResponse,
    repeat: 'safe',
    limits: { rate: hundredPerSecond, asOf: '2026-02' },
  }),
};
