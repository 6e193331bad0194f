/** An error as a sentence, with the request's id to copy for whoever is asked for help. */
import type { ReactNode } from 'react';
import { ApiError } from '../api/client';
import { useLanguage } from '../i18n/words';
import { Button } from './Button';
import { CopyButton } from './copy';

type Props = { error: Error; onAgain?: () => void; children?: ReactNode };

export function Failure({ error, onAgain, children }: Props) {
  const { t, or } = useLanguage();
  const problem = error instanceof ApiError ? error.problem : null;
  // The service says why it refuses and what to do. What broke, and who is logged out, are told in the page's own words.
  const refused = problem && problem.status < 500 && problem.status !== 401 && problem.detail;
  return (
    <div role="alert" className="rounded-2xl border border-line bg-surface p-4 text-sm">
      <p className="text-alarm">{refused || or(problem ? `error.${problem.status}` : 'error.network', 'error.other')}</p>
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
