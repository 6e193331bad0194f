/** The account: how the person wants to be served, their keys, and everything there is about them. */
import { useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { get, send } from '../api/client';
import { LanguagePicker, shownDay, useLanguage } from '../i18n/words';
import { forgetWords, useAction } from './action';
import { RECEIPT } from '../login/enter';
import { Failure } from './Failure';
import { Field } from './Field';
import { PersonaPicker } from './PersonaPicker';
import { applyTheme, theme, THEMES } from './theme';
import { Button } from './Button';

const ROW = 'flex flex-wrap items-center justify-between gap-2 py-3';

export default function Me() {
  const { t } = useLanguage();
  const me = useQuery({ queryKey: ['me'], queryFn: () => get('/v1/me') });
  const [look, setLook] = useState(theme);
  const { error, run } = useAction();
  const change = (what: object) => run(() => send('PATCH', '/v1/me', what));
  const leave = () => run(() => send('POST', '/v1/logout').then(() => (forgetWords(), location.replace('/'))));
  if (!me.data) return me.error && <Failure error={me.error} onAgain={() => void me.refetch()} />;
  return (
    <div className="divide-y divide-line p-6 pt-2 text-sm">
      <div className={ROW}>{t('app.language')} <LanguagePicker onChosen={(locale) => change({ locale })} /></div>
      <div className={ROW}>{t('me.persona')} <PersonaPicker name="usual" chosen={me.data.persona} onChoose={(persona) => change({ persona })} /></div>
      <label className={ROW}>
        {t('me.theme')}
        <select
          className="rounded-full bg-transparent px-2 py-1 text-muted"
          value={look}
          onChange={({ target: { value } }) => setLook(applyTheme(THEMES.find((one) => one === value) ?? 'system'))}
        >
          {THEMES.map((one) => <option key={one} value={one} className="bg-surface text-ink">{t(`theme.${one}`)}</option>)}
        </select>
      </label>
      <Keys />
      <div className={ROW}>
        <a className="outline-button" href="/v1/me/export" download>{t('me.export')}</a>
        <Button say="app.logout" onClick={leave} />
      </div>
      <Erase />
      {error && <Failure error={error} />}
    </div>
  );
}

function Keys() {
  const { t, locale } = useLanguage();
  const keys = useQuery({ queryKey: ['keys'], queryFn: () => get('/v1/keys') });
  const [made, setMade] = useState('');
  const { busy, error, run } = useAction();
  const make = () => run(async () => setMade(((await send('POST', '/v1/keys', { scopes: ['user'] })) as { key: string }).key));
  const revoke = (prefix: string) => {
    if (!confirm(t('me.keys.revoke.sure', { prefix }))) return;
    if (made.startsWith(prefix)) setMade('');
    run(() => send('DELETE', `/v1/keys/${prefix}`));
  };
  return (
    <section aria-label={t('me.keys')} className="space-y-2 py-3">
      <h3>{t('me.keys')}</h3>
      <p className="text-muted">{t('me.keys.text')}</p>
      <ul className="space-y-1">
        {(keys.data?.items ?? [])
          .filter((one) => !one.revoked)
          .map((one) => (
            <li key={one.prefix} className="flex items-center justify-between gap-2">
              <span><code>{one.prefix}…</code> <span className="text-muted">{shownDay(one.issued_at, locale)}</span></span>
              <Button say="me.keys.revoke" look="quiet" disabled={busy} onClick={() => revoke(one.prefix)} />
            </li>
          ))}
      </ul>
      {made && <p role="status" className="rounded-2xl bg-accent-soft p-3 [overflow-wrap:anywhere]">{t('me.keys.made')} <code className="select-all">{made}</code></p>}
      <Button say="me.keys.new" disabled={busy} onClick={make} />
      {(error ?? keys.error) && <Failure error={(error ?? keys.error) as Error} />}
    </section>
  );
}

function Erase() {
  const { t } = useLanguage();
  const [word, setWord] = useState('');
  const [error, setError] = useState<Error | null>(null);
  const erase = (event: FormEvent) => {
    event.preventDefault();
    send('DELETE', '/v1/me').then((receipt) => {
      // The login shows the receipt: nothing else is left.
      forgetWords();
      sessionStorage.setItem(RECEIPT, JSON.stringify(receipt));
      location.replace('/');
    }, setError);
  };
  return (
    <details className="py-3">
      <summary className="text-alarm">{t('me.erase')}</summary>
      <form className="mt-2 flex flex-wrap items-end gap-2" onSubmit={erase}>
        <div className="w-full"><Field label={`${t('me.erase.sure')} ${t('me.erase.word')}`} value={word} onChange={setWord} /></div>
        <Button say="me.erase" type="submit" className="text-alarm" disabled={word.trim().toLowerCase() !== t('me.erase.word').toLowerCase()} />
      </form>
      {error && <Failure error={error} />}
    </details>
  );
}
