/** Something that a press starts: it runs once at a time, and what stood in its way is shown where it was pressed. */
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

export type Action = { busy: boolean; error: Error | null; run: (work: () => Promise<unknown>) => void };

/** Whatever was changed may show in several places, so everything on the page is read again afterwards. */
export function useAction(): Action {
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<Error | null>(null);
  return {
    busy,
    error,
    run: (work) => {
      setBusy(true);
      setError(null);
      work()
        .then(() => queries.invalidateQueries(), setError)
        .finally(() => setBusy(false));
    },
  };
}

type Kept<T> = [T, (value: T) => void];

/** What this machine remembers for the person; a browser that keeps nothing gives the usual value. */
export function remembered<T>(name: string, usual: T): Kept<T> {
  let value = usual;
  try {
    value = (JSON.parse(localStorage.getItem(name) ?? 'null') as T | null) ?? usual;
  } catch {
    localStorage.removeItem(name);
  }
  return [value, (next) => (next === usual ? localStorage.removeItem(name) : localStorage.setItem(name, JSON.stringify(next)))];
}
