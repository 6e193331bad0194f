/** Decides between the login and the page. */
import { useQuery } from '@tanstack/react-query';
import { ApiError, get } from '../api/client';
import { useLanguage } from '../i18n/words';
import { enterByLink } from '../login/enter';
import { Login } from '../login/Login';
import { App } from './App';
import { Failure } from './Failure';

export function Entrance() {
  const { t } = useLanguage();
  const entry = useQuery({ queryKey: ['entry'], queryFn: enterByLink, staleTime: Infinity });
  const me = useQuery({ queryKey: ['me'], queryFn: () => get('/v1/me'), enabled: entry.isSuccess });
  if (me.error instanceof ApiError && me.error.problem.status === 401) {
    return <Login linkRefused={entry.data === 'refused'} onEntered={() => void me.refetch()} />;
  }
  if (me.data) return <App usual={me.data.persona} />;
  const broken = entry.error ?? me.error;
  return (
    <main className="mx-auto max-w-sm p-8">
      {broken ? <Failure error={broken} onAgain={() => void (entry.error ? entry : me).refetch()} /> : <p role="status" className="text-muted">{t('login.entering')}</p>}
    </main>
  );
}
