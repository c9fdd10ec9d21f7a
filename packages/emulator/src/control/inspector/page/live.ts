import { useEffect, useRef, useState } from 'preact/hooks';
import type { Revisions } from '../server.ts';

/** The newest revisions, and whether they are those of now. */
export interface Live {
  readonly connected: boolean;
  readonly revisions: Revisions;
}

/** Listens to the emulator while the page can be seen: a browser keeps only few connections to one server. */
export function useLive(): Live {
  const [live, setLive] = useState<Live>({ connected: false, revisions: {} });
  useEffect(() => {
    let source: EventSource | undefined;
    let retry: ReturnType<typeof setTimeout> | undefined;

    function open(): void {
      stop();
      if (document.hidden) return;
      source = new EventSource('/_emulator/events');
      source.onopen = () => setLive(({ revisions }) => ({ connected: true, revisions }));
      source.onmessage = ({ data }) => setLive({ connected: true, revisions: JSON.parse(data) });
      source.onerror = () => {
        setLive(({ revisions }) => ({ connected: false, revisions }));
        // Otherwise the browser tries again by itself.
        if (source?.readyState === EventSource.CLOSED) retry = setTimeout(open, 1000);
      };
    }
    function stop(): void {
      clearTimeout(retry);
      source?.close();
    }

    open();
    document.addEventListener('visibilitychange', open);
    return () => {
      document.removeEventListener('visibilitychange', open);
      stop();
    };
  }, []);
  return live;
}

/** The loaded value, and its key. */
interface Loaded<Result> {
  readonly key: string;
  readonly result: Result;
}

/**
 * Loads something again whenever its key or its revision changes, one request at a time: what changes meanwhile is loaded after
 * it. Until something is loaded for a new key there is nothing.
 */
export function useLoaded<Result>(
  load: () => Promise<Result>,
  key: string,
  revision: string,
): Result | undefined {
  const [loaded, setLoaded] = useState<Loaded<Result>>();
  const wanted = useRef({ load, key, revision });
  wanted.current = { load, key, revision };
  const busy = useRef(false);

  useEffect(() => {
    if (busy.current) return;
    busy.current = true;
    void loadNewest().finally(() => {
      busy.current = false;
    });
  }, [key, revision]);

  async function loadNewest(): Promise<void> {
    for (;;) {
      const asked = wanted.current;
      // A request that fails is made again once the connection is back.
      const result = await asked.load().catch(() => undefined);
      if (result !== undefined) setLoaded({ key: asked.key, result });
      if (wanted.current.key === asked.key && wanted.current.revision === asked.revision) return;
    }
  }

  return loaded?.key === key ? loaded.result : undefined;
}
