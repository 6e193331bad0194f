/** A modal over the page: from the left, from below, or in the middle. Escape closes, focus returns. */
import { useLayoutEffect, useRef, type ReactNode } from 'react';
import { Button } from './Button';

const PLACE = {
  left: 'mr-auto h-dvh max-h-dvh w-72 max-w-[85vw] rounded-r-3xl',
  bottom: 'mt-auto h-[92dvh] max-h-[92dvh] w-full max-w-full rounded-t-3xl',
  middle: 'm-auto h-fit max-h-[88dvh] w-2xl max-w-[calc(100vw-1.5rem)] rounded-3xl',
};

type Props = { from: keyof typeof PLACE; label: string; onClose: () => void; children: ReactNode };

export function Drawer({ from, label, onClose, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  // Before it leaves the page it is closed: only so does the focus go back to where it was.
  useLayoutEffect(() => {
    const box = dialog.current;
    box?.showModal();
    return () => box?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      aria-label={label}
      tabIndex={-1}
      className={`appear fixed inset-0 m-0 flex-col overscroll-contain bg-paper open:flex ${PLACE[from]}`}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => event.target === dialog.current && onClose()}
    >
      <div className="flex items-center justify-between px-3 pt-3">
        {from === 'middle' ? <h2 className="px-3 font-serif text-xl">{label}</h2> : <span />}
        <Button say="app.close" look="quiet" onClick={onClose} />
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto">{children}</div>
    </dialog>
  );
}
