/** One document: looked at, changed, traced to its words, compared with what it was. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useState } from 'react';
import { contentUrl, get, send, type ContentFormat } from '../api/client';
import type { Deliverable, Story } from '../api/types';
import { Feedback } from '../chat/Feedback';
import { useLanguage } from '../i18n/words';
import { useAction } from '../shell/action';
import { Failure } from '../shell/Failure';
import { Claims } from './Claims';
import { Interview } from './Interview';
import { MessageDesk } from './MessageDesk';
import { Ats, LeftOut, Missing, Unplaced, Untranslated } from './Notes';
import { Preview } from './Preview';
import { Proposals } from './Proposals';
import { Button } from '../shell/Button';

const Edit = lazy(() => import('./Edit'));
const History = lazy(() => import('./History'));

/** The store may follow the events by a moment, and by more under load. */
const PATIENT = { retry: 15, retryDelay: (tries: number) => Math.min(300 * 1.5 ** tries, 2_000), placeholderData: keepPreviousData };
const DOWNLOADS: ContentFormat[] = ['pdf', 'docx', 'json', 'md', 'txt'];
const FORMATS: Partial<Record<ContentFormat, string>> = { docx: 'Word (DOCX)', json: 'JSON Resume', md: 'Markdown', txt: 'TXT' };
const TABS = { cv: ['preview', 'edit', 'sources', 'versions'], interview_pack: ['preview', 'practise', 'sources', 'versions'], message: ['message', 'preview', 'sources', 'versions'] } as const;
type Tab = (typeof TABS)[keyof typeof TABS][number];

type Props = { deliverable: Deliverable; onAnswer: (text?: string) => void; onPractise: (jobId: string | null) => void; onEditing: (editing: boolean) => void };

export function Document({ deliverable, onAnswer, onPractise, onEditing }: Props) {
  const { id: deliverable_id, kind } = deliverable;
  const tabs: readonly Tab[] = kind === 'cv' || kind === 'interview_pack' ? TABS[kind] : TABS.message;
  const [tab, setTab] = useState<Tab>(tabs[0] ?? 'preview');
  const [old, setOld] = useState<number | null>(null);
  const [at, setAt] = useState('');
  const version = old ?? deliverable.version;
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
  const editing = tab === 'edit';
  useEffect(() => {
    onEditing(editing);
    return () => onEditing(false);
  }, [editing, onEditing]);
  useEffect(() => setOld(null), [deliverable.version]);
  const broken = evidence.error ?? written.error;
  const sheet = deliverable.formats.includes('html') && (
    <Preview deliverable={deliverable} version={version} document={written.data?.document} {...(evidence.data && { evidence: evidence.data })} {...(kind === 'cv' && old === null && { onCorrect: (pointer: string) => (setAt(pointer), setTab('edit')) })} />
  );
  return (
    <article className="appear space-y-5">
      <Heading deliverable={deliverable} version={version} onVersion={(n) => setOld(n === deliverable.version ? null : n)} />
      {old !== null && <Restore deliverable={deliverable} old={old} onBack={() => setOld(null)} />}
      <Downloads deliverable={deliverable} version={version} main={tabs !== TABS.message} />
      <div role="group" aria-label={deliverable.title} className="flex gap-1 overflow-x-auto border-b border-line pb-2">
        {tabs.map((one) => (
          <Button say={`tab.${one}`} look="quiet" className="aria-pressed:bg-accent-soft aria-pressed:text-accent" key={one} aria-pressed={one === tab} onClick={() => setTab(one)} />
        ))}
      </div>
      {broken && <Failure error={broken} onAgain={() => (void evidence.refetch(), void written.refetch())} />}
      <Suspense fallback={null}>
        {tab === 'message' && <MessageDesk deliverable={deliverable} />}
        {tab === 'practise' && <Interview deliverable={deliverable} stories={(written.data?.document['stories'] ?? []) as Story[]} onPractise={onPractise} />}
        {tab === 'edit' && written.data && (
          <Edit deliverable={deliverable} written={written.data} at={at} onDone={() => setTab('preview')}>
            {(document) => <Preview deliverable={deliverable} version={deliverable.version} document={document} />}
          </Edit>
        )}
        {tab === 'versions' && <History deliverable={deliverable} />}
      </Suspense>
      {tab === 'preview' && (
        <>
          {sheet}
          {written.data && deliverable.job_id && kind === 'cv' && <Proposals deliverable={deliverable} proposals={written.data.proposals} />}
          {evidence.data && <LeftOut evidence={evidence.data} onAnswer={onAnswer} />}
          {written.data && kind === 'cv' && <Untranslated lines={[...written.data.findings, ...written.data.questions.filter((one) => one.slot === 'translation')].map((one) => one.text)} />}
          <Missing slots={deliverable.missing} onAnswer={onAnswer} />
          <Ats deliverable={deliverable} />
        </>
      )}
      {tab === 'sources' && evidence.data && written.data && (
        <>
          <Claims document={written.data.document} evidence={evidence.data} />
          <Unplaced evidence={evidence.data} />
        </>
      )}
      <Feedback about={{ deliverable: deliverable_id, version }} />
    </article>
  );
}

