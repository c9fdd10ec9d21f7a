import { oneOf } from '@imgroups/core/adapter';
import * as v from 'valibot';
import type { Delivery } from '../../server/deliveries.ts';
import type { GroupHead, GroupView } from '../../server/group-view.ts';
import type { JournalEntry } from '../../server/journal.ts';
import { command, fields, journalFilter, nothing, whole } from '../commands.ts';
import { type Source, type Sources, sourcesOf } from './sources.ts';

/** A part of a list: `total` items match. */
export interface Part<Item> {
  readonly total: number;
  readonly items: readonly Item[];
}

/** A call as a list shows it. */
export type CallLine = Omit<
  JournalEntry,
  'changes' | 'deliveries' | 'requestBody' | 'answerBody' | 'vendor' | 'httpVersion' | 'token'
>;

/** Calls, newest first; `added` calls were ever made. */
export interface CallPart extends Part<CallLine> {
  readonly added: number;
}

/** A group with the sources of its own values, and how much it holds. */
export interface GroupDetail extends Omit<GroupView, Held | 'messages' | 'files'> {
  readonly counts: Readonly<Record<Held, number>>;
  readonly sources: Sources;
}

const held = ['members', 'mutes', 'blacklist', 'attributes'] as const;
export type Held = (typeof held)[number];

/** Something that a group holds: its key is a user id, or the name of an attribute. */
export interface HeldItem {
  readonly key: string;
  /** The values by name, each with what set it. */
  readonly values: Readonly<Record<string, HeldValue>>;
}

interface HeldValue {
  readonly value: string;
  readonly source?: Source | undefined;
}

const part = {
  skip: v.optional(whole, 0),
  limit: v.optional(v.pipe(whole, v.maxValue(500)), 100),
};
const search = { ...part, text: v.optional(v.string(), '') };

/** The commands of the page, which load a part at a time: the control gives whole lists. */
export const inspectorCommands = {
  calls: command({
    method: 'GET',
    path: '/inspect/calls',
    input: fields({ ...part, through: v.optional(whole), ...journalFilter }),
    field: 'calls',
    run({ journal }, window): CallPart {
      const { entries, ...calls } = journal.window(window);
      return { ...calls, items: entries.map(toLine) };
    },
  }),
  groups: command({
    method: 'GET',
    path: '/inspect/groups',
    input: fields(search),
    field: 'groups',
    run: ({ service }, { text, ...window }): Part<GroupHead> =>
      partOf(
        service.groupHeads().filter(({ id, name }) => id.includes(text) || name.includes(text)),
        window,
      ),
  }),
  group: command({
    method: 'GET',
    path: '/inspect/group',
    input: fields({ groupId: v.string() }),
    field: 'group',
    run({ service, journal }, { groupId }): GroupDetail | null {
      const found = service.group(groupId);
      if (!found) return null;
      const { members, mutes, blacklist, attributes, messages: _, files: __, ...group } = found;
      const counts = {
        members: members.length,
        mutes: mutes.length,
        blacklist: blacklist.length,
        attributes: Object.keys(attributes).length,
      };
      const sources = Object.entries(sourcesOf(groupId, journal.changes()));
      return {
        ...group,
        counts,
        sources: Object.fromEntries(sources.filter(([name]) => !name.includes('/'))),
      };
    },
  }),
  held: command({
    method: 'GET',
    path: '/inspect/held',
    input: fields({ ...search, groupId: v.string(), what: oneOf(held) }),
    field: 'held',
    run({ service, journal }, { groupId, what, text, ...window }): Part<HeldItem> {
      const group = service.group(groupId);
      if (!group) return { total: 0, items: [] };
      const found = itemsOf[what](group).filter(([key]) => key.includes(text));
      const { total, items } = partOf(found, window);
      const sources = sourcesOf(groupId, journal.changes());
      return { total, items: items.map((item) => toHeldItem(what, item, sources)) };
    },
  }),
  now: command({
    method: 'GET',
    path: '/inspect/now',
    input: nothing,
    field: 'now',
    run: ({ clock }) => new Date(clock.now()).toISOString(),
  }),
  deliveries: command({
    method: 'GET',
    path: '/inspect/deliveries',
    input: fields(search),
    field: 'deliveries',
    run: ({ deliveries }, { text, ...window }): Part<Delivery> =>
      partOf(
        deliveries
          .list()
          .filter(({ name, groupId }) => name.includes(text) || groupId?.includes(text))
          .reverse(),
        window,
      ),
  }),
};

type KeyAndValues = readonly [key: string, values: Readonly<Record<string, string | undefined>>];

const itemsOf: Readonly<Record<Held, (group: GroupView) => readonly KeyAndValues[]>> = {
  members: ({ members }) =>
    members.map(({ userId, role, nickname, joinedAt }) => [userId, { role, nickname, joinedAt }]),
  mutes: ({ mutes }) => mutes.map(({ userId, until }) => [userId, { until }]),
  blacklist: ({ blacklist }) => blacklist.map(({ userId, until }) => [userId, { until }]),
  attributes: ({ attributes }) =>
    Object.entries(attributes).map(([key, value]) => [key, { value }]),
};

function toHeldItem(what: Held, [key, values]: KeyAndValues, sources: Sources): HeldItem {
  const shown = Object.entries(values).flatMap(([name, value]): [string, HeldValue][] => {
    const source = sources[what === 'members' ? `${what}/${key}/${name}` : `${what}/${key}`];
    return value === undefined ? [] : [[name, { value, source }]];
  });
  return { key, values: Object.fromEntries(shown) };
}

function partOf<Item>(
  list: readonly Item[],
  { skip, limit }: { readonly skip: number; readonly limit: number },
): Part<Item> {
  return { total: list.length, items: list.slice(skip, skip + limit) };
}

function toLine(entry: JournalEntry): CallLine {
  const { number, at, endpoint, method, path, status, vendorCode, durationMs, fault, refusal } =
    entry;
  return { number, at, endpoint, method, path, status, vendorCode, durationMs, fault, refusal };
}
