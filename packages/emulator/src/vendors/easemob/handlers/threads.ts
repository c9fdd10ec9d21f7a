import type { threadEndpoints } from '@imgroups/easemob/endpoints';
import type { HandlersOf } from '../../../server/vendor-service.ts';
import type { EasemobGroup } from '../state/group.ts';
import type { EasemobThread } from '../state/threads.ts';
import type { clientThreadEndpoints } from '../wire/client-endpoints.ts';
import { endlessCursorPage } from '../wire/paging.ts';
import { distinct, type EasemobCall } from './call.ts';

const largestPage = 50;

/** Messages below a message of a group. */
export const threadHandlers: HandlersOf<typeof threadEndpoints, EasemobCall> = {
  listThreads(call, request) {
    requireThreads(call);
    const page = pageOf(call, sorted(call.state.threads.list(), request.sort), 'threads', request);
    return { ...page, entities: page.entities.map(({ id }) => ({ id })) };
  },

  listUserThreads(call, { username, ...request }) {
    const { state, failure } = call;
    requireThreads(call);
    if (!state.users.has(username)) throw failure.userToReadNotFound(username);
    const threads = sorted(state.threads.listOf(username), request.sort);
    const page = pageOf(call, threads, `threads:${username}`, request);
    return { ...page, entities: page.entities.map(toEntity) };
  },

  listUserThreadsInGroup(call, { group_id, username, ...request }) {
    requireThreads(call);
    const group = requireGroup(call, group_id);
    requireMember(call, group, username);
    const threads = sorted(call.state.threads.listOf(username), request.sort).filter(
      ({ groupId }) => groupId === group.id,
    );
    const page = pageOf(call, threads, `threads:${group.id}:${username}`, request);
    return { ...page, entities: page.entities.map(toEntity) };
  },

  createThread(call, { group_id, name, msg_id, owner }) {
    const { state, settings, failure } = call;
    const { threads } = state;
    requireThreads(call);
    if (threads.get(group_id)) throw failure.threadInThread();
    const group = requireGroup(call, group_id);
    requireMember(call, group, owner);
    if (!isMessageId(msg_id)) throw failure.messageNotFound();
    if ((threads.groupOfMessage(msg_id) ?? group.id) !== group.id) {
      throw failure.messageOfOtherGroup();
    }
    if (threads.below(msg_id)) throw failure.threadExists();
    if (threads.size >= settings.quotas.threadsPerApp) throw failure.tooManyThreads();
    requireRoomForThreads(call, [owner]);

    const thread = threads.create({ name, owner, groupId: group.id, messageId: msg_id });
    return { data: { thread_id: thread.id } };
  },

  renameThread(call, { thread_id, name }) {
    const thread = requireThread(call, thread_id);
    call.state.threads.rename(thread, name);
    return { data: { name } };
  },

  deleteThread(call, { thread_id }) {
    call.state.threads.delete(requireThread(call, thread_id));
    return { data: { status: 'ok' } };
  },

  listThreadMembers(call, { thread_id, ...request }) {
    const { id, members } = requireThread(call, thread_id);
    const page = pageOf(call, [...members], `thread:${id}`, request);
    return { properties: page.properties, data: { affiliations: page.entities } };
  },

  addThreadMembers(call, { thread_id, usernames }) {
    const { state, settings, failure } = call;
    const thread = requireThread(call, thread_id);
    if (usernames.length > settings.batchSizes.addThreadMembers)
      throw failure.tooManyThreadMembers();
    const group = requireGroup(call, thread.groupId);
    const names = distinct(usernames).filter((username) => !thread.members.has(username));
    for (const username of names) requireMember(call, group, username);
    requireRoomForThreads(call, names);

    state.threads.addMembers(thread, names);
    return { data: { status: 'ok' } };
  },

  removeThreadMembers(call, { thread_id, usernames }) {
    const { state, settings, failure } = call;
    const thread = requireThread(call, thread_id);
    if (usernames.length > settings.batchSizes.removeThreadMembers) {
      throw failure.tooManyThreadMembers();
    }
    const names = distinct(usernames);
    const removed = state.threads.removeMembers(thread, names);
    return { entities: names.map((user) => ({ result: removed.includes(user), user })) };
  },
};

