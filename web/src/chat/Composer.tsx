/** Where the person writes. The draft survives a reload; Enter sends, Shift+Enter breaks the line. */
import { useEffect, useState, type RefObject } from 'react';
import type { Question } from '../api/types';
import { useLanguage } from '../i18n/words';
import { BringButton } from './Bring';

const DRAFT = 'lifeos.draft';
const LONGEST_PLACEHOLDER = 80;

type Props = {
  field: RefObject<HTMLTextAreaElement | null>;
  busy: boolean;
  question: Question | null;
  draft: string;
  onDraft: (text: string) => void;
  onSend: (text: string) => void;
  onCv: () => void;
  onFile: (file: File) => void;
  onStop: () => void;
};

export function useDraft(): [string, (text: string) => void] {
  const [draft, setDraft] = useState(() => localStorage.getItem(DRAFT) ?? '');
  useEffect(() => localStorage.setItem(DRAFT, draft), [draft]);
  return [draft, setDraft];
}

export function Composer({ field, busy, question, draft, onDraft, onSend, onCv, onFile, onStop }: Props) {
  const { t } = useLanguage();
  const send = () => draft.trim() && !busy && onSend(draft.trim());
  return (
    <form
      className="mx-auto w-full max-w-2xl px-4 pb-4 max-md:pb-3"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {question && question.choices.length > 0 && (
        <div className="flex flex-wrap gap-2 pb-2">
          {question.choices.map((choice) => (
            <button key={choice} type="button" className="outline-button" disabled={busy} onClick={() => onSend(choice)}>
              {choice}
            </button>
          ))}
        </div>
      )}
      <div className="rounded-3xl border border-line bg-surface p-2 shadow-sheet focus-within:border-accent">
        <label htmlFor="message" className="sr-only">
          {t('chat.message')}
        </label>
        <textarea
          id="message"
          ref={field}
          rows={1}
          value={draft}
          placeholder={question && question.text.length <= LONGEST_PLACEHOLDER ? question.text : t('chat.placeholder')}
          aria-describedby={question ? 'open-question' : undefined}
          className="field-sizing-content max-h-56 min-h-11 w-full resize-none bg-transparent px-3 py-2.5 text-base outline-none placeholder:text-muted"
          onChange={(event) => onDraft(event.target.value)}
          onKeyDown={(event) => {
            // keyCode 229: an input method is still composing, in browsers that say so only this way.
            if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing || event.keyCode === 229) return;
            event.preventDefault();
            send();
          }}
        />
        {question && (
          <p id="open-question" className="sr-only">
            {t('chat.question')}: {question.text}
          </p>
        )}
        <div className="flex items-center justify-between gap-2">
          <div className="flex items-center gap-1">
            <button type="button" className="quiet-button bg-accent-soft text-accent" disabled={busy} onClick={onCv}>
              {t('chat.cv.now')}
            </button>
            <BringButton short onFile={onFile} />
          </div>
          {busy ? (
            <button type="button" className="outline-button" onClick={onStop}>
              {t('chat.stop')}
            </button>
          ) : (
            <button type="submit" className="main-button" disabled={!draft.trim()}>
              {t('chat.send')}
            </button>
          )}
        </div>
      </div>
    </form>
  );
}
