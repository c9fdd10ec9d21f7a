/** Pages on their way before they are asked for, by where they begin. */
export interface PagesAhead<Position, Page> {
  start(position: Position): void;
  /** A page that was started, to be used once; nothing when it was not. */
  take(position: Position | undefined): Promise<Page> | undefined;
  /** Cuts what is on its way, and waits for its end: no call outlives the list. */
  stop(): Promise<void>;
}

export function pagesAhead<Position, Page>(
  read: (position: Position, signal: AbortSignal) => Promise<Page>,
): PagesAhead<Position, Page> {
  const started = new Map<string, Promise<Page>>();
  let controller: AbortController | undefined;

  return {
    start(position) {
      const key = JSON.stringify(position);
      if (started.has(key)) return;
      controller ??= new AbortController();
      const page = read(position, controller.signal);
      // A failure is told by the page, when it is its turn.
      page.catch(() => undefined);
      started.set(key, page);
    },
    take(position) {
      if (started.size === 0) return undefined;
      const key = JSON.stringify(position);
      const page = started.get(key);
      started.delete(key);
      return page;
    },
    async stop() {
      controller?.abort();
      controller = undefined;
      const rest = [...started.values()];
      started.clear();
      await Promise.allSettled(rest);
    },
  };
}
