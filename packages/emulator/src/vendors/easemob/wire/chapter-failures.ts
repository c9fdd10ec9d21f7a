import { EasemobFailure } from './envelope.ts';

/**
 * The refusals of shared files, the allow list, member attributes, threads and the online count, in the service's own words.
 */
export function createChapterFailures() {
  const fail = (status: number, error: string, description: string) =>
    new EasemobFailure(status, error, description);
  const metadata = (status: number, description: string, number?: number) =>
    new EasemobFailure(status, 'metadata_error', description, { number });
  const group = (status: number, description: string, number?: number) =>
    new EasemobFailure(status, 'group_error', description, { number });

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
    attributesNotOpen: () => metadata(403, 'chatgroup user metadata service not allow', 60004),
    groupOfAttributesNotFound: () => metadata(404, 'group not exists'),
    attributesOfStranger: () =>
      new EasemobFailure(404, 'MetadataException', 'user not in group', { number: 60003 }),
    strangersAmongAttributes: (usernames: readonly string[]) =>
      metadata(400, `Some users are not in the group: ${usernames.join(', ')}`),
    attributeKeyTooLong: () =>
      metadata(400, 'exceeds chatgroup user metadata single key limit', 60006),
    attributeValueTooLong: () =>
      metadata(400, 'exceeds chatgroup user metadata single value limit', 60010),
    tooManyAttributes: () => metadata(400, 'exceeds chatgroup user metadata total limit', 60007),
    tooManyToSetAttributes: () =>
      metadata(400, 'exceeds chatgroup metadata batch put users limit', 60009),
    tooManyToGetAttributes: () => metadata(400, 'query param reaches limit.', 60012),

    // Threads.
    threadsNotOpen: () => group(403, 'thread not open.', 40000),
    threadPageTooLong: () => group(400, 'query param reaches limit.'),
    tooManyThreadMembers: () => group(400, 'request body reaches limit.'),
    threadNameTooLong: () => group(400, 'thread name limit reached.'),
    threadNotReadable: () => fail(400, 'param_illegal', 'Failed to read HTTP message'),
    threadNotFound: () => group(404, 'thread not found.', 40011),
    groupOfThreadNotFound: () => group(404, 'group not found.'),
    userNotInGroup: () => group(404, 'user not in group.', 20004),
    messageNotFound: () => group(404, 'msg not exist.'),
    messageOfOtherGroup: () => group(400, 'msg not belong to group .'),
    threadInThread: () => group(400, 'thread not nested.'),
    threadExists: () => group(403, 'msg already create thread.not allow to create.', 40004),
    tooManyThreads: () => group(403, 'thread number has reached limit.', 40005),
    joinedTooManyThreads: () => group(403, 'user join thread reach limit.', 40007),

    notInThread: () => group(404, 'user not in thread.', 40012),

    // The online count.
    onlineCountNotOpen: () =>
      fail(400, 'service open exception', 'this appkey not open rest group online service'),
  };
}
