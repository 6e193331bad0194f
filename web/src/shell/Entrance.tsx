/** Decides between the login, the welcome and the page. */
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useEffect } from 'react';
import { get } from '../api/client';
import { useLanguage } from '../i18n/words';
import { enterByLink } from '../login/enter';
import { Login } from '../login/Login';
import { ownWords } from './action';
import { App } from './App';
import { Failure } from './Failure';

const Welcome = lazy(() => import('../login/Welcome'));

export function Entrance() {
  const { t, follow } = useLanguage();
  const entry = useQuery({ queryKey: ['entry'], queryFn: enterByLink, staleTime: Infinity });
  const me = useQuery({ queryKey: ['me'], queryFn: () => get('/v1/login'), enabled: entry.isSuccess });
  const agreed = me.data?.consented_at ? me.data.locale : null;
  useEffect(() => {
    if (agreed) follow(agreed);
  }, [agreed, follow]);
  if (me.data === null) {
    return <Login linkRefused={entry.data === 'refused'} onEntered={() => void me.refetch()} />;
  }
  const waiting = (
    <p role="status" className="text-muted">{t('login.entering')}</p>
  );
  if (me.data && !me.data.consented_at) {
    return <Suspense fallback={waiting}><Welcome me={me.data} /></Suspense>;
  }
  if (me.data) {
    ownWords(me.data.id);
    return <App key={me.data.id} me={me.data} />;
  }
  const broken = entry.error ?? me.error;
  return <main className="mx-auto max-w-sm p-8">{broken ? <Failure error={broken} onAgain={() => void (entry.error ? entry : me).refetch()} /> : waiting}</main>;
}
