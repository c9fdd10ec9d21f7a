import { endpoint } from '@imgroups/core/adapter';
import * as v from 'valibot';
import { envelope, fileId, groupId, noEntities, pageNumber, pageSize } from './common.ts';
import { nextNumber } from './next-page.ts';
import { hundredPerSecond } from './rates.ts';

export const listSharedFilesRequest = v.object({
  group_id: groupId,
  /** From 1. */
  pagenum: v.optional(pageNumber),
  /** Files per page, 1000 by default and at most. */
  pagesize: v.optional(pageSize),
});
export interface ListSharedFilesRequest extends v.InferInput<typeof listSharedFilesRequest> {}

/** A file of a group. */
export const sharedFile = v.object({
  file_id: v.optional(v.string()),
  file_name: v.optional(v.string()),
  /** The user who uploaded it. */
  file_owner: v.optional(v.string()),
  /** Bytes. */
  file_size: v.optional(v.number()),
  /** Milliseconds since 1970. */
  created: v.optional(v.number()),
});
export interface SharedFile extends v.InferOutput<typeof sharedFile> {}

export const listSharedFilesResponse = v.object({
  ...envelope,
  entities: noEntities,
  data: v.optional(v.array(sharedFile)),
});
export interface ListSharedFilesResponse extends v.InferOutput<typeof listSharedFilesResponse> {}

export const uploadSharedFileRequest = v.object({
  group_id: groupId,
  /**
   * At most 10 MB. A `File` gives its name: `new File([bytes], 'plan.pdf')`. A blob that the runtime reads from disk
   * (`openAsBlob` of Node) is sent piece by piece and never held in memory as a whole.
   */
  file: v.pipe(v.blob(), v.maxSize(10 * 1024 * 1024)),
  /** Lets only members download it. A header of the call. */
  'restrict-access': v.optional(v.boolean()),
});
export interface UploadSharedFileRequest extends v.InferInput<typeof uploadSharedFileRequest> {}

export const uploadSharedFileResponse = v.object({
  ...envelope,
  entities: noEntities,
  data: v.optional(
    v.object({
      file_url: v.optional(v.string()),
      /** With an underscore, unlike elsewhere. */
      group_id: v.optional(v.string()),
      /** In lower case. */
      file_name: v.optional(v.string()),
      /** Milliseconds since 1970. */
      created: v.optional(v.number()),
      file_id: v.optional(v.string()),
      /** Bytes. */
      file_size: v.optional(v.number()),
    }),
  ),
});
export interface UploadSharedFileResponse extends v.InferOutput<typeof uploadSharedFileResponse> {}

export const downloadSharedFileRequest = v.object({ group_id: groupId, file_id: fileId });
export interface DownloadSharedFileRequest extends v.InferInput<typeof downloadSharedFileRequest> {}

/** The file itself. */
export const downloadSharedFileResponse = v.custom<ReadableStream<Uint8Array>>(
  (value) => value instanceof ReadableStream,
);
export interface DownloadSharedFileResponse extends ReadableStream<Uint8Array> {}

export const deleteSharedFileRequest = v.object({ group_id: groupId, file_id: fileId });
export interface DeleteSharedFileRequest extends v.InferInput<typeof deleteSharedFileRequest> {}

export const deleteSharedFileResponse = v.object({
  ...envelope,
  entities: noEntities,
  data: v.optional(
    v.object({
      group_id: v.optional(v.string()),
      file_id: v.optional(v.string()),
      result: v.optional(v.boolean()),
    }),
  ),
});
export interface DeleteSharedFileResponse extends v.InferOutput<typeof deleteSharedFileResponse> {}

/**
 * Shared files.
 *
 * The service keeps them for 7 days.
 *
 * @title 共享文件
 */
export const sharedFileEndpoints = {
  /**
   * Lists the shared files of a group, newest first.
   * Page numbers start at 1.
   *
   * @title 获取群组共享文件
   * @see https://doc.easemob.com/document/server-side/group_shared_file_obtain.html
   */
  listSharedFiles: endpoint<ListSharedFilesRequest, ListSharedFilesResponse, 'page'>({
    method: 'GET',
    path: '/chatgroups/{group_id}/share_files',
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
   * @title 上传群组共享文件
   * @see https://doc.easemob.com/document/server-side/group_shared_file_upload.html
   */
  uploadSharedFile: endpoint<UploadSharedFileRequest, UploadSharedFileResponse>({
    method: 'POST',
    path: '/chatgroups/{group_id}/share_files',
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
   * @title 下载群组共享文件
   * @see https://doc.easemob.com/document/server-side/group_shared_file_download.html
   */
  downloadSharedFile: endpoint<DownloadSharedFileRequest, DownloadSharedFileResponse>({
    method: 'GET',
    path: '/chatgroups/{group_id}/share_files/{file_id}',
    request: downloadSharedFileRequest,
    response: downloadSharedFileResponse,
    repeat: 'read',
    limits: { rate: hundredPerSecond, asOf: '2026-02' },
    answer: 'stream',
  }),

  /**
   * Deletes a shared file of a group.
   *
   * @title 删除群组共享文件
   * @see https://doc.easemob.com/document/server-side/group_shared_file_delete.html
   */
  deleteSharedFile: endpoint<DeleteSharedFileRequest, DeleteSharedFileResponse>({
    method: 'DELETE',
    path: '/chatgroups/{group_id}/share_files/{file_id}',
    request: deleteSharedFileRequest,
    response: deleteSharedFileResponse,
    repeat: 'safe',
    limits: { rate: hundredPerSecond, asOf: '2026-02' },
  }),
};
