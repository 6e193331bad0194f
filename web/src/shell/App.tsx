/** The whole page of a person who is logged in: conversations, chat, documents. */
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useCallback, useEffect, useState } from 'react';
import { get, isStatus, send } from '../api/client';
import type { Persona, PersonView, TurnRequest } from '../api/types';
import type { Wish } from '../call/calls';
import { Chat } from '../chat/Chat';
import { useDraft } from '../chat/Composer';
import { merged, newest } from '../chat/live';
import { useTurn } from '../chat/useTurn';
import { useLanguage } from '../i18n/words';
import { closeView, move, placeInAddress, useMedia, usePlace } from './address';
import { Drawer } from './Drawer';
import { PersonaPicker } from './PersonaPicker';
import { Rail } from './Rail';
import { pressButton, useShortcuts } from './shortcuts';
import { toast, Toasts } from './Toasts';
import { Button } from './Button';

const Panel = lazy(() => import('../panel/Panel'));
const Call = lazy(() => import('../call/Call'));
const LAID_OVER = {
  memories: { title: 'memories.title', Shown: lazy(() => import('../memories/Memories')) },
  me: { title: 'me.title', Shown: lazy(() => import('./Me')) },
  keys: { title: 'keys.title', Shown: lazy(() => import('./KeyboardMap')) },
} as const;

const toMessage = () => document.getElementById('message')?.focus();

