import * as v from 'valibot';
import type { EasemobFailure } from './envelope.ts';
import type { Failures } from './failures.ts';
import { textOf } from './text-of.ts';

type Issue = v.BaseIssue<unknown>;

/** The refusal of a request that breaks its schema. */
export function failureOfIssue(failure: Failures, endpoint: string, issue: Issue): EasemobFailure {
  const [first] = issue.path ?? [];
  const field = String(first?.key ?? '');
  const missing = issue.received === 'undefined' && issue.path?.length === 1;
  const value = issue.input;

  switch (endpoint) {
    case 'getAppToken':
      return field === 'client_id' || field === 'client_secret'
        ? failure.clientFieldMissing(field)
        : failure.invalidRequest();
    case 'getUserToken':
    case 'getUserTokenByPassword':
    case 'createUser':
    case 'createUsers':
      return failureOfAccount(failure, issue);
    case 'setAnnouncement':
      if (field === 'announcement') {
        return typeof value === 'string'
          ? failure.announcementTooLong()
          : failure.announcementMissing();
      }
      break;
    case 'createGroup':
      if (field === 'public' && missing) return failure.noPublicField();
      break;
  }

  const ofChapter = failureOfChapterIssue(failure, endpoint, issue);
  if (ofChapter) return ofChapter;
  if (field === 'group_id' || field === 'group_ids') return failure.groupNotFound(textOf(value));
  if (missing || issue.type === 'min_length') return failure.mustBeProvided(field);
  if (nameFields.has(field) && issue.kind === 'validation') return failure.illegalUsername();
  if (issue.type === 'check' || issue.type === 'max_bytes') return failure.tooLong(field);
  if (issue.type === 'regex') return failure.invalidValue(field);
  return failure.invalidRequest();
}

const nameFields = new Set([
  'username',
  'usernames',
  'owner',
  'members',
  'newadmin',
  'oldadmin',
  'newowner',
  'targets',
]);

function failureOfAccount(failure: Failures, issue: Issue): EasemobFailure {
  const field = String(v.getDotPath(issue) ?? '').replace(/^users\.\d+\./, '');
  if (field === 'username') {
    if (typeof issue.input !== 'string' || issue.input === '') return failure.accountWithoutName();
    return issue.type === 'max_bytes'
      ? failure.loginNameTooLong()
      : failure.illegalLoginName(issue.input);
  }
  return failure.invalidRequest();
}

/** The refusal of a request of these chapters that breaks its schema, where it has one of its own. */
function failureOfChapterIssue(
  failure: Failures,
  endpoint: string,
  issue: Issue,
): EasemobFailure | undefined {
  const path = issue.path ?? [];
  const field = String(path[0]?.key ?? '');

  switch (endpoint) {
    case 'uploadSharedFile':
      if (field !== 'file') return undefined;
      return issue.type === 'max_size' ? failure.tooLarge() : failure.fileMissing();
    case 'downloadSharedFile':
    case 'deleteSharedFile':
      return field === 'file_id' ? failure.fileNotFound(String(issue.input)) : undefined;
    case 'setMemberAttributes':
    case 'setManyMemberAttributes':
      if (issue.type !== 'max_bytes' || field === 'username') return undefined;
      if (path.at(-1)?.key === 'username') return failure.illegalUsername();
      return path.at(-1)?.origin === 'key'
        ? failure.attributeKeyTooLong()
        : failure.attributeValueTooLong();
    case 'createThread':
    case 'renameThread':
      if (field === 'thread_id') return failure.threadNotFound();
      return issue.type === 'check' ? failure.threadNameTooLong() : failure.threadNotReadable();
    case 'deleteThread':
    case 'listThreadMembers':
    case 'addThreadMembers':
    case 'removeThreadMembers':
      return field === 'thread_id' ? failure.threadNotFound() : undefined;
    default:
      return undefined;
  }
}
