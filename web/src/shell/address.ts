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

type Step = { depth?: number } | null;

/** Moving pushes a step that the back button undoes; `replace` corrects the step that stands. */
export function move(to: Partial<Place>, replace = false): void {
  const here = placeInAddress();
  const named = Object.entries({ ...here, ...to }).filter((pair): pair is [string, string] => Boolean(pair[1]));
  const address = named.length > 0 ? `#${new URLSearchParams(named)}` : location.pathname;
  const depth = (history.state as Step)?.depth ?? 0;
  const opened = to.v === undefined ? here.v : to.v;
  if (replace) history.replaceState({ depth: opened ? depth : 0 }, '', address);
  else history.pushState({ depth: !opened ? 0 : here.v ? depth && depth + 1 : 1 }, '', address);
  dispatchEvent(new Event(MOVED));
}

/** Closing what was opened here goes back to before it was opened, so that the back button does not open it again. */
export function closeView(): void {
  const depth = (history.state as Step)?.depth ?? 0;
  if (depth > 0) history.go(-depth);
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