export function App({ me }: { me: PersonView }) {
  const { t } = useLanguage();
  const wide = useMedia('(min-width: 1100px)');
  const roomy = useMedia('(min-width: 768px)');
  const { c: sessionId, d: chosen, v: view } = usePlace();
  const [picked, setPicked] = useState<{ session: string | null; persona: Persona } | null>(null);
  const [editing, setEditing] = useState(false);
  const [call, setCall] = useState<Wish | null>(null);
  const draft = useDraft(sessionId);
  const turns = useTurn(useCallback((id: string) => placeInAddress().c === null && move({ c: id }, true), []));

  const session = useQuery({ queryKey: ['session', sessionId], queryFn: () => get('/v1/sessions/{session_id}', { session_id: sessionId ?? '' }), enabled: sessionId !== null });
  const documents = useQuery({ queryKey: ['deliverables'], queryFn: () => get('/v1/deliverables', { limit: 100 }) });
  const known = merged(documents.data?.items ?? [], newest(turns.live?.deliverables, documents.data?.items));
  const here = known.filter((one) => one.session_id === sessionId && one.version > 0);
  const shown = chosen === 'all' ? null : (known.find((one) => one.id === chosen) ?? here[0] ?? null);
  // What a turn makes shows itself; otherwise what is looked at stays.
  const made = turns.busy && turns.live?.sessionId === sessionId ? turns.live.deliverables[0]?.id : undefined;
  useEffect(() => {
    if (made) move({ d: made }, true);
  }, [made]);
  const persona = picked?.session === sessionId ? picked.persona : (session.data?.persona ?? me.persona);

  const say = (request: TurnRequest) => {
    turns.say({ persona, ...(sessionId ? { session_id: sessionId } : {}), ...request });
  };
  /** From the list of conversations that lies over the page, the step replaces it. */
  const travel = (id: string | null) => {
    move({ c: id, d: null, v: null }, view === 'rail');
    if (id === null) setTimeout(toMessage, 50);
  };
  const choose = (id: string | null) => move({ d: id ?? 'all', v: roomy ? view : 'panel' });
  /** The drawer gives the focus back to where it was before, so the message takes it afterwards. */
  const answer = (text?: string) => {
    if (text) draft[1](text);
    if (view === 'panel') closeView();
    setTimeout(toMessage, 50);
  };
  const pick = (next: Persona) => {
    setPicked({ session: sessionId, persona: next });
    send('PATCH', sessionId ? `/v1/sessions/${sessionId}` : '/v1/me', { persona: next }).catch(toast);
  };
  useShortcuts({
    'keys.map': () => move({ v: 'keys' }),
    'keys.search': () => {
      if (!wide) move({ v: 'rail' });
      setTimeout(() => document.querySelector<HTMLElement>('[data-search]')?.focus(), 50);
    },
    'keys.new': () => travel(null),
    'keys.write': toMessage,
    'keys.copy': () => pressButton('copy'),
    'keys.call': () => pressButton('call'), 'keys.mute': () => pressButton('mute'),
    'keys.approve': () => pressButton('approve'),
    'keys.reject': () => pressButton('reject'),
    ...(turns.busy && { 'keys.stop': turns.stop }),
  });

  const panel = (
    <Suspense fallback={null}>
      <Panel
        deliverables={known}
        error={documents.error}
        shown={shown}
        live={turns.live?.sessionId === sessionId ? turns.live : null}
        onChoose={choose}
        onAnswer={answer}
        onPractise={(jobId) => (say({ message: t('practice.wish'), ...(jobId ? { job_id: jobId } : {}) }), answer())}
        onEditing={setEditing}
      />
    </Suspense>
  );
  const bar = call && <Suspense fallback={null}><Call key={call.tries} wish={call} here={sessionId} onChange={setCall} /></Suspense>;
  const over = view && view in LAID_OVER ? LAID_OVER[view as keyof typeof LAID_OVER] : null;
  return (
    <div className="flex h-dvh overflow-hidden">
      <a href="#message" className="main-button absolute top-2 left-2 z-20 not-focus:sr-only" onClick={(event) => (event.preventDefault(), toMessage())}>
        {t('app.skip')}
      </a>
      {wide && (
        <div className="flex w-60 shrink-0 flex-col border-r border-line">
          <header><h1 className="px-7 pt-5 font-serif text-xl">Life-OS</h1></header>
          <div className="min-h-0 flex-1"><Rail sessionId={sessionId} onGo={travel} /></div>
        </div>
      )}
      <main className="flex min-w-0 flex-1">
        <div className={`flex min-w-0 flex-1 flex-col ${roomy && editing && !call ? 'max-2xl:hidden' : ''}`}>
          <header className="flex items-center justify-between gap-2 px-4 py-3 max-md:flex-wrap">
            {!wide && (
              <Button look="quiet" className="px-2" aria-label={t('rail.open')} aria-haspopup="dialog" onClick={() => move({ v: 'rail' })}>
                <svg aria-hidden viewBox="0 0 20 20" className="size-5" fill="none" stroke="currentColor" strokeWidth="1.6" strokeLinecap="round">
                  <path d="M3 6h14M3 11h9" />
                </svg>
              </Button>
            )}
            {!wide && <h1 className="mr-auto font-serif text-lg whitespace-nowrap">Life-OS</h1>}
            <div className="max-md:order-last max-md:flex max-md:w-full max-md:justify-center"><PersonaPicker chosen={persona} onChoose={pick} /></div>
            {!roomy && (
              <button type="button" aria-haspopup="dialog" className={here.length > 0 ? 'main-button py-1.5' : 'outline-button'} onClick={() => move({ v: 'panel' })}>
                {t('panel.label')}
              </button>
            )}
          </header>
          <Chat me={me} gone={isStatus(session.error, 404) && !turns.live} documents={known} draft={draft} sessionId={sessionId} turns={turns} bar={bar} onCall={() => setCall({ sessionId, persona, tries: 0 })} onSay={say} onOpen={choose} />
        </div>
        {roomy && (
          <section aria-label={t('panel.label')} className={`shrink-0 overflow-y-auto border-l border-line ${editing ? 'flex-1' : 'w-[clamp(22rem,44vw,46rem)]'}`} tabIndex={0}>
            {panel}
          </section>
        )}
      </main>
      {view === 'panel' && !roomy && <Drawer from="bottom" label={t('panel.label')} onClose={closeView}>{panel}</Drawer>}
      {view === 'rail' && !wide && <Drawer from="left" label={t('rail.title')} onClose={closeView}><Rail sessionId={sessionId} onGo={travel} /></Drawer>}
      {over && <Drawer from="middle" label={t(over.title)} onClose={closeView}><Suspense fallback={null}><over.Shown /></Suspense></Drawer>}
      <Toasts />
    </div>
  );
}
