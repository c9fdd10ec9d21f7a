import { endpoint } from '@imgroups/core/adapter';
import {
  type DeleteSharedFileRequest,
  type DeleteSharedFileResponse,
  type DownloadSharedFileRequest,
  type DownloadSharedFileResponse,
  sharedFileEndpoints as easemob,
  type ListSharedFilesRequest,
  type ListSharedFilesResponse,
  type UploadSharedFileRequest,
  type UploadSharedFileResponse,
} from '../../chapters/shared-files.ts';
import { hundredPerSecond } from '../rates.ts';

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
   * @see https://docs.agora.io/en/api-reference/api-ref/im/chat-group-management/manage-group-announcement-files
   */
  listSharedFiles: endpoint<ListSharedFilesRequest, ListSharedFilesResponse, 'page'>({
    ...easemob.listSharedFiles,
    limits: hundredPerSecond,
  }),

  /**
   * Uploads a file that a group shares.
   * At most 10 MB. A call whose answer was lost is not repeated: the file would be there twice.
   *
   * @title 上传群组共享文件
   * @see https://docs.agora.io/en/api-reference/api-ref/im/chat-group-management/manage-group-announcement-files
   */
  uploadSharedFile: endpoint<UploadSharedFileRequest, UploadSharedFileResponse>({
    ...easemob.uploadSharedFile,
    limits: hundredPerSecond,
  }),

  /**
   * Downloads a shared file of a group, as a stream.
   *
   * The call ends with the first byte; each further part must come within `timeout`, and `signal` ends the download.
   *
   * @title 下载群组共享文件
   * @see https://docs.agora.io/en/api-reference/api-ref/im/chat-group-management/manage-group-announcement-files
   */
  downloadSharedFile: endpoint<DownloadSharedFileRequest, DownloadSharedFileResponse>({
    ...easemob.downloadSharedFile,
    limits: hundredPerSecond,
  }),

  /**
   * Deletes a shared file of a group.
   *
   * @title 删除群组共享文件
   * @see https://docs.agora.io/en/api-reference/api-ref/im/chat-group-management/manage-group-announcement-files
   */
  deleteSharedFile: endpoint<DeleteSharedFileRequest, DeleteSharedFileResponse>({
    ...easemob.deleteSharedFile,
    limits: hundredPerSecond,
  }),
};
