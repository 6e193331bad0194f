/** Small things the shell watches: the address and the size of the window. */
import { useCallback, useSyncExternalStore } from 'react';

export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    useCallback(
      (changed) => {
        const media = matchMedia(query);
        media.addEventListener('change', changed);
        return () => media.removeEventListener('change', changed);
      },
      [query],
    ),
    () => matchMedia(query).matches,
  );
}

const MOVED = 'lifeos:moved';

export function sessionInAddress(): string | null {
  return new URLSearchParams(location.hash.slice(1)).get('c');
}

/** The conversation named by the address, so that back, reload and bookmarks work. */
export function useSessionAddress(): [string | null, (id: string | null, replace?: boolean) => void] {
  const id = useSyncExternalStore((changed) => {
    for (const name of ['hashchange', 'popstate', MOVED]) addEventListener(name, changed);
    return () => {
      for (const name of ['hashchange', 'popstate', MOVED]) removeEventListener(name, changed);
    };
  }, sessionInAddress);
  const go = useCallback((to: string | null, replace = false) => {
    const address = to ? `#c=${to}` : location.pathname;
    if (replace) history.replaceState(null, '', address);
    else history.pushState(null, '', address);
    dispatchEvent(new Event(MOVED));
  }, []);
  return [id, go];
}
