/** Where the person writes. The draft survives a reload; Enter sends, Shift+Enter breaks the line. */
import { useCallback, useEffect, useState, type RefObject } from 'react';
import type { Question } from '../api/types';
import { CallButton } from '../call/calls';
import { useLanguage } from '../i18n/words';
import { BringButton } from './Bring';
import { Button } from '../shell/Button';

const DRAFT = 'lifeos.draft';
/** What fits on one line of a phone: a placeholder of two lines would move the page. */
const LONGEST_PLACEHOLDER = 38;

type Props = {
  field: RefObject<HTMLTextAreaElement | null>;
  busy: boolean;
  /** The last message did not get through: it goes out or is taken back before another one. */
  held: boolean;
  question: Question | null;
  draft: string;
  lastSaid: string;
  onDraft: (text: string) => void;
  onSend: (text: string) => void;
  onCv: () => void;
  onFile: (file: File) => void;
  /** Absent while a call is on: there is one at a time. */
  onCall: (() => void) | null;
  onStop: () => void;
};

/** Each conversation has its own draft. A tab that is loaded again finds its own words, a new one the latest. */
export function useDraft(sessionId: string | null): [string, (text: string) => void] {
  const name = sessionId ? `${DRAFT}.${sessionId}` : DRAFT;
  const read = () => sessionStorage.getItem(name) ?? localStorage.getItem(name) ?? '';
  const [draft, setDraft] = useState(() => ({ name, text: read() }));
  if (draft.name !== name) setDraft({ name, text: read() });
  const write = useCallback(
    (text: string) => {
      for (const store of [sessionStorage, localStorage]) text ? store.setItem(name, text) : store.removeItem(name);
      setDraft({ name, text });
    },
    [name],
  );
  return [draft.text, write];
}

export function Composer({ field, busy, held, question, draft, lastSaid, onDraft, onSend, onCv, onFile, onCall, onStop }: Props) {
  const { t } = useLanguage();
  const [waits, setWaits] = useState(false);
  // Sent while an answer is still coming, it goes out right after it.
  const send = () => (busy ? setWaits(draft.trim() !== '') : draft.trim() && !held && onSend(draft.trim()));
  useEffect(() => {
    if (busy || held || !waits) return;
    setWaits(false);
    if (draft.trim()) onSend(draft.trim());
  }, [busy, held, waits, draft, onSend]);
  return (
    <form className="mx-auto w-full max-w-2xl px-4 pb-4 max-md:pb-3" onSubmit={(event) => (event.preventDefault(), void send())}>
      {question && question.choices.length > 0 && (
        <div className="flex flex-wrap gap-2 pb-2">
          {question.choices.map((choice) => <Button key={choice} disabled={busy || held} onClick={() => onSend(choice)}>{choice}</Button>)}
        </div>
      )}
      <div className="rounded-3xl border border-line bg-surface p-2 shadow-sheet focus-within:border-accent">
        <label htmlFor="message" className="sr-only">{t('chat.message')}</label>
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
        {question && <p id="open-question" className="sr-only">{t('chat.question')}: {question.text}</p>}
        <div className="flex items-center justify-between gap-2">
          <div className="flex flex-wrap items-center md:gap-1">
            <Button say="chat.cv.now" look="quiet" className="bg-accent-soft whitespace-nowrap text-accent max-md:px-2.5" disabled={busy || held} onClick={onCv} />
            <BringButton short onFile={onFile} />
            {onCall && <CallButton onCall={onCall} />}
          </div>
          {waits && <span className="min-w-0 flex-1 truncate text-right text-xs text-muted">{t('chat.waits')}</span>}
          {/* Two buttons: one that turned from stop to send under the press would send what it gave back. */}
          {busy ? (
            <Button key="stop" say="chat.stop" onClick={onStop} />
          ) : <Button key="send" say="chat.send" look="main" type="submit" disabled={held || !draft.trim()} />}
        </div>
      </div>
    </form>
  );
}
