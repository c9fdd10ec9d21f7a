type Fields = Readonly<Record<string, unknown>>;

/** A request in current names, and the way back for its answer. */
export interface Adapted {
  readonly fields: Fields;
  /** Puts the names that the client used into the answer. */
  readonly restore: (answer: Fields) => Fields;
}

/** Current names by the older ones that clients in the wild send, per endpoint. */
const oldNames: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  createGroup: {
    name: 'groupname',
    desc: 'description',
    members_only: 'membersonly',
    approval: 'membersonly',
  },
  updateGroup: { name: 'groupname' },
};

/** Fields with user names, which the service folds to lower case. */
const nameFields = [
  'username',
  'owner',
  'newadmin',
  'oldadmin',
  'newowner',
  'invitee',
  'applicant',
];
const nameListFields = ['usernames', 'members', 'targets', 'users'];

/** Query parameters that clients also send empty when they mean none. */
const optionalQuery = new Set([
  'needAffiliations',
  'needRole',
  'limit',
  'cursor',
  'pagenum',
  'pagesize',
  'sort',
  'joined_time',
  'need_notify',
  'key',
]);

/** Spellings of a flag in a header. */
const headerFlags: Readonly<Record<string, boolean>> = {
  '1': true,
  true: true,
  '0': false,
  false: false,
};

/** Lists in a path, where a surplus comma adds no name. */
const pathLists: Readonly<Record<string, string>> = {
  getGroups: 'group_ids',
  removeMembers: 'usernames',
  removeManyFromBlacklist: 'usernames',
  unmuteMembers: 'usernames',
  removeFromAllowList: 'usernames',
};

/** Query parameters of the vendor's own clients that say nothing about the call. */
const marks = new Set(['resource', '_v']);

/** The query without such marks, and without what a client sends as the word `undefined` when it means none. */
export function readQuery(query: URLSearchParams): URLSearchParams {
  return new URLSearchParams(
    [...query].filter(([name, value]) => value !== 'undefined' && !marks.has(name)),
  );
}

/**
 * Reads what clients in the wild send as what the service documents now: old names, `null` and empty texts for what is
 * left out, empty lists of members, upper-case user names. Changes nothing else, and never fails.
 */
export function adaptRequest(endpoint: string, request: Fields): Adapted {
  const renamed = new Map<string, string>();
  const fields: Record<string, unknown> = {};
  const names = oldNames[endpoint] ?? {};
  for (const [sent, value] of Object.entries(request)) {
    if (value === null || (value === '' && optionalQuery.has(sent))) continue;
    const name = Object.hasOwn(names, sent) ? (names[sent] ?? sent) : sent;
    const isFlag = sent === 'restrict-access';
    // If both names are sent, the current one counts.
    if (name !== sent && (request[name] ?? null) !== null) continue;
    if (name !== sent) renamed.set(name, sent);
    // Defined and not assigned, because a client may send any name, `__proto__` too.
    Object.defineProperty(fields, name, {
      value: isFlag ? (headerFlags[String(value).toLowerCase()] ?? value) : value,
      enumerable: true,
      configurable: true,
      writable: true,
    });
  }
  return {
    fields: withoutEmptyNames(endpoint, withoutEmptyMembers(endpoint, foldNames(fields))),
    restore: (answer) => restoreNames(answer, renamed),
  };
}

function foldNames(fields: Fields): Fields {
  const folded = { ...fields };
  for (const field of nameFields) {
    if (field in folded) folded[field] = lowerCase(folded[field]);
  }
  for (const field of nameListFields) {
    const list = folded[field];
    if (Array.isArray(list)) folded[field] = list.map(foldItem);
  }
  return folded;
}

/** A name, or an object that holds one. */
function foldItem(item: unknown): unknown {
  if (typeof item !== 'object' || item === null || !('username' in item)) return lowerCase(item);
  return { ...item, username: lowerCase(item.username) };
}

function lowerCase(value: unknown): unknown {
  return typeof value === 'string' ? value.toLowerCase() : value;
}

function withoutEmptyMembers(endpoint: string, fields: Fields): Fields {
  const { members, ...rest } = fields;
  return endpoint === 'createGroup' && Array.isArray(members) && members.length === 0
    ? rest
    : fields;
}

function withoutEmptyNames(endpoint: string, fields: Fields): Fields {
  const field = pathLists[endpoint];
  const list = field === undefined ? undefined : fields[field];
  if (field === undefined || !Array.isArray(list)) return fields;
  return { ...fields, [field]: list.filter((part) => part !== '') };
}

function restoreNames(answer: Fields, renamed: ReadonlyMap<string, string>): Fields {
  const { data } = answer;
  if (renamed.size === 0 || typeof data !== 'object' || data === null || Array.isArray(data)) {
    return answer;
  }
  const restored = Object.entries(data).map(([name, value]) => [renamed.get(name) ?? name, value]);
  return { ...answer, data: Object.fromEntries(restored) };
}
