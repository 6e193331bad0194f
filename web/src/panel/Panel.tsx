/** The documents: one at a time, with what is missing, what is asked, and where every line comes from. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { contentUrl, get, send, type ContentFormat } from '../api/client';
import type { Deliverable, Evidence, Question } from '../api/types';
import type { Live } from '../chat/live';
import { isKey, useLanguage } from '../i18n/words';
import { Failure } from '../shell/Failure';
import { Claims } from './Claims';
import { Interview } from './Interview';
import { Jobs } from './Jobs';
import { MessageDesk } from './MessageDesk';
import { Proposals } from './Proposals';
import { Sheet } from './Sheet';

/** The store may follow the events by a moment, and by more under load. */
const PATIENT = { retry: 15, retryDelay: (tries: number) => Math.min(300 * 1.5 ** tries, 2_000) };
const MESSAGES: Deliverable['kind'][] = ['linkedin_note', 'linkedin_message', 'email', 'follow_up', 'cover_letter'];
const DOWNLOADS: ContentFormat[] = ['pdf', 'docx', 'json', 'md', 'txt'];

type Props = {
  deliverables: Deliverable[];
  error: Error | null;
  shown: Deliverable | null;
  live: Live | null;
  onChoose: (id: string) => void;
  onAnswer: () => void;
  onPractise: (jobId: string | null) => void;
};

export function Panel({ deliverables, error, shown, live, onChoose, onAnswer, onPractise }: Props) {
  const { t } = useLanguage();
  const making = live?.progress && live.phase !== 'done' ? live.progress : null;
  const printed = deliverables.filter((one) => one.version > 0);
  return (
    <div className="space-y-6 p-6 max-md:p-4">
      {(printed.length > 1 || (printed.length > 0 && !shown)) && (
        <select
          aria-label={t('panel.choose')}
          className="w-full rounded-xl border border-line bg-surface px-3 py-2 text-sm"
          value={shown?.id ?? ''}
          onChange={(event) => onChoose(event.target.value)}
        >
          {!shown && <option value="">{t('panel.label')}</option>}
          {printed.map((one) => (
            <option key={one.id} value={one.id}>
              {one.title} · {t('panel.version', { n: one.version })}
            </option>
          ))}
        </select>
      )}
      {error && <Failure error={error} />}
      {making && <Making progress={making} />}
      {shown && shown.version > 0 ? <Document key={shown.id} deliverable={shown} onAnswer={onAnswer} onPractise={onPractise} /> : !making && <Nothing />}
      {shown?.status === 'failed' && <p role="alert" className="text-sm text-alarm">{shown.problem ?? t('panel.broken')}</p>}
      <Jobs deliverables={printed} onChoose={onChoose} />
    </div>
  );
}

function Document({ deliverable, onAnswer, onPractise }: { deliverable: Deliverable } & Pick<Props, 'onAnswer' | 'onPractise'>) {
  const { t } = useLanguage();
  const { id: deliverable_id, version } = deliverable;
  const evidence = useQuery({
    queryKey: ['evidence', deliverable_id, version],
    queryFn: async () => {
      const stored = await get('/v1/deliverables/{deliverable_id}', { deliverable_id });
      if (stored.version < version) throw new Error('the store is a moment behind the events');
      return get('/v1/deliverables/{deliverable_id}/versions/{version}/evidence', { deliverable_id, version });
    },
    ...PATIENT,
  });
  const written = useQuery({
    queryKey: ['version', deliverable_id, version],
    queryFn: () => get('/v1/deliverables/{deliverable_id}/versions/{version}', { deliverable_id, version }),
    ...PATIENT,
  });
  const broken = evidence.error ?? written.error;
  return (
    <article className="appear space-y-7">
      <header>
        <h2 className="font-serif text-2xl tracking-tight [overflow-wrap:anywhere]">{deliverable.title}</h2>
        <p className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-muted">
          <span>{t('panel.version', { n: version })}</span>
          <span className="rounded-full bg-accent-soft px-2.5 py-0.5 text-xs text-accent">
            {deliverable.rung === 'offline' ? t('rung.offline') : t('rung.model', { model: deliverable.model ?? deliverable.rung })}
          </span>
        </p>
        {deliverable.stale && <Stale deliverable={deliverable} />}
      </header>
      <Downloads deliverable={deliverable} />
      {MESSAGES.includes(deliverable.kind) && <MessageDesk deliverable={deliverable} />}
      {deliverable.kind === 'interview_pack' && <Interview deliverable={deliverable} onPractise={onPractise} />}
      {deliverable.formats.includes('html') && evidence.data && !MESSAGES.includes(deliverable.kind) && <Sheet deliverable={deliverable} />}
      {written.data && deliverable.job_id && <Proposals deliverable={deliverable} proposals={written.data.proposals} />}
      {broken && <Failure error={broken} onAgain={() => (void evidence.refetch(), void written.refetch())} />}
      {evidence.data && <LeftOut evidence={evidence.data} onAnswer={onAnswer} />}
      {written.data && <Untranslated questions={written.data.questions} />}
      {deliverable.missing.length > 0 && (
        <Section title={t('panel.missing')}>
          <p className="text-sm text-muted">{t('panel.missing.text')}</p>
          <ul className="mt-2 flex flex-wrap gap-1.5">
            {deliverable.missing.map((slot) => {
              const key = `slot.${slot}`;
              return (
                <li key={slot} className="rounded-full bg-sunken px-3 py-1 text-sm">
                  {isKey(key) ? t(key) : slot}
                </li>
              );
            })}
          </ul>
        </Section>
      )}
      {evidence.data && evidence.data.unplaced.length > 0 && (
        <Section title={t('panel.unplaced')}>
          <p className="text-sm text-muted">{t('panel.unplaced.text')}</p>
          <ul className="mt-2 space-y-1.5 text-sm">
            {evidence.data.unplaced.map((one) => (
              <li key={one.evidence.id + one.evidence.start} className="border-l-2 border-line pl-3">
                {one.text}
              </li>
            ))}
          </ul>
        </Section>
      )}
      {evidence.data && written.data && (
        <Section title={t('panel.claims')}>
          <Claims document={written.data.document} evidence={evidence.data} />
        </Section>
      )}
      <Ats deliverable={deliverable} />
    </article>
  );
}

