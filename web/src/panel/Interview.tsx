/** Beside an interview pack: practise in the chat, read what was noticed, and tell how the real interview went. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useId, useState, type FormEvent } from 'react';
import { get, send } from '../api/client';
import type { DebriefView, Deliverable, PracticeView } from '../api/types';
import { useLanguage } from '../i18n/words';
import { Failure } from '../shell/Failure';
import { Understood } from './Understood';

const SHOWN = 5;

export function Interview({ deliverable, onPractise }: { deliverable: Deliverable; onPractise: (jobId: string | null) => void }) {
  const { t } = useLanguage();
  const rounds = useQuery({ queryKey: ['rounds'], queryFn: () => get('/v1/practice', { limit: 50 }) });
  const own = (rounds.data?.items ?? []).filter((one) => one.deliverable === deliverable.id).slice(0, SHOWN);
  return (
    <section aria-label={t('practice.title')} className="space-y-3">
      <h3 className="font-serif text-lg">{t('practice.title')}</h3>
      <p className="text-sm text-muted">{t('practice.text')}</p>
      <button type="button" className="main-button" onClick={() => onPractise(deliverable.job_id ?? null)}>
        {t('practice.press')}
      </button>
      {rounds.error && <Failure error={rounds.error} onAgain={() => void rounds.refetch()} />}
      {own.map((one) => (
        <Round key={one.id} id={one.id} answered={one.answered} total={one.total} at={one.at} />
      ))}
      <Debrief jobId={deliverable.job_id ?? null} />
    </section>
  );
}

function Round({ id, answered, total, at }: { id: string; answered: number; total: number; at: string }) {
  const { t, locale } = useLanguage();
  const [open, setOpen] = useState(false);
  const round = useQuery({ queryKey: ['round', id, answered], queryFn: () => get('/v1/practice/{practice_id}', { practice_id: id }), enabled: open });
  const day = new Date(at).toLocaleDateString(locale, { day: 'numeric', month: 'long' });
  return (
    <details className="rounded-2xl border border-line bg-surface p-3.5 text-sm" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('practice.round', { day, n: answered, total })}</summary>
      {round.error && <Failure error={round.error} onAgain={() => void round.refetch()} />}
      <ol className="mt-2 space-y-3">
        {(round.data?.answers ?? []).map((answer) => (
          <Answered key={answer.number} round={id} answer={answer} />
        ))}
      </ol>
    </details>
  );
}

function Answered({ round, answer }: { round: string; answer: PracticeView['answers'][number] }) {
  const { t } = useLanguage();
  const [kept, setKept] = useState<DebriefView | null>(null);
  const [error, setError] = useState<Error | null>(null);
  const keep = () => {
    setError(null);
    send('POST', `/v1/practice/${round}/answers/${answer.number}/keep`).then((found) => setKept(found as DebriefView), setError);
  };
  return (
    <li className="space-y-1.5">
      <blockquote className="border-l-2 border-accent pl-3">{answer.text}</blockquote>
      <ul className="list-disc pl-5 text-muted">
        {(answer.review?.findings ?? []).map((finding) => (
          <li key={finding.text}>{finding.text}</li>
        ))}
      </ul>
      {answer.review && answer.review.new.length > 0 && !kept && (
        <button type="button" className="outline-button" onClick={keep}>
          {t('practice.keep')}
        </button>
      )}
      {kept && <LookOver debrief={kept} onChange={setKept} />}
      {error && <Failure error={error} />}
    </li>
  );
}

function Debrief({ jobId }: { jobId: string | null }) {
  const { t } = useLanguage();
  const id = useId();
  const [text, setText] = useState('');
  const [busy, setBusy] = useState(false);
  const [told, setTold] = useState<DebriefView | null>(null);
  const [error, setError] = useState<Error | null>(null);
  const tell = (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setError(null);
    // What was typed stays in the field until it was understood.
    send('POST', '/v1/debriefs', { text, ...(jobId ? { job_id: jobId } : {}) })
      .then((found) => (setTold(found as DebriefView), setText('')), setError)
      .finally(() => setBusy(false));
  };
  return (
    <details className="rounded-2xl border border-line bg-surface p-3.5 text-sm">
      <summary>{t('debrief.title')}</summary>
      <form className="mt-2 space-y-2" onSubmit={tell}>
        <p className="text-muted">{t('debrief.text')}</p>
        <label htmlFor={id}>{t('debrief.label')}</label>
        <textarea id={id} rows={4} value={text} className="field-sizing-content max-h-56 w-full rounded-2xl border border-line bg-paper px-3 py-2" onChange={(event) => setText(event.target.value)} />
        {error && <Failure error={error} />}
        <button type="submit" className="outline-button" disabled={busy || !text.trim()}>
          {t('debrief.tell')}
        </button>
      </form>
      {told && <LookOver debrief={told} onChange={setTold} />}
    </details>
  );
}

function LookOver({ debrief, onChange }: { debrief: DebriefView; onChange: (debrief: DebriefView) => void }) {
  const { t } = useLanguage();
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [update, setUpdate] = useState(true);
  const [error, setError] = useState<Error | null>(null);
  const confirm = (leave_out: string[]) => {
    setBusy(true);
    setError(null);
    send('POST', `/v1/debriefs/${debrief.id}/confirm`, { leave_out, update_cv: Boolean(debrief.cv) && update })
      .then((found) => (onChange(found as DebriefView), queries.invalidateQueries()), setError)
      .finally(() => setBusy(false));
  };
  if (debrief.status !== 'understood') {
    const key = debrief.status === 'confirmed' ? 'debrief.confirmed' : debrief.status === 'nothing_new' ? 'debrief.nothing' : 'debrief.later';
    return <p role="status">{t(key)}</p>;
  }
  return (
    <div className="mt-2 space-y-2">
      <p role="status">{t('debrief.understood')}</p>
      <Understood facts={debrief.facts} busy={busy} onConfirm={confirm}>
        {debrief.cv && (
          <div>
            <label className="flex items-start gap-2">
              <input type="checkbox" className="mt-1 accent-accent" checked={update} onChange={() => setUpdate(!update)} />
              {t('debrief.cv')}
            </label>
            <ul className="list-disc pl-8 text-muted">
              {debrief.cv.changes.map((change) => (
                <li key={change}>{change}</li>
              ))}
            </ul>
          </div>
        )}
      </Understood>
      {error && <Failure error={error} />}
    </div>
  );
}
