/** A modal over the page: from the left (conversations) or from below (documents). Escape closes, focus returns. */
import { useEffect, useRef, type ReactNode } from 'react';
import { useLanguage } from '../i18n/words';

const PLACE = {
  left: 'mr-auto h-dvh max-h-dvh w-72 max-w-[85vw] rounded-r-3xl',
  bottom: 'mt-auto h-[92dvh] max-h-[92dvh] w-full max-w-full rounded-t-3xl',
};

type Props = { from: keyof typeof PLACE; label: string; onClose: () => void; children: ReactNode };

export function Drawer({ from, label, onClose, children }: Props) {
  const { t } = useLanguage();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const box = dialog.current;
    box?.showModal();
    return () => box?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      aria-label={label}
      className={`appear fixed inset-0 m-0 flex-col overscroll-contain bg-paper open:flex ${PLACE[from]}`}
      onCancel={onClose}
      onClick={(event) => event.target === dialog.current && onClose()}
    >
      <div className="flex justify-end px-3 pt-3">
        <button type="button" className="quiet-button" onClick={onClose}>
          {t('app.close')}
        </button>
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto">{children}</div>
    </dialog>
  );
}
