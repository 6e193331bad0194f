/** Where the person writes. The draft survives a reload; Enter sends, Shift+Enter breaks the line. */
import { useCallback, useEffect, useState, type RefObject } from 'react';
import type { Question } from '../api/types';
import { useLanguage } from '../i18n/words';
import { BringButton } from './Bring';
import { Button } from '../shell/Button';

const DRAFT = 'lifeos.draft';
const LONGEST_PLACEHOLDER = 80;

type Props = {
  field: RefObject<HTMLTextAreaElement | null>;
  busy: boolean;
  question: Question | null;
  draft: string;
  lastSaid: string;
  onDraft: (text: string) => void;
  onSend: (text: string) => void;
  onCv: () => void;
  onFile: (file: File) => void;
  onStop: () => void;
};

/** Each conversation has its own draft, so that two tabs do not write over one another. */
export function useDraft(sessionId: string | null): [string, (text: string) => void] {
  const name = sessionId ? `${DRAFT}.${sessionId}` : DRAFT;
  const [draft, setDraft] = useState({ name, text: localStorage.getItem(name) ?? '' });
  if (draft.name !== name) setDraft({ name, text: localStorage.getItem(name) ?? '' });
  useEffect(() => (draft.text ? localStorage.setItem(draft.name, draft.text) : localStorage.removeItem(draft.name)), [draft]);
  return [draft.text, useCallback((text) => setDraft({ name, text }), [name])];
}

export function Composer({ field, busy, question, draft, lastSaid, onDraft, onSend, onCv, onFile, onStop }: Props) {
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
            <Button key={choice} disabled={busy} onClick={() => onSend(choice)}>{choice}</Button>
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
          dir="auto"
          className="field-sizing-content max-h-56 min-h-11 w-full resize-none bg-transparent px-3 py-2.5 text-base outline-none placeholder:text-muted"
          onChange={(event) => onDraft(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'ArrowUp' && !draft && lastSaid) return event.preventDefault(), onDraft(lastSaid);
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
            <Button say="chat.cv.now" look="quiet" className="bg-accent-soft text-accent" disabled={busy} onClick={onCv} />
            <BringButton short onFile={onFile} />
          </div>
          {/* Two buttons: one that turned from stop to send under the press would send what it gave back. */}
          {busy ? (
            <Button key="stop" say="chat.stop" onClick={onStop} />
          ) : (
            <Button key="send" say="chat.send" look="main" type="submit" disabled={!draft.trim()} />
          )}
        </div>
      </div>
    </form>
  );
}
