import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Source } from '../sources.ts';
import { usePage } from './context.ts';

/** A time of the emulator, in UTC. */
export function timeOf(at: string): string {
  return at.slice(0, 19).replace('T', ' ');
}

/** A text field whose value is shown in the address a moment after the last key. */
export function SearchField({ label, hint, name }: { label: string; hint: string; name: string }) {
  const { route, show } = usePage();
  const shown = route.query[name] ?? '';
  const [text, setText] = useState(shown);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => setText(shown), [shown]);
  useEffect(() => () => clearTimeout(timer.current), []);
  return (
    <label class="field">
      <span>{label}</span>
      <input
        type="search"
        value={text}
        placeholder={hint}
        spellcheck={false}
        onInput={({ currentTarget: { value } }) => {
          setText(value);
          clearTimeout(timer.current);
          timer.current = setTimeout(() => show({ [name]: value }), 200);
        }}
      />
    </label>
  );
}

/** Shows the source of a value: a link to its call, or a word. */
export function SourceOf({ source }: { readonly source: Source | undefined }) {
  const { texts, linkTo } = usePage();
  if (!source) return <span class="faint">{texts.notKept}</span>;
  const { call, actor, at } = source;
  if (call !== undefined) {
    return <a href={linkTo('journal', { call: String(call) })}>{texts.call(call)}</a>;
  }
  const text = { control: texts.byControl, user: texts.byUser, server: texts.byServer }[actor.kind];
  return <span>{text.replace('{at}', timeOf(at)).replace('{id}', () => actor.id ?? '')}</span>;
}

/** A button that does something of the emulator, and says when it did not work. */
export function Action({
  label,
  act,
  kind = '',
  done,
}: {
  readonly label: ComponentChildren;
  readonly act: () => Promise<void>;
  readonly kind?: string;
  /** Said when it has worked. */
  readonly done?: string;
}) {
  const { texts } = usePage();
  const [said, setSaid] = useState('');
  return (
    <>
      <button
        type="button"
        class={kind}
        onClick={() => {
          setSaid('');
          act().then(
            () => setSaid(done ?? ''),
            (error: Error) => setSaid(texts.failed(error.message)),
          );
        }}
      >
        {label}
      </button>
      <span role="status" class="said">
        {said}
      </span>
    </>
  );
}

/** A text that can be long, as it is, with a button that copies it. */
export function Block({ title, text }: { readonly title: string; readonly text: string }) {
  const { texts } = usePage();
  const [copied, setCopied] = useState(false);
  const [whole, setWhole] = useState(false);
  const box = useRef<HTMLPreElement>(null);
  const isLong = text.length > longest && !whole;

  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
    } catch {
      // Pages that are not from this machine may not write there: the text is selected instead.
      if (box.current) getSelection()?.selectAllChildren(box.current);
    }
  }

  return (
    <section aria-label={title}>
      <div class="block-head">
        <h3>{title}</h3>
        <button type="button" aria-label={`${texts.copy}: ${title}`} onClick={copy}>
          {copied ? texts.copied : texts.copy}
        </button>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keys. */}
      <pre ref={box} tabIndex={0}>
        {isLong ? `${text.slice(0, longest)}…` : text}
      </pre>
      {isLong && (
        <button type="button" onClick={() => setWhole(true)}>
          {texts.showAll}
        </button>
      )}
    </section>
  );
}

const longest = 20_000;

/** JSON with a line per value; any other text as it is. */
export function pretty(body: string): string {
  try {
    // Numbers that JavaScript cannot hold would be shown as others.
    if (/[\s:[,]-?\d{16,}/.test(body)) return body;
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}
