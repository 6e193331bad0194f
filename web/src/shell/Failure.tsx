/** An error as a sentence, with the request's id for whoever is asked for help. */
import type { ReactNode } from 'react';
import { ApiError } from '../api/client';
import { isKey, useLanguage } from '../i18n/words';

type Props = { error: Error; onAgain?: () => void; children?: ReactNode };

export function Failure({ error, onAgain, children }: Props) {
  const { t } = useLanguage();
  const problem = error instanceof ApiError ? error.problem : null;
  const key = problem ? `error.${problem.status}` : 'error.network';
  const sentence = isKey(key) ? t(key) : problem && problem.status < 500 && problem.detail ? problem.detail : t('error.other');
  return (
    <div role="alert" className="rounded-2xl border border-line bg-surface p-4 text-sm">
      <p className="text-alarm">{sentence}</p>
      {problem?.request_id && (
        <p className="mt-1 text-xs text-muted select-all">{t('error.request', { id: problem.request_id })}</p>
      )}
      {(onAgain || children) && (
        <div className="mt-3 flex flex-wrap gap-2">
          {onAgain && (
            <button type="button" className="outline-button" onClick={onAgain}>
              {t('chat.again')}
            </button>
          )}
          {children}
        </div>
      )}
    </div>
  );
}