/** A fact that it uses was corrected or taken back: the patched version is one press away. */
function Stale({ deliverable: { id, version } }: { deliverable: Deliverable }) {
  const { t } = useLanguage();
  const queries = useQueryClient();
  const [error, setError] = useState<Error | null>(null);
  const update = () => void send('POST', `/v1/deliverables/${id}/update`, undefined, version).then(() => queries.invalidateQueries(), setError);
  return (
    <div className="mt-2 space-y-2">
      <p className="text-sm text-alarm">{t('panel.stale')}</p>
      <button type="button" className="outline-button" onClick={update}>
        {t('panel.update')}
      </button>
      {error && <Failure error={error} />}
    </div>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title}>
      <h3 className="mb-1 font-serif text-lg">{title}</h3>
      {children}
    </section>
  );
}

function Downloads({ deliverable }: { deliverable: Deliverable }) {
  const { t } = useLanguage();
  return (
    <nav aria-label={t('panel.download')} className="flex flex-wrap items-center gap-2">
      {DOWNLOADS.filter((format) => deliverable.formats.includes(format)).map((format) => (
        <a
          key={format}
          download
          href={contentUrl(deliverable.id, format, deliverable.version)}
          aria-label={`${t('panel.download')} ${format.toUpperCase()}`}
          className={format === 'pdf' ? 'main-button' : 'outline-button'}
        >
          {format === 'pdf' ? `${t('panel.download')} PDF` : format.toUpperCase()}
        </a>
      ))}
    </nav>
  );
}

function LeftOut({ evidence, onAnswer }: { evidence: Evidence; onAnswer: () => void }) {
  const { t } = useLanguage();
  const [hidden, setHidden] = useState<string[]>([]);
  const asked = evidence.left_out.filter((one) => !hidden.includes(one.pointer));
  if (asked.length === 0) return null;
  return (
    <Section title={t('panel.leftout')}>
      <ul className="space-y-3">
        {asked.map((one) => (
          <li key={one.pointer} className="rounded-2xl border border-line bg-surface p-3.5 text-sm">
            <p>{one.question}</p>
            <p className="mt-1 text-muted">{one.reason}</p>
            <div className="mt-2 flex flex-wrap gap-2">
              <button type="button" className="outline-button" onClick={onAnswer}>
                {t('panel.leftout.answer')}
              </button>
              <button type="button" className="quiet-button" onClick={() => setHidden([...hidden, one.pointer])}>
                {t('panel.leftout.no')}
              </button>
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** What stayed in the person's language, because its translation could not be borne out. */
function Untranslated({ questions }: { questions: Question[] }) {
  const { t } = useLanguage();
  const asked = questions.filter((one) => one.slot === 'translation');
  if (asked.length === 0) return null;
  return (
    <Section title={t('panel.untranslated')}>
      <ul className="list-disc space-y-1 pl-5 text-sm">
        {asked.map((one) => (
          <li key={one.text}>{one.text}</li>
        ))}
      </ul>
    </Section>
  );
}

function Ats({ deliverable: { ats } }: { deliverable: Deliverable }) {
  const { t } = useLanguage();
  if (!ats) return null;
  const findings = [...new Set(ats.findings.map((finding) => finding.text))];
  return (
    <Section title={t('panel.ats')}>
      <p className="text-sm text-muted">{ats.passed ? t('panel.ats.passed', { n: ats.readers.length }) : t('panel.ats.failed')}</p>
      {findings.length > 0 && (
        <ul className="mt-2 list-disc space-y-1 pl-5 text-sm">
          {findings.map((finding) => (
            <li key={finding}>{finding}</li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function Making({ progress }: { progress: NonNullable<Live['progress']> }) {
  const { t } = useLanguage();
  const key = `live.step.${progress.step}`;
  const title = t(progress.kind === 'cv' ? 'kind.cv' : 'kind.other');
  const step = isKey(key) ? t(key, { title }) : t('live.making', { title });
  return (
    <div className="rounded-2xl border border-line bg-surface p-4">
      <p className="flex justify-between text-sm">
        <span>{step}</span>
        <span className="text-muted">
          {progress.done}/{progress.total}
        </span>
      </p>
      <progress aria-label={step} max={progress.total} value={progress.done} className="bar mt-3" />
    </div>
  );
}

function Nothing() {
  const { t } = useLanguage();
  return (
    <div className="pt-[14vh] text-center max-md:pt-4 max-md:pb-10">
      <div aria-hidden className="mx-auto grid h-44 w-32 content-start gap-2.5 rounded-md border border-line bg-surface p-4 shadow-sheet">
        <i className="h-2 w-14 rounded bg-accent" />
        <i className="mb-2 h-1 w-20 rounded bg-line" />
        {[20, 16, 22, 14, 20, 12].map((width, place) => (
          <i key={place} className="h-1 rounded bg-sunken" style={{ width: `${width * 4}px` }} />
        ))}
      </div>
      <h2 className="mt-6 font-serif text-xl">{t('panel.empty.title')}</h2>
      <p className="mx-auto mt-2 max-w-xs text-sm text-muted">{t('panel.empty.text')}</p>
    </div>
  );
}
