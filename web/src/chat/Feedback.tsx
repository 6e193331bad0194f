/** Thumbs under a reply or a document, and a place for words once one was pressed. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { get, send } from '../api/client';
import type { Remark } from '../api/types';
import { useLanguage } from '../i18n/words';
import { toast } from '../shell/Toasts';
import { Button } from '../shell/Button';

type About = { turn_id: string; request_id?: string } | { deliverable: string; version: number };
const RATINGS: Remark['rating'][] = ['up', 'down'];
const THUMB = 'M7 9v8H4V9h3Zm0 0 3-6c1.4 0 2 .9 2 2v3h4.2c1 0 1.6.8 1.4 1.7l-1.3 6c-.2.8-.8 1.3-1.6 1.3H7';

export function Feedback({ about }: { about: About }) {
  const { t } = useLanguage();
  const queries = useQueryClient();
  const given = useQuery({ queryKey: ['feedback'], queryFn: () => get('/v1/feedback'), staleTime: Infinity });
  const [asked, setAsked] = useState(false);
  const [text, setText] = useState('');
  const mine = given.data?.items.find((one) => ('turn_id' in about ? one.turn_id === about.turn_id : one.deliverable === about.deliverable));
  const give = (rating: Remark['rating'], words: string) =>
    send('POST', '/v1/feedback', { ...about, rating, text: words }).then(() => queries.invalidateQueries({ queryKey: ['feedback'] }));
  const press = (rating: Remark['rating']) => give(rating, '').then(() => setAsked(true), toast);
  const tell = (event: FormEvent) => {
    event.preventDefault();
    // What was typed stays until it is kept.
    give(mine?.rating ?? 'down', text).then(() => (setAsked(false), setText('')), toast);
  };
  return (
    <div className="flex flex-wrap items-center gap-1">
      {RATINGS.map((rating) => (
        <Button key={rating} look="icon" aria-label={t(`feedback.${rating}`)} aria-pressed={mine?.rating === rating} className="aria-pressed:bg-accent-soft aria-pressed:text-accent" onClick={() => void press(rating)}>
          <svg aria-hidden viewBox="0 0 20 20" className={`size-4 ${rating === 'down' ? 'rotate-180' : ''}`} fill="none" stroke="currentColor" strokeWidth="1.4" strokeLinejoin="round">
            <path d={THUMB} />
          </svg>
        </Button>
      ))}
      {asked && (
        <form className="flex min-w-0 flex-1 gap-2" onSubmit={tell} onKeyDown={(event) => event.key === 'Escape' && setAsked(false)}>
          <input
            autoFocus
            aria-label={t('feedback.words')}
            placeholder={t('feedback.words')}
            maxLength={2000}
            value={text}
            className="min-w-0 flex-1 rounded-full border border-line bg-surface px-3 py-1 text-sm"
            onChange={(event) => setText(event.target.value)}
          />
          <Button say="chat.send" type="submit" disabled={!text.trim()} />
        </form>
      )}
      {!asked && mine?.text && <span className="text-xs text-muted">{t('feedback.thanks')}</span>}
    </div>
  );
}
