import { useState } from 'preact/hooks';
import type { GroupHead } from '../../../server/group-view.ts';
import type { GroupDetail, Held, HeldItem, Part } from '../commands.ts';
import { ask } from './api.ts';
import { ChoiceList } from './choice-list.tsx';
import { usePage } from './context.ts';
import { useLoaded } from './live.ts';
import { SearchField, SourceOf, timeOf } from './parts.tsx';
import type { Texts } from './texts.ts';
import { useWindow } from './window.ts';

/** The groups of a vendor, and the one that is open. */
export function Groups() {
  const { texts, vendor, route, tick, narrow, show } = usePage();
  const { text = '', group } = route.query;
  const [total, setTotal] = useState<number>();
  return (
    <div class={group ? 'split opened' : 'split'}>
      <section class="side" aria-label={texts.groups}>
        <div class="filters">
          <SearchField label={texts.search} hint={texts.searchGroups} name="text" />
        </div>
        <div class="bar">
          <span class="count">{total !== undefined && texts.count(total)}</span>
        </div>
        <ChoiceList<GroupHead>
          label={texts.groups}
          empty={texts.noGroups}
          listKey={JSON.stringify([vendor.name, text])}
          revision={tick}
          narrow={narrow}
          load={(skip, limit) =>
            ask<Part<GroupHead>>(`/${vendor.name}/inspect/groups`, 'groups', { skip, limit, text })
          }
          keyOf={({ id }) => id}
          row={({ id, name, memberCount, mutedAll, kind }) => (
            <>
              <span class="what">{name}</span>
              <span class="id">{id}</span>
              <span class="kind">{kind}</span>
              <span class="held">
                {texts.membersOf(memberCount)}
                {mutedAll && `, ${texts.muted}`}
              </span>
            </>
          )}
          open={group}
          onOpen={({ id }) => show({ group: id })}
          onLoaded={(part) => setTotal(part.total)}
        />
      </section>
      <section
        class="main"
        aria-label={group && `${texts.group} ${group}`}
        hidden={!group && narrow}
      >
        {group ? <Group key={group} id={group} /> : <p class="empty">{texts.chooseGroup}</p>}
      </section>
    </div>
  );
}

const fields = [
  ...(['id', 'name', 'kind', 'ownerId', 'description', 'announcement', 'avatarUrl'] as const),
  ...(['mutedAll', 'maxMembers', 'createdAt'] as const),
];
const parts: readonly Held[] = ['members', 'mutes', 'blacklist', 'attributes'];

function Group({ id }: { readonly id: string }) {
  const { texts, vendor, tick, linkTo, show } = usePage();
  const found = useLoaded(
    async () => ({
      group: await ask<GroupDetail | null>(`/${vendor.name}/inspect/group`, 'group', {
        groupId: id,
      }),
    }),
    `${vendor.name} ${id}`,
    tick,
  );
  if (!found) return null;
  const { group } = found;
  return (
    <>
      <button type="button" class="close" onClick={() => show({ group: '' })}>
        {texts.close}
      </button>
      {group === null ? (
        <p class="empty">{texts.groupGone}</p>
      ) : (
        <>
          <h2>{group.name}</h2>
          <p>
            <a href={linkTo('journal', { text: id })}>{texts.callsOfGroup}</a>
          </p>
          <table>
            <thead>
              <tr>
                <th scope="col">{texts.group}</th>
                <th scope="col">{texts.value}</th>
                <th scope="col">{texts.changedBy}</th>
              </tr>
            </thead>
            <tbody>
              {fields.map(
                (field) =>
                  group[field] !== undefined &&
                  group[field] !== '' && (
                    <tr key={field}>
                      <th scope="row">{texts.field[field]}</th>
                      <td>{formatValue(texts, group[field])}</td>
                      <td>
                        <SourceOf source={group.sources[field === 'id' ? 'kind' : field]} />
                      </td>
                    </tr>
                  ),
              )}
            </tbody>
          </table>
          {parts.map((what) => (
            <HeldPart key={what} groupId={id} what={what} count={group.counts[what]} />
          ))}
        </>
      )}
    </>
  );
}

interface HeldPartProps {
  readonly groupId: string;
  readonly what: Held;
  readonly count: number;
}

const columns: Readonly<Record<Held, readonly (keyof Texts['field'])[]>> = {
  members: ['role', 'nickname', 'joinedAt'],
  mutes: ['until'],
  blacklist: ['until'],
  attributes: ['value'],
};
const rowHeight = 48;
/** More rows than these are looked through by scrolling and searching. */
const shortList = 8;

/** Shows the values of a group, each with its source. */
function HeldPart({ groupId, what, count }: HeldPartProps) {
  const { texts } = usePage();
  const [text, setText] = useState('');
  return (
    <section class="held-part">
      <div class="block-head">
        <h3>
          {texts[what]} <small>{count}</small>
        </h3>
        {count > shortList && (
          <input
            type="search"
            aria-label={`${texts.search}: ${texts[what]}`}
            placeholder={texts.searchHeld}
            value={text}
            onInput={({ currentTarget: { value } }) => setText(value)}
          />
        )}
      </div>
      {count === 0 ? (
        <p class="faint">{texts.nothingHeld}</p>
      ) : (
        <HeldTable groupId={groupId} what={what} text={text} />
      )}
    </section>
  );
}

interface HeldTableProps extends Pick<HeldPartProps, 'groupId' | 'what'> {
  readonly text: string;
}

function HeldTable({ groupId, what, text }: HeldTableProps) {
  const { texts, vendor, tick } = usePage();
  const { box, onScroll, rows, total, part } = useWindow<HeldItem>({
    listKey: JSON.stringify([vendor.name, groupId, what, text]),
    revision: tick,
    rowHeight,
    load: (skip, limit) =>
      ask<Part<HeldItem>>(`/${vendor.name}/inspect/held`, 'held', {
        ...{ groupId, what, skip, limit, text },
      }),
  });
  const above = rows[0]?.index ?? 0;
  const below = total - above - rows.length;
  return (
    <section
      ref={box}
      class="table-box"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keys.
      tabIndex={0}
      aria-label={texts[what]}
      aria-busy={part === undefined}
      onScroll={onScroll}
    >
      <div
        style={{ paddingTop: `${above * rowHeight}px`, paddingBottom: `${below * rowHeight}px` }}
      >
        <table aria-rowcount={total + 1}>
          <thead>
            <tr>
              <th scope="col">{what === 'attributes' ? texts.key : texts.user}</th>
              {columns[what].map((name) => (
                <th key={name} scope="col">
                  {texts.field[name]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ index, item }) => (
              <tr key={item.key} aria-rowindex={index + 2} style={{ height: `${rowHeight}px` }}>
                <th scope="row">{item.key}</th>
                {columns[what].map((name) => (
                  <HeldCell key={name} value={item.values[name]} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function HeldCell({ value }: { readonly value: HeldItem['values'][string] | undefined }) {
  const { texts } = usePage();
  if (!value) return <td />;
  return (
    <td>
      <div class="cut">{formatValue(texts, value.value)}</div>
      <small>
        <SourceOf source={value.source} />
      </small>
    </td>
  );
}

function formatValue(texts: Texts, value: string | number | boolean): string {
  if (typeof value === 'boolean') return value ? texts.yes : texts.no;
  if (value === 'permanent') return texts.permanent;
  return /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(String(value)) ? timeOf(String(value)) : String(value);
}
