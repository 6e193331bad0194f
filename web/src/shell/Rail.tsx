/** The conversations, the latest first: find, name, remove; and the doors to everything else. */
import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { get, send } from '../api/client';
import type { SessionView } from '../api/types';
import { useLanguage, type Key } from '../i18n/words';
import { useAction } from './action';
import { move, placeInAddress, type View } from './address';
import { Failure } from './Failure';
import { toast } from './Toasts';
import { Button } from './Button';

type Props = { sessionId: string | null; onGo: (sessionId: string | null) => void };
const DOORS: [View, Key][] = [['memories', 'memories.title'], ['me', 'me.title'], ['keys', 'keys.title']];

export function Rail({ sessionId, onGo }: Props) {
  const { t } = useLanguage();
  const [words, setWords] = useState('');
  const q = useDeferredValue(words.trim());
  const sessions = useQuery({ queryKey: ['sessions', q], queryFn: () => get('/v1/sessions', { limit: 50, ...(q && { q }) }), placeholderData: (before) => before });
  const items = sessions.data?.items ?? [];
  return (
    <nav aria-label={t('rail.title')} tabIndex={-1} className="outline-none flex h-full min-h-0 flex-col gap-3 p-4">
      <Button say="rail.new" className="py-2 font-medium" onClick={() => onGo(null)} />
      <input
        type="search"
        data-search
        aria-label={t('rail.search')}
        placeholder={t('rail.search')}
        value={words}
        className="w-full rounded-full border border-line bg-surface px-3.5 py-1.5 text-sm placeholder:text-muted"
        onChange={(event) => setWords(event.target.value)}
      />
      <div className="min-h-0 flex-1 overflow-y-auto">
        <h2 className="small-title px-3 pb-1">{t('rail.title')}</h2>
        {sessions.error && <Failure error={sessions.error} onAgain={() => void sessions.refetch()} />}
        {sessions.data && items.length === 0 && <p className="px-3 text-sm text-muted">{t(q ? 'rail.nothing' : 'rail.none')}</p>}
        <ul className="space-y-0.5">{items.map((session) => <Conversation key={session.id} session={session} current={session.id === sessionId} onGo={onGo} />)}</ul>
      </div>
      <ul className="border-t border-line pt-2">
        {DOORS.map(([view, name]) => (
          <li key={view}>
            <button type="button" className="w-full rounded-xl px-3 py-1.5 text-left text-sm text-muted hover:bg-sunken hover:text-ink" onClick={() => move({ v: view }, placeInAddress().v === 'rail')}>
              {t(name)}
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Conversation({ session, current, onGo }: { session: SessionView; current: boolean; onGo: Props['onGo'] }) {
  const { t } = useLanguage();
  const { busy, run } = useAction();
  const [title, setTitle] = useState<string | null>(null);
  const name = session.title || t('rail.untitled');
  const rename = () => {
    if (title === null) return;
    if (title.trim() && title !== session.title) run(() => send('PATCH', `/v1/sessions/${session.id}`, { title: title.trim() }).catch(toast));
    setTitle(null);
  };
  const remove = () => {
    if (!confirm(t('rail.delete.sure', { title: name }))) return;
    run(() => send('DELETE', `/v1/sessions/${session.id}`).then(() => current && move({ c: null, d: null }, true), toast));
  };
  if (title !== null) {
    return (
      <li>
        <input
          autoFocus
          aria-label={t('rail.rename')}
          value={title}
          maxLength={120}
          className="w-full rounded-xl border border-accent bg-surface px-3 py-1.5 text-sm"
          onChange={(event) => setTitle(event.target.value)}
          onBlur={rename}
          onKeyDown={({ key }) => (key === 'Enter' ? rename() : key === 'Escape' && setTitle(null))}
        />
      </li>
    );
  }
  return (
    <li className="group flex items-center rounded-xl hover:bg-sunken has-aria-[current=page]:bg-sunken">
      <button type="button" aria-current={current ? 'page' : undefined} className="min-w-0 flex-1 truncate px-3 py-2 text-left text-sm text-muted aria-[current=page]:text-ink" onClick={() => onGo(session.id)}>{name}</button>
      <span className="flex opacity-0 group-focus-within:opacity-100 group-hover:opacity-100 group-has-aria-[current=page]:opacity-100">
        <Button look="icon" aria-label={`${t('rail.rename')}: ${name}`} disabled={busy} onClick={() => setTitle(session.title)}>✎</Button>
        <Button look="icon" aria-label={`${t('rail.delete')}: ${name}`} disabled={busy} onClick={remove}>×</Button>
      </span>
    </li>
  );
}

