/** Beside an interview pack: practise in the chat, read what was noticed, and tell how the real interview went. */
import { useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { get, send } from '../api/client';
import type { DebriefView, Deliverable, PracticeView, Story } from '../api/types';
import { shownDay, useLanguage } from '../i18n/words';
import { useAction, useKept } from '../shell/action';
import { Failure } from '../shell/Failure';
import { Field } from '../shell/Field';
import { Understood } from './Understood';
import { Button } from '../shell/Button';

const SHOWN = 5;
const STORY_PARTS = ['situation', 'task', 'action', 'result', 'reflection'] as const;

type Props = { deliverable: Deliverable; stories: Story[]; onPractise: (jobId: string | null) => void };

export function Interview({ deliverable, stories, onPractise }: Props) {
  const { t } = useLanguage();
  const rounds = useQuery({ queryKey: ['rounds'], queryFn: () => get('/v1/practice', { limit: 50 }) });
  const own = (rounds.data?.items ?? []).filter((one) => one.deliverable === deliverable.id).slice(0, SHOWN);
  return (
    <section aria-label={t('practice.title')} className="space-y-3">
      <h3 className="font-serif text-lg">{t('practice.title')}</h3>
      <p className="text-sm text-muted">{t('practice.text')}</p>
      <Button say="practice.press" look="main" onClick={() => onPractise(deliverable.job_id ?? null)} />
      {rounds.error && <Failure error={rounds.error} onAgain={() => void rounds.refetch()} />}
      {own.map((one) => <Round key={one.id} id={one.id} answered={one.answered} total={one.total} at={one.at} />)}
      <Debrief jobId={deliverable.job_id ?? null} />
      <Stories stories={stories} />
    </section>
  );
}

/** What the person can tell, in their own words; a part that was not told shows as a gap. */
function Stories({ stories }: { stories: Story[] }) {
  const { t } = useLanguage();
  if (stories.length === 0) return null;
  return (
    <section aria-label={t('stories.title')} className="space-y-2">
      <h3 className="font-serif text-lg">{t('stories.title')}</h3>
      <p className="text-sm text-muted">{t('stories.text')}</p>
      {stories.map((story) => (
        <details key={story.id} className="rounded-2xl border border-line bg-surface p-3.5 text-sm">
          <summary className="[overflow-wrap:anywhere]">{story.title}</summary>
          <dl className="mt-2 space-y-1.5">
            {STORY_PARTS.map((part) => (
              <div key={part}>
                <dt className="small-title">{t(`story.${part}`)}</dt>
                <dd className={story[part] ? '' : 'text-muted'}>{story[part] || t('panel.missing')}</dd>
              </div>
            ))}
          </dl>
        </details>
      ))}
    </section>
  );
}

function Round({ id, answered, total, at }: { id: string; answered: number; total: number; at: string }) {
  const { t, locale } = useLanguage();
  const [open, setOpen] = useState(false);
  const round = useQuery({ queryKey: ['round', id, answered], queryFn: () => get('/v1/practice/{practice_id}', { practice_id: id }), enabled: open });
  return (
    <details className="rounded-2xl border border-line bg-surface p-3.5 text-sm" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('practice.round', { day: shownDay(at, locale), n: answered, total })}</summary>
      {round.error && <Failure error={round.error} onAgain={() => void round.refetch()} />}
      <ol className="mt-2 space-y-3">{(round.data?.answers ?? []).map((answer) => <Answered key={answer.number} round={id} answer={answer} />)}</ol>
    </details>
  );
}

function Answered({ round, answer }: { round: string; answer: PracticeView['answers'][number] }) {
  const [kept, setKept] = useState<DebriefView | null>(null);
  const { busy, error, run } = useAction();
  const keep = () => run(async () => setKept((await send('POST', `/v1/practice/${round}/answers/${answer.number}/keep`)) as DebriefView));
  return (
    <li className="space-y-1.5">
      <blockquote className="border-l-2 border-accent pl-3">{answer.text}</blockquote>
      <ul className="list-disc pl-5 text-muted">{(answer.review?.findings ?? []).map((finding) => <li key={finding.text}>{finding.text}</li>)}</ul>
      {answer.review && answer.review.new.length > 0 && !kept && <Button say="practice.keep" disabled={busy} onClick={keep} />}
      {kept && <LookOver debrief={kept} onChange={setKept} />}
      {error && <Failure error={error} />}
    </li>
  );
}

function Debrief({ jobId }: { jobId: string | null }) {
  const { t } = useLanguage();
  const [text, setText] = useKept('lifeos.debrief', '');
  const [told, setTold] = useState<DebriefView | null>(null);
  const { busy, error, run } = useAction();
  const tell = (event: FormEvent) => {
    event.preventDefault();
    // What was typed stays in the field until it was understood.
    run(async () => {
      setTold((await send('POST', '/v1/debriefs', { text, ...(jobId ? { job_id: jobId } : {}) })) as DebriefView);
      setText('');
    });
  };
  return (
    <details className="rounded-2xl border border-line bg-surface p-3.5 text-sm">
      <summary>{t('debrief.title')}</summary>
      <form className="mt-2 space-y-2" onSubmit={tell}>
        <p className="text-muted">{t('debrief.text')}</p>
        <Field label={t('debrief.label')} rows={4} value={text} onChange={setText} />
        {error && <Failure error={error} />}
        <Button say="debrief.tell" type="submit" disabled={busy || !text.trim()} />
      </form>
      {told && <LookOver debrief={told} onChange={setTold} />}
    </details>
  );
}

function LookOver({ debrief, onChange }: { debrief: DebriefView; onChange: (debrief: DebriefView) => void }) {
  const { t } = useLanguage();
  const [update, setUpdate] = useState(true);
  const { busy, error, run } = useAction();
  const confirm = (leave_out: string[]) =>
    run(async () => onChange((await send('POST', `/v1/debriefs/${debrief.id}/confirm`, { leave_out, update_cv: Boolean(debrief.cv) && update })) as DebriefView));
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
            <ul className="list-disc pl-8 text-muted">{debrief.cv.changes.map((change) => <li key={change}>{change}</li>)}</ul>
          </div>
        )}
      </Understood>
      {error && <Failure error={error} />}
    </div>
  );
}
