/** The jobs that the person is after: each with what it asks for, and what their own words show of it. */
import { useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { get, send } from '../api/client';
import type { Deliverable, FitItem, JobView } from '../api/types';
import { useLanguage } from '../i18n/words';
import { useAction, useKept } from '../shell/action';
import { Failure } from '../shell/Failure';
import { Field } from '../shell/Field';
import { Button } from '../shell/Button';

const STATES = ['interested', 'applied', 'interview', 'offer', 'closed'] as const;
const MET = ['missing', 'shown', 'present'] as const;

type Props = { deliverables: Deliverable[]; onChoose: (id: string) => void };

export function Jobs({ deliverables, onChoose }: Props) {
  const { t } = useLanguage();
  const jobs = useQuery({ queryKey: ['jobs'], queryFn: () => get('/v1/jobs', { limit: 50 }) });
  return (
    <section aria-label={t('jobs.title')} className="border-t border-line pt-6">
      <h3 className="mb-1 font-serif text-lg">{t('jobs.title')}</h3>
      <p className="text-sm text-muted">{t('jobs.text')}</p>
      {jobs.error && <Failure error={jobs.error} onAgain={() => void jobs.refetch()} />}
      <ul className="mt-3 space-y-2">
        {(jobs.data?.items ?? []).map((job) => (
          <li key={job.id}><Job job={job} documents={deliverables.filter((one) => one.job_id === job.id)} onChoose={onChoose} /></li>
        ))}
      </ul>
      <AddJob />
    </section>
  );
}

type JobProps = { job: JobView; documents: Deliverable[]; onChoose: (id: string) => void };

function Job({ job, documents, onChoose }: JobProps) {
  const { t } = useLanguage();
  const [open, setOpen] = useState(false);
  const { busy, error, run } = useAction();
  const make = (kind: Deliverable['kind']) => {
    const brief = kind === 'cover_letter' ? { brief: { purpose: 'application' } } : {};
    run(async () => onChoose(((await send('POST', '/v1/deliverables', { kind, job_id: job.id, ...brief })) as Deliverable).id));
  };
  const name = job.title || t('jobs.untitled');
  const { seniority, keywords } = job.posting;
  const about = [...(seniority ? [t(`jobs.level.${seniority}`)] : []), ...keywords];
  const change = (what: object) => run(() => send('PATCH', `/v1/jobs/${job.id}`, what));
  return (
    <details className="rounded-2xl border border-line bg-surface p-3.5" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="[overflow-wrap:anywhere]">
        {name}
        {job.company && <span className="text-muted"> · {job.company}</span>}
      </summary>
      {about.length > 0 && <p className="mt-2 text-sm text-muted">{about.join(' · ')}</p>}
      <label className="mt-3 flex items-center gap-2 text-sm text-muted">
        {t('jobs.status')}
        <select className="rounded-xl border border-line bg-surface px-2 py-1 text-ink" value={job.status} onChange={(event) => change({ status: event.target.value })}>
          {STATES.map((status) => <option key={status} value={status}>{t(`jobs.status.${status}`)}</option>)}
        </select>
      </label>
      <NextStep job={job} onChange={change} />
      {documents.length > 0 && (
        <ul className="mt-3 space-y-1 text-sm">
          {documents.map((one) => (
            <li key={one.id}>
              <button type="button" className="text-left text-accent underline-offset-4 hover:underline" onClick={() => onChoose(one.id)}>{one.title}</button>
            </li>
          ))}
        </ul>
      )}
      <div className="mt-3 flex flex-wrap gap-2">
        <Button say="jobs.make.cv" disabled={busy} onClick={() => make('cv')} />
        <Button say="jobs.make.pack" disabled={busy} onClick={() => make('interview_pack')} />
        <Button say="jobs.make.letter" disabled={busy} onClick={() => make('cover_letter')} />
      </div>
      {error && <Failure error={error} />}
      {open && <JobFit id={job.id} />}
    </details>
  );
}

/** What comes next, and when: a reminder to oneself. Nothing happens by itself on that day. */
function NextStep({ job, onChange }: { job: JobView; onChange: (what: object) => void }) {
  const { t } = useLanguage();
  const [step, setStep] = useState(job.next_step);
  const keep = () => step !== job.next_step && onChange({ next_step: step });
  return (
    <div className="mt-2 flex flex-wrap items-center gap-2 text-sm">
      <label className="flex min-w-60 flex-1 items-center gap-2 whitespace-nowrap text-muted">
        {t('jobs.next')}
        <input className="w-full rounded-xl border border-line bg-paper px-2 py-1 text-ink" maxLength={500} value={step} onChange={(event) => setStep(event.target.value)} onBlur={keep} />
      </label>
      <input
        type="date"
        aria-label={t('jobs.next.on')}
        className="rounded-xl border border-line bg-paper px-2 py-1"
        value={job.next_on ?? ''}
        onChange={(event) => event.target.value && onChange({ next_on: event.target.value })}
      />
    </div>
  );
}

function JobFit({ id }: { id: string }) {
  const { t } = useLanguage();
  const fit = useQuery({ queryKey: ['fit', id], queryFn: () => get('/v1/jobs/{job_id}/fit', { job_id: id }) });
  if (fit.error) return <Failure error={fit.error} onAgain={() => void fit.refetch()} />;
  if (!fit.data) return null;
  const { items, before, after } = fit.data;
  if (items.length === 0) return <p className="mt-3 text-sm text-muted">{t('jobs.nothing')}</p>;
  return (
    <div className="mt-3 space-y-3 text-sm">
      <p>{t(before === after ? 'jobs.score.same' : 'jobs.score', { before, after })}</p>
      {MET.map((status) => {
        const met = items.filter((item) => item.status === status);
        return met.length > 0 && <Requirements key={status} title={t(`jobs.${status}`)} items={met} />;
      })}
    </div>
  );
}

function Requirements({ title, items }: { title: string; items: FitItem[] }) {
  const { t } = useLanguage();
  return (
    <div>
      <h4 className="small-title">{title}</h4>
      <ul className="mt-1 space-y-1.5">
        {items.map((item) => (
          <li key={item.requirement.start}>
            {item.requirement.text}
            {!item.requirement.must && <span className="text-muted"> · {t('jobs.nice')}</span>}
            {item.quote && <blockquote className="border-l-2 border-accent pl-3 text-muted">{item.quote}</blockquote>}
          </li>
        ))}
      </ul>
    </div>
  );
}

function AddJob() {
  const { t } = useLanguage();
  const [text, setText] = useKept('lifeos.advert', '');
  const { busy, error, run, forget } = useAction();
  const add = (event: FormEvent) => {
    event.preventDefault();
    // What was pasted stays in the field until it is kept.
    run(() => send('POST', '/v1/jobs', { text }).then(() => setText('')));
  };
  return (
    <form className="mt-3 space-y-2" onSubmit={add}>
      <Field label={t('jobs.paste')} rows={3} value={text} onChange={(next) => (forget(), setText(next))} />
      {error && <Failure error={error} />}
      <Button say="jobs.add" type="submit" disabled={busy || !text.trim()} />
    </form>
  );
}
