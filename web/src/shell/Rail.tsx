/** The conversations, the latest first. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { get, send } from '../api/client';
import { LanguagePicker, useLanguage } from '../i18n/words';
import { Failure } from './Failure';

type Props = { sessionId: string | null; onGo: (sessionId: string | null) => void };

export function Rail({ sessionId, onGo }: Props) {
  const { t } = useLanguage();
  const sessions = useQuery({ queryKey: ['sessions'], queryFn: () => get('/v1/sessions', { limit: 50 }) });
  const items = sessions.data?.items ?? [];
  return (
    <nav aria-label={t('rail.title')} className="flex h-full min-h-0 flex-col gap-4 p-4">
      <button type="button" className="outline-button py-2 font-medium" onClick={() => onGo(null)}>
        {t('rail.new')}
      </button>
      <div className="min-h-0 flex-1 overflow-y-auto">
        <h2 className="small-title px-3 pb-1">{t('rail.title')}</h2>
        {sessions.error && <Failure error={sessions.error} onAgain={() => void sessions.refetch()} />}
        {sessions.data && items.length === 0 && <p className="px-3 text-sm text-muted">{t('rail.none')}</p>}
        <ul className="space-y-0.5">
          {items.map((session) => (
            <li key={session.id}>
              <button
                type="button"
                aria-current={session.id === sessionId ? 'page' : undefined}
                className="block w-full truncate rounded-xl px-3 py-2 text-left text-sm text-muted transition-colors hover:bg-sunken hover:text-ink aria-[current=page]:bg-sunken aria-[current=page]:text-ink"
                onClick={() => onGo(session.id)}
              >
                {session.title || t('rail.untitled')}
              </button>
            </li>
          ))}
        </ul>
      </div>
      <Account />
      <div className="flex items-center justify-between border-t border-line pt-3">
        <LanguagePicker />
        <button type="button" className="quiet-button" onClick={() => void send('POST', '/v1/logout').then(() => location.reload())}>
          {t('app.logout')}
        </button>
      </div>
    </nav>
  );
}

/** Everything there is about the person: to take away, or to have erased. */
function Account() {
  const { t } = useLanguage();
  const [error, setError] = useState<Error | null>(null);
  const [receipt, setReceipt] = useState<string | null>(null);
  const erase = () => {
    if (!confirm(t('me.erase.sure'))) return;
    send('DELETE', '/v1/me').then((answer) => setReceipt((answer as { erasure_id: string }).erasure_id), setError);
  };
  if (receipt) {
    return (
      <p role="status" className="text-sm">
        {t('me.erased', { id: receipt })}{' '}
        <button type="button" className="quiet-button" onClick={() => location.reload()}>
          {t('app.close')}
        </button>
      </p>
    );
  }
  return (
    <div className="flex flex-wrap gap-x-3 text-xs">
      <a className="quiet-button px-0" href="/v1/me/export" download>
        {t('me.export')}
      </a>
      <button type="button" className="quiet-button px-0" onClick={erase}>
        {t('me.erase')}
      </button>
      {error && <Failure error={error} />}
    </div>
  );
}
