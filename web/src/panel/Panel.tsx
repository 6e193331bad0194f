/** The documents of all conversations: a shelf of everything, or one of them opened. */
import { useState } from 'react';
import type { Deliverable } from '../api/types';
import { DocumentCard } from '../chat/Message';
import type { Live } from '../chat/live';
import { isKey, useLanguage } from '../i18n/words';
import { Failure } from '../shell/Failure';
import { Document } from './Document';
import { Jobs } from './Jobs';
import { Button } from '../shell/Button';

const SHELVES = { cv: ['cv'], interview: ['interview_pack'], outreach: ['linkedin_note', 'linkedin_message', 'email', 'follow_up', 'cover_letter'] } as const;
type Shelf = keyof typeof SHELVES;
const TABS = ['all', 'cv', 'interview', 'outreach', 'jobs'] as const;

type Props = {
  deliverables: Deliverable[];
  error: Error | null;
  shown: Deliverable | null;
  live: Live | null;
  onChoose: (id: string | null) => void;
  onAnswer: (text?: string) => void;
  onPractise: (jobId: string | null) => void;
  onEditing: (editing: boolean) => void;
};

export default function Panel({ deliverables, error, shown, live, onChoose, onAnswer, onPractise, onEditing }: Props) {
  const { t } = useLanguage();
  const making = live?.progress && live.phase !== 'done' ? live.progress : null;
  const printed = deliverables.filter((one) => one.version > 0);
  return (
    <div className="space-y-5 p-6 max-md:p-4">
      {making && <Making progress={making} />}
      {error && <Failure error={error} />}
      {shown?.status === 'failed' && <p role="alert" className="text-sm text-alarm">{shown.problem ?? t('panel.broken')}</p>}
      {shown && shown.version > 0 ? (
        <>
          <Button look="quiet" className="-ml-3" onClick={() => onChoose(null)}>‹ {t('panel.shelf')}</Button>
          <Document key={shown.id} deliverable={shown} onAnswer={onAnswer} onPractise={onPractise} onEditing={onEditing} />
        </>
      ) : <Shelves deliverables={printed} onChoose={onChoose} bare={making !== null} />}
    </div>
  );
}

function Shelves({ deliverables, onChoose, bare }: { deliverables: Deliverable[]; onChoose: Props['onChoose']; bare: boolean }) {
  const { t } = useLanguage();
  const [tab, setTab] = useState<(typeof TABS)[number]>('all');
  const kinds: readonly string[] | undefined = SHELVES[tab as Shelf];
  const on = deliverables.filter((one) => !kinds || kinds.includes(one.kind));
  return (
    <>
      <div role="group" aria-label={t('panel.label')} className="flex gap-1 overflow-x-auto">
        {TABS.map((one) => (
          <Button say={`shelf.${one}`} look="quiet" className="aria-pressed:bg-accent-soft aria-pressed:text-accent" key={one} aria-pressed={one === tab} onClick={() => setTab(one)} />
        ))}
      </div>
      {tab !== 'jobs' && <ul className="space-y-2">{on.map((one) => <li key={one.id}><DocumentCard deliverable={one} onOpen={() => onChoose(one.id)} /></li>)}</ul>}
      {tab !== 'jobs' && on.length === 0 && !bare && (tab === 'all' || tab === 'cv' ? <Nothing /> : <p className="text-sm text-muted">{t(`shelf.${tab}.none`)}</p>)}
      {(tab === 'all' || tab === 'jobs') && <Jobs deliverables={deliverables} onChoose={onChoose} />}
    </>
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
        <span className="text-muted">{progress.done}/{progress.total}</span>
      </p>
      <progress aria-label={step} max={progress.total} value={progress.done} className="bar mt-3" />
    </div>
  );
}

function Nothing() {
  const { t } = useLanguage();
  return (
    <div className="pt-[8vh] pb-6 text-center max-md:pt-4">
      <div aria-hidden className="mx-auto grid h-44 w-32 content-start gap-2.5 rounded-md border border-line bg-surface p-4 shadow-sheet">
        <i className="h-2 w-14 rounded bg-accent" />
        <i className="mb-2 h-1 w-20 rounded bg-line" />
        {[20, 16, 22, 14, 20, 12].map((width, place) => <i key={place} className="h-1 rounded bg-sunken" style={{ width: `${width * 4}px` }} />)}
      </div>
      <h2 className="mt-6 font-serif text-xl">{t('panel.empty.title')}</h2>
      <p className="mx-auto mt-2 max-w-xs text-sm text-muted">{t('panel.empty.text')}</p>
    </div>
  );
}
