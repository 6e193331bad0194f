/** Asks for a key, or for the login link. */
import { useState } from 'react';
import { ApiError, send } from '../api/client';
import { LanguagePicker, useLanguage } from '../i18n/words';
import { RECEIPT } from './enter';
import { Failure } from '../shell/Failure';
import { Button } from '../shell/Button';

type Props = { linkRefused: boolean; onEntered: () => void };

export function Login({ linkRefused, onEntered }: Props) {
  const { t } = useLanguage();
  const [key, setKey] = useState('');
  const [error, setError] = useState<Error | null>(null);
  const [busy, setBusy] = useState(false);
  const receipt = JSON.parse(sessionStorage.getItem(RECEIPT) ?? 'null') as { erasure_id: string; done: boolean } | null;
  const wrong = error instanceof ApiError && error.problem.status === 401;
  const enter = async () => {
    setBusy(true);
    try {
      await send('POST', '/v1/login', { key: key.trim() });
      onEntered();
    } catch (refused) {
      setError(refused instanceof Error ? refused : new Error('unknown'));
    }
    setBusy(false);
  };
  return (
    <main className="mx-auto flex min-h-dvh max-w-sm flex-col justify-center px-6 py-12">
      <p className="font-serif text-lg text-accent">Life-OS</p>
      <h1 className="mt-6 font-serif text-4xl tracking-tight">{t('login.title')}</h1>
      <p className="mt-3 text-muted">{t('login.text')}</p>
      {receipt && (
        <p role="status" className="mt-4 rounded-2xl bg-accent-soft p-3 text-sm select-all [overflow-wrap:anywhere]">
          {t(receipt.done ? 'me.erased' : 'me.erasing', { id: receipt.erasure_id })}
        </p>
      )}
      {linkRefused && !error && <p role="alert" className="mt-4 text-sm text-alarm">{t('login.link.used')}</p>}
      <form
        className="mt-8"
        onSubmit={(event) => {
          event.preventDefault();
          if (key.trim()) void enter();
        }}
      >
        <label htmlFor="key" className="text-sm font-medium">{t('login.key')}</label>
        <input
          id="key"
          type="password"
          autoComplete="current-password"
          autoFocus
          value={key}
          aria-invalid={wrong}
          className="mt-1.5 w-full rounded-xl border border-line bg-surface px-4 py-3 outline-none focus:border-accent"
          onChange={(event) => setKey(event.target.value)}
        />
        {wrong && <p role="alert" className="mt-2 text-sm text-alarm">{t('login.wrong')}</p>}
        {error && !wrong && <Failure error={error} />}
        <div className="mt-5 flex items-center justify-between">
          <LanguagePicker />
          <Button say="login.enter" look="main" type="submit" disabled={busy || !key.trim()} />
        </div>
      </form>
    </main>
  );
}
