/** Something that a press starts: it runs once at a time, and what stood in its way is shown where it was pressed. */
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

export type Action = { busy: boolean; error: Error | null; run: (work: () => Promise<unknown>) => void; forget: () => void };

const SETTLED_MS = 150;

/** Whatever was changed may show in several places, so everything on the page is read again afterwards. */
export function useAction(): Action {
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<Error | null>(null);
  return {
    busy,
    error,
    forget: () => setError(null),
    run: (work) => {
      const giveBack = focusKeeper();
      setBusy(true);
      setError(null);
      work()
        .catch(setError)
        // A refusal often means that what is shown is not what stands.
        .then(() => queries.invalidateQueries())
        .finally(() => {
          setBusy(false);
          giveBack();
        });
    },
  };
}

/** A press often removes what was pressed. The focus then goes to the place that it stood in, not to the top of the page. */
function focusKeeper(): () => void {
  const around: HTMLElement[] = [];
  for (let one = document.activeElement?.parentElement; one; one = one.parentElement) if (one.hasAttribute('tabindex')) around.push(one);
  return () => setTimeout(() => document.activeElement === document.body && around.find((one) => one.isConnected)?.focus(), SETTLED_MS);
}

/** What this machine remembers for the person; a browser that keeps nothing gives the usual value. */
export function remembered<T>(name: string, usual: T): [T, (value: T) => void] {
  let value = usual;
  try {
    value = (JSON.parse(localStorage.getItem(name) ?? 'null') as T | null) ?? usual;
  } catch {
    localStorage.removeItem(name);
  }
  return [value, (next) => (next === usual ? localStorage.removeItem(name) : localStorage.setItem(name, JSON.stringify(next)))];
}

const OWNER = 'lifeos.person';

/** None of a person's words stay on this machine, only how the page looks. */
export function forgetWords(): void {
  for (const name of Object.keys(localStorage)) if (!/language|theme/.test(name)) localStorage.removeItem(name);
  sessionStorage.clear();
}

/** Whoever logs in after somebody else finds none of their drafts, and sends none of them. */
export function ownWords(personId: string): void {
  const [owner, own] = remembered(OWNER, '');
  if (owner && owner !== personId) forgetWords();
  own(personId);
}

/** What is being typed: it survives a closed drawer and a reload, until it becomes the usual value again. */
export function useKept<T>(name: string, usual: T): [T, (value: T) => void] {
  const [value, setValue] = useState(() => remembered(name, usual)[0]);
  return [
    value,
    (next) => {
      remembered(name, usual)[1](next);
      setValue(next);
    },
  ];
}
