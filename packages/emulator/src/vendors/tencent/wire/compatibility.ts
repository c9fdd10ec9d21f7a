import { isJsonObject } from '../../../server/read-request.ts';

type Fields = Readonly<Record<string, unknown>>;

/** A request in today's names, and how its answer has to be named. */
export interface CompatibleRequest {
  readonly request: Fields;
  /** Puts the answer into the generation of names that the request used. */
  readonly answer: (answer: unknown) => unknown;
}

/** Names that the vendor changed around 2022, old to new. */
const renamed: Readonly<Record<string, string>> = {
  ShutUpTime: 'MuteTime',
  ShutUpAllMember: 'MuteAllMember',
  ShutUpUntil: 'MuteUntil',
  ShuttedUinList: 'MutedAccountList',
  ShuttedUntil: 'MutedUntil',
  MsgOnlineOnlyFlag: 'OnlineOnlyFlag',
};

/** Names of today that answers have beside the old ones, unless a filter says which fields are wanted. */
const doubled = new Set(['MuteAllMember', 'MuteUntil']);

const oldNames = Object.fromEntries(Object.entries(renamed).map(([before, now]) => [now, before]));

/** Old forms of single commands. */
const oldForms: Readonly<Record<string, (request: Fields) => Fields>> = {
  getAppIdGroupList: ({ Type, ...request }) => ({ GroupType: Type, ...request }),
  importAccount: ({ Identifier, ...request }) => ({ UserID: Identifier, ...request }),
  importAccounts: ({ Accounts, ...request }) => ({
    AccountList: toAccountList(Accounts),
    ...request,
  }),
};

/**
 * Accepts what clients in the wild send: names of before 2022, old forms of commands, and `null` for a field that is absent.
 */
export function acceptOldForms(endpoint: string, request: Fields): CompatibleRequest {
  const form = oldForms[endpoint] ?? ((same: Fields) => same);
  const current = rename(dropAbsent(form(request)), renamed);
  const isOld = usesOldName(request);
  return {
    request: isJsonObject(current) ? current : {},
    answer(answer) {
      if (isOld) return rename(answer, oldNames);
      return isFiltered(request) ? answer : withOldNames(answer);
    },
  };
}

/** The answer with the mutes under both names: many clients read the old ones alone. */
function withOldNames(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withOldNames);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, field]): [string, unknown][] => {
      const entry: [string, unknown] = [name, withOldNames(field)];
      return doubled.has(name) ? [entry, [newName(name, oldNames), field]] : [entry];
    }),
  );
}

/** A filter in a request says which fields it wants. */
function isFiltered(value: unknown): boolean {
  if (!isJsonObject(value)) return false;
  return Object.entries(value).some(([name, field]) => isFilter(name, field) || isFiltered(field));
}

/** Without the fields that are `null` or `undefined`, at any depth. */
function dropAbsent(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(dropAbsent);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, field]) => field !== null && field !== undefined)
      .map(([name, field]) => [name, dropAbsent(field)]),
  );
}

/** Renames fields at any depth, and the names in filters, but no other values: users may be called anything. */
function rename(value: unknown, names: Readonly<Record<string, string>>): unknown {
  if (Array.isArray(value)) return value.map((item) => rename(item, names));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, field]) => [
      newName(name, names),
      isFilter(name, field) ? field.map((item) => newName(item, names)) : rename(field, names),
    ]),
  );
}

function usesOldName(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(usesOldName);
  if (!isJsonObject(value)) return false;
  return Object.entries(value).some(
    ([name, field]) =>
      Object.hasOwn(renamed, name) ||
      (isFilter(name, field)
        ? field.some((item) => typeof item === 'string' && Object.hasOwn(renamed, item))
        : usesOldName(field)),
  );
}

function isFilter(name: string, field: unknown): field is unknown[] {
  return name.endsWith('Filter') && Array.isArray(field);
}

function newName<Name>(name: Name, names: Readonly<Record<string, string>>): Name | string {
  return typeof name === 'string' && Object.hasOwn(names, name) ? (names[name] ?? name) : name;
}

function toAccountList(accounts: unknown): unknown {
  return Array.isArray(accounts) ? accounts.map((UserID) => ({ UserID })) : accounts;
}