function Heading({ deliverable, version, onVersion }: { deliverable: Deliverable; version: number; onVersion: (n: number) => void }) {
  const { t, locale } = useLanguage();
  const { rung, model, cost_usd, version: newest } = deliverable;
  const made = rung === 'offline' ? t('rung.offline') : t('rung.model', { model: model ?? rung });
  const cost = cost_usd > 0 ? ` · ${cost_usd.toLocaleString(locale, { style: 'currency', currency: 'USD', maximumSignificantDigits: 2 })}` : '';
  return (
    <header>
      <h2 className="font-serif text-2xl tracking-tight [overflow-wrap:anywhere]">{deliverable.title}</h2>
      <p className="mt-1 flex flex-wrap items-center gap-x-2 gap-y-1 text-sm text-muted">
        {newest > 1 && <Step label={t('history.earlier')} sign="‹" disabled={version <= 1} onPress={() => onVersion(version - 1)} />}
        <span>{newest > 1 ? t('history.of', { n: version, total: newest }) : t('panel.version', { n: version })}</span>
        {newest > 1 && <Step label={t('history.later')} sign="›" disabled={version >= newest} onPress={() => onVersion(version + 1)} />}
        <span className="rounded-full bg-accent-soft px-2.5 py-0.5 text-xs text-accent">{made + cost}</span>
      </p>
      {deliverable.stale && <Stale deliverable={deliverable} />}
    </header>
  );
}

function Step({ label, sign, disabled, onPress }: { label: string; sign: string; disabled: boolean; onPress: () => void }) {
  return <Button look="icon" className="disabled:opacity-30" aria-label={label} disabled={disabled} onClick={onPress}>{sign}</Button>;
}

/** What is looked at is not what is current. */
function Restore({ deliverable: { id, version }, old, onBack }: { deliverable: Deliverable; old: number; onBack: () => void }) {
  const { t } = useLanguage();
  const { busy, error, run } = useAction();
  return (
    <div className="space-y-2 rounded-2xl bg-accent-soft p-3.5 text-sm">
      <p role="status">{t('history.old')}</p>
      <Button say="history.restore" look="main" disabled={busy} onClick={() => run(() => send('POST', `/v1/deliverables/${id}/restore`, { version: old }, version))} />
      <Button say="history.newest" look="quiet" onClick={onBack} />
      {error && <Failure error={error} />}
    </div>
  );
}

/** A fact that it uses was corrected or taken back: the patched version is one press away. */
function Stale({ deliverable: { id, version } }: { deliverable: Deliverable }) {
  const { t } = useLanguage();
  const { busy, error, run } = useAction();
  return (
    <div className="mt-2 space-y-2">
      <p className="text-sm text-alarm">{t('panel.stale')}</p>
      <Button say="panel.update" disabled={busy} onClick={() => run(() => send('POST', `/v1/deliverables/${id}/update`, undefined, version))} />
      {error && <Failure error={error} />}
    </div>
  );
}

function Downloads({ deliverable, version, main }: { deliverable: Deliverable; version: number; main: boolean }) {
  const { t } = useLanguage();
  const there = DOWNLOADS.filter((format) => deliverable.formats.includes(format));
  const link = (format: ContentFormat, look: string) => (
    <a key={format} download href={contentUrl(deliverable.id, format, version)} aria-label={`${t('panel.download')} ${format.toUpperCase()}`} className={look}>
      {format === 'pdf' ? `${t('panel.download')} PDF` : FORMATS[format]}
    </a>
  );
  return (
    <nav aria-label={t('panel.download')} className="flex flex-wrap items-center gap-2">
      {there.includes('pdf') && link('pdf', main ? 'main-button' : 'outline-button')}
      <details className="relative" onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.removeAttribute('open')} onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && event.currentTarget.removeAttribute('open')}>
        <summary className="outline-button list-none">{t('panel.download.more')}</summary>
        <div className="absolute z-20 mt-1 flex min-w-44 flex-col rounded-2xl border border-line bg-surface p-1.5 shadow-sheet">{there.filter((format) => format !== 'pdf').map((format) => link(format, 'quiet-button text-left'))}</div>
      </details>
    </nav>
  );
}
