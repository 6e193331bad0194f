/** What an advert suggests for the CV of its job: each change is taken or refused by itself. */
import { send } from '../api/client';
import type { Deliverable, Proposal } from '../api/types';
import { useLanguage } from '../i18n/words';
import { useAction } from '../shell/action';
import { Failure } from '../shell/Failure';
import { Button } from '../shell/Button';

export function Proposals({ deliverable, proposals }: { deliverable: Deliverable; proposals: Proposal[] }) {
  const { t } = useLanguage();
  const { busy, error, run } = useAction();
  const decide = (id: string, verb: 'accept' | 'refuse') => run(() => send('POST', `/v1/jobs/${deliverable.job_id}/changes/${id}/${verb}`));
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
              {one.after.map((value, place) => {
                const line = shown(value);
                const added = !one.before.some((other) => shown(other) === line);
                return (
                  <li key={place} className={shown(one.before[place]) === line ? '' : 'text-ink'}>{added ? <ins className="bg-mark no-underline">{line}</ins> : line}</li>
                );
              })}
            </ol>
            <div className="mt-2 flex flex-wrap gap-2">
              <Button say="proposals.accept" disabled={busy} onClick={() => decide(one.id, 'accept')} />
              <Button say="proposals.refuse" look="quiet" disabled={busy} onClick={() => decide(one.id, 'refuse')} />
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
