/** The whole page of a person who is logged in: conversations, chat, documents. */
import { useQuery } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { get } from '../api/client';
import type { Persona, TurnRequest } from '../api/types';
import { Chat } from '../chat/Chat';
import { merged, newest } from '../chat/live';
import { useTurn } from '../chat/useTurn';
import { useLanguage } from '../i18n/words';
import { Panel } from '../panel/Panel';
import { Drawer } from './Drawer';
import { sessionInAddress, useMedia, useSessionAddress } from './hooks';
import { PersonaPicker } from './PersonaPicker';
import { Rail } from './Rail';

export function App({ usual }: { usual: Persona }) {
  const { t } = useLanguage();
  const wide = useMedia('(min-width: 1100px)');
  const roomy = useMedia('(min-width: 768px)');
  const [sessionId, go] = useSessionAddress();
  const [open, setOpen] = useState<'rail' | 'panel' | null>(null);
  const [picked, setPicked] = useState<{ session: string | null; persona: Persona } | null>(null);
  const [chosen, setChosen] = useState<string | null>(null);
  const arrive = useCallback((id: string) => sessionInAddress() === null && go(id, true), [go]);
  const turns = useTurn(arrive);

  const sessions = useQuery({ queryKey: ['sessions'], queryFn: () => get('/v1/sessions', { limit: 50 }) });
  const documents = useQuery({ queryKey: ['deliverables'], queryFn: () => get('/v1/deliverables', { limit: 50 }) });
  const known = merged(documents.data?.items ?? [], newest(turns.live?.deliverables, documents.data?.items));
  const here = known.filter((one) => one.session_id === sessionId);
  const shown = known.find((one) => one.id === chosen) ?? here[0] ?? null;
  const current = sessions.data?.items.find((one) => one.id === sessionId);
  const persona = picked?.session === sessionId ? picked.persona : (current?.persona ?? usual);

  const say = (request: TurnRequest) => turns.say({ persona, ...(sessionId ? { session_id: sessionId } : {}), ...request });
  const travel = (id: string | null) => {
    setOpen(null);
    setChosen(null);
    go(id);
  };
  const answer = () => {
    setOpen(null);
    // The drawer gives the focus back to where it was before, so the message takes it afterwards.
    setTimeout(() => document.getElementById('message')?.focus());
  };
  const practise = (jobId: string | null) => {
    say({ message: t('practice.wish'), ...(jobId ? { job_id: jobId } : {}) });
    answer();
  };
  const panel = (
    <Panel
      deliverables={known}
      error={documents.error}
      shown={shown}
      live={turns.live?.sessionId === sessionId ? turns.live : null}
      onChoose={setChosen}
      onAnswer={answer}
      onPractise={practise}
    />
  );
  return (
    <div className="flex h-dvh overflow-hidden">
      <a href="#message" className="main-button absolute top-2 left-2 z-20 not-focus:sr-only" onClick={(event) => (event.preventDefault(), document.getElementById('message')?.focus())}>
        {t('app.skip')}
      </a>
      {wide && (
        <div className="flex w-56 shrink-0 flex-col border-r border-line">
          <h1 className="px-7 pt-5 font-serif text-xl">Life-OS</h1>
          <div className="min-h-0 flex-1">
            <Rail sessionId={sessionId} onGo={travel} />
          </div>
        </div>
      )}
      <main className="flex min-w-0 flex-1 flex-col">
        <header className="flex items-center justify-between gap-2 px-4 py-3 max-md:flex-wrap">
          {!wide && (
            <button type="button" aria-label={t('rail.open')} aria-haspopup="dialog" className="quiet-button px-2" onClick={() => setOpen('rail')}>
              <svg aria-hidden viewBox="0 0 20 20" className="size-5" fill="none" stroke="currentColor" strokeWidth="1.6" strokeLinecap="round">
                <path d="M3 6h14M3 11h9" />
              </svg>
            </button>
          )}
          {!wide && <h1 className="mr-auto font-serif text-lg">Life-OS</h1>}
          <div className="max-md:order-last max-md:flex max-md:w-full max-md:justify-center">
            <PersonaPicker chosen={persona} onChoose={(next) => setPicked({ session: sessionId, persona: next })} />
          </div>
          {!roomy && (
            <button type="button" aria-haspopup="dialog" className={here.length > 0 ? 'main-button py-1.5' : 'outline-button'} onClick={() => setOpen('panel')}>
              {t('panel.open')}
            </button>
          )}
        </header>
        <Chat sessionId={sessionId} turns={turns} onSay={say} onOpen={(id) => (setChosen(id), setOpen('panel'))} />
      </main>
      {roomy && (
        <aside aria-label={t('panel.label')} className="w-[clamp(22rem,44vw,46rem)] shrink-0 overflow-y-auto border-l border-line" tabIndex={0}>
          {panel}
        </aside>
      )}
      {open === 'panel' && !roomy && (
        <Drawer from="bottom" label={t('panel.label')} onClose={() => setOpen(null)}>
          {panel}
        </Drawer>
      )}
      {open === 'rail' && !wide && (
        <Drawer from="left" label={t('rail.title')} onClose={() => setOpen(null)}>
          <Rail sessionId={sessionId} onGo={travel} />
        </Drawer>
      )}
    </div>
  );
}
