/** What an advert suggests for the CV of its job: each change is taken or refused by itself. */
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { send } from '../api/client';
import type { Deliverable, Proposal } from '../api/types';
import { useLanguage } from '../i18n/words';
import { Failure } from '../shell/Failure';

export function Proposals({ deliverable, proposals }: { deliverable: Deliverable; proposals: Proposal[] }) {
  const { t } = useLanguage();
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<Error | null>(null);
  const decide = (id: string, verb: 'accept' | 'refuse') => {
    setBusy(true);
    setError(null);
    send('POST', `/v1/jobs/${deliverable.job_id}/changes/${id}/${verb}`)
      .then(() => queries.invalidateQueries(), setError)
      .finally(() => setBusy(false));
  };
  if (proposals.length === 0) return null;
  return (
    <section aria-label={t('proposals.title')}>
      <h3 className="mb-1 font-serif text-lg">{t('proposals.title')}</h3>
      <p className="text-sm text-muted">{t('proposals.text')}</p>
      <ul className="mt-2 space-y-3">
        {proposals.map((one) => (
          <li key={one.id} className="rounded-2xl border border-line bg-surface p-3.5 text-sm">
            <p>{one.why}</p>
            <ol className="mt-2 list-decimal space-y-0.5 pl-5 text-muted">
              {one.after.map((value, place) => (
                <li key={place} className={one.before[place] === value ? '' : 'text-ink'}>
                  {shown(value)}
                </li>
              ))}
            </ol>
            <div className="mt-2 flex flex-wrap gap-2">
              <button type="button" className="outline-button" disabled={busy} onClick={() => decide(one.id, 'accept')}>
                {t('proposals.accept')}
              </button>
              <button type="button" className="quiet-button" disabled={busy} onClick={() => decide(one.id, 'refuse')}>
                {t('proposals.refuse')}
              </button>
            </div>
          </li>
        ))}
      </ul>
      {error && <Failure error={error} />}
    </section>
  );
}

/** A line of a job, or a skill by its name. */
function shown(value: unknown): string {
  return typeof value === 'object' && value !== null && 'name' in value ? String(value.name) : String(value);
}
