import { EasemobFailure } from './envelope.ts';

/** What shared files, the allow list, member attributes, threads and the online count refuse, in the service's own words. */
export function createChapterFailures() {
  const fail = (status: number, error: string, description: string) =>
    new EasemobFailure(status, error, description);
  const metadata = (status: number, description: string) =>
    fail(status, 'metadata_error', description);
  const group = (status: number, description: string) => fail(status, 'group_error', description);

  return {
    // Shared files.
    fileMissing: () => fail(400, 'IllegalArgumentException', 'file must be provided.'),
    groupOfFilesNotFound: (id: string) =>
      fail(404, 'RestGroupFeignException', `grpID ${id} does not exist!`),
    fileNotFound: (id: string) =>
      fail(404, 'storage_object_not_found', `Failed to find file ${id}`),
    tooManyFiles: (id: string) =>
      fail(403, 'exceed_limit', `share files of group: ${id} has reached limit!`),

    // The allow list.
    tooManyToAllow: (max: number) =>
      fail(400, 'invalid_parameter', `usernames size is more than max limit : ${max}`),
    tooManyToDisallow: (max: number) =>
      fail(400, 'invalid_parameter', `removeWhitelist size is more than max limit : ${max}`),

    // Member attributes.
    attributesNotOpen: () => metadata(403, 'chatgroup user metadata service not allow'),
    groupOfAttributesNotFound: () => metadata(404, 'group not exists'),
    attributesOfStranger: () => fail(404, 'MetadataException', 'user not in group'),
    strangersAmongAttributes: (usernames: readonly string[]) =>
      metadata(400, `Some users are not in the group: ${usernames.join(', ')}`),
    attributeKeyTooLong: () => metadata(400, 'exceeds chatgroup user metadata single key limit'),
    attributeValueTooLong: () =>
      metadata(400, 'exceeds chatgroup user metadata single value limit'),
    tooManyAttributes: () => metadata(400, 'exceeds chatgroup user metadata total limit'),
    tooManyToSetAttributes: () => metadata(400, 'exceeds chatgroup metadata batch put users limit'),
    tooManyToGetAttributes: () => metadata(400, 'query param reaches limit.'),

    // Threads.
    threadsNotOpen: () => group(403, 'thread not open.'),
    threadPageTooLong: () => group(400, 'query param reaches limit.'),
    tooManyThreadMembers: () => group(400, 'request body reaches limit.'),
    threadNameTooLong: () => group(400, 'thread name limit reached.'),
    threadNotReadable: () => fail(400, 'param_illegal', 'Failed to read HTTP message'),
    threadNotFound: () => group(404, 'thread not found.'),
    groupOfThreadNotFound: () => group(404, 'group not found.'),
    userNotInGroup: () => group(404, 'user not in group.'),
    messageNotFound: () => group(404, 'msg not exist.'),
    messageOfOtherGroup: () => group(400, 'msg not belong to group .'),
    threadInThread: () => group(400, 'thread not nested.'),
    threadExists: () => group(403, 'msg already create thread.not allow to create.'),
    tooManyThreads: () => group(403, 'thread number has reached limit.'),
    joinedTooManyThreads: () => group(403, 'user join thread reach limit.'),

    // The online count.
    onlineCountNotOpen: () =>
      fail(400, 'service open exception', 'this appkey not open rest group online service'),
  };
}
