/** The conversation: what was said, what is being said, and the place to say more. */
import { useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { get } from '../api/client';
import type { MessageView, Segment, TurnRequest } from '../api/types';
import { useLanguage, type Key } from '../i18n/words';
import { Failure } from '../shell/Failure';
import { BringButton, BroughtCard, useBringing } from './Bring';
import { Composer, useDraft } from './Composer';
import type { Live } from './live';
import { DocumentCard, PersonSaid, SpeakerSaid } from './Message';
import type { Turns } from './useTurn';

const STARTS: Key[] = ['chat.start.1', 'chat.start.2', 'chat.start.3'];
const MOST_PAGES = 10;

async function everyMessage(sessionId: string): Promise<MessageView[]> {
  const items: MessageView[] = [];
  let cursor: string | null | undefined;
  for (let page = 0; page < MOST_PAGES && cursor !== null; page++) {
    const at = { session_id: sessionId, limit: 500, ...(cursor ? { cursor } : {}) };
    const found = await get('/v1/sessions/{session_id}/messages', at);
    items.push(...found.items);
    cursor = found.next ?? null;
  }
  return items;
}

type Props = {
  sessionId: string | null;
  turns: Turns;
  onSay: (request: TurnRequest) => void;
  onOpen: (deliverableId: string) => void;
};

export function Chat({ sessionId, turns, onSay, onOpen }: Props) {
  const { t } = useLanguage();
  const [draft, setDraft] = useDraft();
  const field = useRef<HTMLTextAreaElement>(null);
  const bringing = useBringing();
  const messages = useQuery({
    queryKey: ['messages', sessionId],
    queryFn: () => everyMessage(sessionId ?? ''),
    enabled: sessionId !== null,
  });
  const live = turns.live && turns.live.sessionId === sessionId ? turns.live : null;
  const told = (messages.data ?? []).filter((message) => message.turn_id !== live?.turnId);
  const lastTurn = told.at(-1)?.turn_id;
  const before = useQuery({
    queryKey: ['turn', lastTurn],
    queryFn: () => get('/v1/turns/{turn_id}', { turn_id: lastTurn ?? '' }),
    enabled: !live && lastTurn !== undefined,
  });
  const standing = live ?? before.data;
  const say = (message: string, more: Partial<TurnRequest> = {}) => {
    onSay({ message, ...more });
    field.current?.focus();
  };
  const empty = told.length === 0 && !live && !messages.isLoading;

  return (
    <div
      className="flex min-h-0 flex-1 flex-col"
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        const file = event.dataTransfer.files[0];
        if (file) bringing.bring(file);
      }}
    >
      {/* Reversed columns keep the newest words in sight, and stay where they are once the person scrolls up. */}
      <div role="region" aria-label={t('chat.label')} tabIndex={0} className="flex min-h-0 flex-1 flex-col-reverse overflow-y-auto">
        <div className="mb-auto">
          {empty && <Empty onStart={(text) => (setDraft(text), field.current?.focus())} onFile={bringing.bring} />}
          {messages.error && <Failure error={messages.error} onAgain={() => void messages.refetch()} />}
          <ol role="log" aria-busy={turns.busy} className="mx-auto max-w-2xl space-y-5 px-4 py-6">
            {told.map((message) =>
              message.role === 'person' ? (
                <PersonSaid key={`${message.turn_id}-person`} text={message.text} />
              ) : (
                <Answer key={message.turn_id} segments={message.segments as Segment[]} outcome={message.outcome ?? null} />
              ),
            )}
            {live && <PersonSaid text={live.pending.request.message} />}
            {live && <Answer segments={live.segments} outcome={live.outcome} />}
            {(standing?.deliverables ?? [])
              .filter((one) => one.version > 0)
              .map((one) => (
                <DocumentCard key={one.id} deliverable={one} onOpen={() => onOpen(one.id)} />
              ))}
            {live?.error && (
              <li>
                <Failure error={live.error} onAgain={turns.again}>
                  <button type="button" className="quiet-button" onClick={() => setDraft(turns.drop())}>
                    {t('chat.drop')}
                  </button>
                </Failure>
              </li>
            )}
            {!turns.busy && standing && standing.suggestions.length > 0 && (
              <li className="flex flex-wrap gap-2 pl-10">
                {standing.suggestions.map((one) => (
                  <button key={one.label} type="button" className="outline-button" onClick={() => say(one.label, { intent: one.intent })}>
                    {one.label}
                  </button>
                ))}
              </li>
            )}
          </ol>
        </div>
      </div>
      <BroughtCard bringing={bringing} />
      <LiveLine live={live} />
      <Composer
        field={field}
        busy={turns.busy}
        question={turns.busy ? null : (standing?.questions[0] ?? null)}
        draft={draft}
        onDraft={setDraft}
        onSend={(text) => (setDraft(''), say(text))}
        onFile={bringing.bring}
        onCv={() => say(t('chat.cv.now'), { intent: 'cv' })}
        onStop={() => (turns.live?.turnId ? turns.stop() : setDraft(turns.drop()))}
      />
    </div>
  );
}

function Answer({ segments, outcome }: { segments: Segment[]; outcome: string | null }) {
  const { t } = useLanguage();
  return (
    <>
      {segments.map((segment, place) => (
        <SpeakerSaid key={place} segment={segment} />
      ))}
      {outcome === 'cancelled' && <li className="pl-10 text-sm text-muted">{t('chat.stopped')}</li>}
      {outcome === 'failed' && <li className="pl-10 text-sm text-alarm">{t('chat.failed')}</li>}
    </>
  );
}

function LiveLine({ live }: { live: Live | null }) {
  const { t } = useLanguage();
  const running = live && live.phase !== 'done' && live.phase !== 'broken';
  const title = t(live?.progress?.kind === 'cv' || !live?.progress ? 'kind.cv' : 'kind.other');
  let line = '';
  if (running && live.phase === 'making') {
    line = t('live.making', { title }) + (live.progress ? ` ${live.progress.done}/${live.progress.total}` : '');
  } else if (running && live.phase === 'waiting') line = t('live.waiting', { n: live.waitS });
  else if (running) line = t(`live.${live.phase as 'sending' | 'thinking' | 'talking'}`);
  return (
    <p role="status" className="mx-auto flex h-7 w-full max-w-2xl items-center gap-2 px-6 text-sm text-muted">
      {line && <span aria-hidden className="breathing size-1.5 rounded-full bg-accent" />}
      {line}
    </p>
  );
}

function Empty({ onStart, onFile }: { onStart: (text: string) => void; onFile: (file: File) => void }) {
  const { t } = useLanguage();
  return (
    <div className="mx-auto max-w-2xl px-6 pt-[14vh] max-md:pt-12">
      <h2 className="font-serif text-4xl tracking-tight text-balance max-md:text-3xl">{t('chat.empty.title')}</h2>
      <p className="mt-4 max-w-md text-lg text-muted">{t('chat.empty.text')}</p>
      <div className="mt-8 flex flex-wrap items-center gap-x-3 gap-y-2">
        <BringButton main onFile={onFile} />
        <span className="text-sm text-muted">{t('bring.text')}</span>
      </div>
      <p className="mt-6 text-sm text-muted">{t('bring.or')}</p>
      <div className="mt-2 flex flex-wrap gap-2">
        {STARTS.map((key) => (
          <button key={key} type="button" className="outline-button" onClick={() => onStart(t(key))}>
            {t(key).trim()} …
          </button>
        ))}
      </div>
    </div>
  );
}