/** The same for the users themselves. */
export const clientThreadHandlers: HandlersOf<typeof clientThreadEndpoints, EasemobCall> = {
  listGroupThreads(call, { group_id, ...request }) {
    requireThreads(call);
    const group = requireGroup(call, group_id);
    requireCallerIn(call, group);
    const threads = sorted(call.state.threads.list()).filter(({ groupId }) => groupId === group.id);
    const page = pageOf(call, threads, `threads:${group.id}`, request);
    return { ...page, entities: page.entities.map(toEntity) };
  },

  getThread(call, { thread_id }) {
    const thread = requireThread(call, thread_id);
    requireCallerIn(call, requireGroup(call, thread.groupId));
    return { data: { ...toEntity(thread), affiliations_count: thread.members.size } };
  },

  joinThread(call, { thread_id, username }) {
    const thread = requireThread(call, thread_id);
    requireMember(call, requireGroup(call, thread.groupId), username);
    if (!thread.members.has(username)) requireRoomForThreads(call, [username]);
    call.state.threads.addMembers(thread, [username]);
    return { data: { status: 'ok', detail: toEntity(thread) } };
  },

  leaveThread(call, { thread_id, username }) {
    const thread = requireThread(call, thread_id);
    if (!thread.members.has(username)) throw call.failure.notInThread();
    call.state.threads.removeMembers(thread, [username]);
    return { data: { status: 'ok' } };
  },

  removeThreadMember(call, { thread_id, username }) {
    const thread = requireThread(call, thread_id);
    const removed = call.state.threads.removeMembers(thread, [username]);
    return { data: { result: removed.length > 0, user: username } };
  },

  listLastMessages(call, { threadIds }) {
    for (const id of threadIds) {
      const thread = requireThread(call, id);
      requireCallerIn(call, requireGroup(call, thread.groupId));
    }
    // Nobody sends messages here.
    return { entities: threadIds.map((thread_id) => ({ thread_id, last_message: {} })) };
  },
};

/** Users see the threads of their groups alone, the app sees all. */
function requireCallerIn(call: EasemobCall, group: EasemobGroup): void {
  if (call.caller?.kind === 'user') requireMember(call, group, call.caller.username);
}

/** Nobody sends messages here: every number is the id of a message of the group that is the first to name it. */
function isMessageId(id: string): boolean {
  return /^\d+$/.test(id);
}

function requireThreads({ settings, failure }: EasemobCall): void {
  if (!settings.threads) throw failure.threadsNotOpen();
}

function requireThread(call: EasemobCall, id: string): EasemobThread {
  requireThreads(call);
  const thread = call.state.threads.get(id);
  if (!thread) throw call.failure.threadNotFound();
  return thread;
}

function requireGroup({ state, failure }: EasemobCall, id: string): EasemobGroup {
  const group = state.groups.get(id);
  if (!group) throw failure.groupOfThreadNotFound();
  return group;
}

function requireMember({ failure }: EasemobCall, group: EasemobGroup, username: string): void {
  if (!group.members.has(username)) throw failure.userNotInGroup();
}

/** Refuses when one of the users is in as many threads as the plan allows. */
function requireRoomForThreads(
  { state, settings, failure }: EasemobCall,
  usernames: readonly string[],
): void {
  for (const username of usernames) {
    if (state.threads.listOf(username).length >= settings.quotas.threadsPerUser) {
      throw failure.joinedTooManyThreads();
    }
  }
}

/** Newest first, as long as nothing else is asked for. */
function sorted(threads: EasemobThread[], order: 'asc' | 'desc' = 'desc'): EasemobThread[] {
  return order === 'asc' ? threads : threads.reverse();
}

interface PageRequest {
  readonly limit?: number | undefined;
  readonly cursor?: string | undefined;
}

function pageOf<Item>(
  { failure }: EasemobCall,
  items: readonly Item[],
  list: string,
  { limit = largestPage, cursor }: PageRequest,
) {
  if (limit > largestPage) throw failure.threadPageTooLong();
  const page = endlessCursorPage(items, list, { cursor, size: limit });
  if (!page) throw failure.invalidCursor();
  return { entities: page.items, properties: { cursor: page.cursor } };
}

function toEntity({ name, owner, id, messageId, groupId, created }: EasemobThread) {
  return { name, owner, id, msgId: messageId, groupId, created };
}
