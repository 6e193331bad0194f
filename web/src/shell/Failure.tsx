/** An error as a sentence, with the request's id to copy for whoever is asked for help. */
import type { ReactNode } from 'react';
import { ApiError } from '../api/client';
import { useLanguage } from '../i18n/words';
import { Button } from './Button';
import { CopyButton } from './copy';

type Props = { error: Error; onAgain?: () => void; children?: ReactNode };

export function Failure({ error, onAgain, children }: Props) {
  const { t, or, locale } = useLanguage();
  const problem = error instanceof ApiError ? error.problem : null;
  const key = problem ? `error.${problem.status}` : 'error.network';
  const sentence = or(key, 'error.other');
  // The service explains refusals in English; other readers get the plain sentence first.
  const detail = problem && problem.status < 500 && problem.detail;
  return (
    <div role="alert" className="rounded-2xl border border-line bg-surface p-4 text-sm">
      <p className="text-alarm">{detail && locale === 'en' ? detail : sentence}</p>
      {detail && locale !== 'en' && <p lang="en" className="text-muted">{detail}</p>}
      {problem?.request_id && (
        <p className="mt-1 flex flex-wrap items-center gap-2 text-xs text-muted">
          <span className="select-all">{t('error.request', { id: problem.request_id })}</span>
          <CopyButton text={problem.request_id} />
        </p>
      )}
      {(onAgain || children) && (
        <div className="mt-3 flex flex-wrap gap-2">
          {onAgain && <Button say="chat.again" onClick={onAgain} />}
          {children}
        </div>
      )}
    </div>
  );
}
