/** What the person looks at stands in the address, so that back, reload and bookmarks work. */
import { useCallback, useSyncExternalStore } from 'react';

export type View = 'rail' | 'panel' | 'memories' | 'me' | 'keys';
/** `c`: the conversation, `d`: the document, `v`: what lies over the page. */
export type Place = { c: string | null; d: string | null; v: View | null };

const MOVED = 'lifeos:moved';
const CHANGES = ['hashchange', 'popstate', MOVED];

function watch(changed: () => void): () => void {
  for (const name of CHANGES) addEventListener(name, changed);
  return () => {
    for (const name of CHANGES) removeEventListener(name, changed);
  };
}

export function placeInAddress(): Place {
  const found = new URLSearchParams(location.hash.slice(1));
  return { c: found.get('c'), d: found.get('d'), v: found.get('v') as View | null };
}

/** Moving pushes a step that the back button undoes; `replace` corrects the step that stands. */
export function move(to: Partial<Place>, replace = false): void {
  const named = Object.entries({ ...placeInAddress(), ...to }).filter((pair): pair is [string, string] => Boolean(pair[1]));
  const address = named.length > 0 ? `#${new URLSearchParams(named)}` : location.pathname;
  if (replace) history.replaceState(history.state, '', address);
  else history.pushState({ opened: Boolean(to.v) }, '', address);
  dispatchEvent(new Event(MOVED));
}

/** Closing what was opened here is a step back, so that the back button does not open it again. */
export function closeView(): void {
  if ((history.state as { opened?: boolean } | null)?.opened) history.back();
  else move({ v: null }, true);
}

export function usePlace(): Place {
  const hash = useSyncExternalStore(watch, () => location.hash);
  return hash ? placeInAddress() : { c: null, d: null, v: null };
}

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
