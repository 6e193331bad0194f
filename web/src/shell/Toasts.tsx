/** Failures of things that were pressed far from where an error could be shown. They stay until they are put away. */
import { useSyncExternalStore } from 'react';
import { Failure } from './Failure';
import { Button } from './Button';

let shown: { id: number; error: Error }[] = [];
let readers: (() => void)[] = [];
const MOST = 3;

function show(next: typeof shown): void {
  shown = next.slice(-MOST);
  for (const reader of readers) reader();
}

export function toast(error: Error): void {
  show([...shown, { id: (shown.at(-1)?.id ?? 0) + 1, error }]);
}

export function Toasts() {
  const toasts = useSyncExternalStore(
    (changed) => {
      readers.push(changed);
      return () => {
        readers = readers.filter((one) => one !== changed);
      };
    },
    () => shown,
  );
  return (
    <div className="fixed right-4 bottom-4 z-30 flex w-80 max-w-[calc(100vw-2rem)] flex-col gap-2">
      {toasts.map(({ id, error }) => (
        <div key={id} className="appear shadow-sheet">
          <Failure error={error}><Button say="app.close" look="quiet" className="px-0" onClick={() => show(toasts.filter((one) => one.id !== id))} /></Failure>
        </div>
      ))}
    </div>
  );
}
