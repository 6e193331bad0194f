/** The conversation: what was said, what is being said, and the place to say more. */
import { useQuery } from '@tanstack/react-query';
import { Fragment, useEffect, useRef, type ReactNode } from 'react';
import { get, send } from '../api/client';
import type { Deliverable, MessageView, PersonView, Segment, TurnRequest } from '../api/types';
import { PastCalls } from '../call/calls';
import { useLanguage } from '../i18n/words';
import { CopyButton } from '../shell/copy';
import { Failure } from '../shell/Failure';
import { BroughtCard, useBringing } from './Bring';
import { Composer } from './Composer';
import { Empty } from './Empty';
import { Feedback } from './Feedback';
import type { Live } from './live';
import { DocumentCard, PersonSaid, SpeakerSaid } from './Message';
import { useOthers } from './useOthers';
import type { Turns } from './useTurn';
import { Button } from '../shell/Button';

const MOST_PAGES = 10;
const NEAR_END_PX = 48;

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
  me: PersonView;
  /** The conversation was taken off the list. */
  gone: boolean;
  documents: Deliverable[];
  draft: [string, (text: string) => void];
  sessionId: string | null;
  turns: Turns;
  /** The call that is on, in this conversation or another one. */
  bar: ReactNode;
  onCall: () => void;
  onSay: (request: TurnRequest) => void;
  onOpen: (deliverableId: string) => void;
};

export function Chat({ me, gone, documents, draft: [draft, setDraft], sessionId, turns, bar, onCall, onSay, onOpen }: Props) {
  const { t } = useLanguage();
  const field = useRef<HTMLTextAreaElement>(null);
  const bringing = useBringing();
  const scroller = useNewestInSight(sessionId);
  const other = useOthers(sessionId, turns.busy);
  const messages = useQuery({ queryKey: ['messages', sessionId], queryFn: () => everyMessage(sessionId ?? ''), enabled: sessionId !== null });
  const calls = useQuery({ queryKey: ['calls', sessionId], queryFn: () => get('/v1/sessions/{session_id}/calls', { session_id: sessionId ?? '' }), enabled: sessionId !== null });
  const own = turns.live?.sessionId === sessionId ? turns.live : null;
  const newest = turns.busy || own?.phase === 'broken' || !other ? own : other;
  // What was said in a call since then stands after it.
  const passed = newest?.phase === 'done' && messages.data?.some((one) => one.turn_id === newest.turnId) && messages.data.at(-1)?.turn_id !== newest.turnId;
  const live = passed ? null : newest;
  const said = live?.pending.request.message ?? '';
  const told = (messages.data ?? []).filter((message) => message.turn_id !== live?.turnId || (message.role === 'person' && !said));
  const lastTurn = told.at(-1)?.turn_id;
  const before = useQuery({
    queryKey: ['turn', lastTurn],
    queryFn: () => get('/v1/turns/{turn_id}', { turn_id: lastTurn ?? '' }),
    enabled: !live && lastTurn !== undefined,
  });
  const standing = live ?? before.data;
  const busy = turns.busy || (live !== null && live.phase !== 'done' && live.phase !== 'broken');
  const say = (message: string, more: Partial<TurnRequest> = {}) => {
    if (bringing.brought?.file?.status === 'confirmed') bringing.putAway();
    onSay({ message, ...more });
    field.current?.focus();
  };
  const write = (text: string) => (setDraft(text), field.current?.focus());
  const lastSaid = said || (told.findLast((message) => message.role === 'person')?.text ?? '');
  // The button for a CV is always there.
  const suggestions = (standing?.suggestions ?? []).filter((one) => one.intent !== 'cv');
  const here = documents.filter((one) => one.session_id === sessionId && one.version > 0);
  // A document stands after the message that it was first made from, as it is now; what the last turn wrote again stands at the end.
  const madeFrom = (place: number) => {
    const [asked, next] = [told[place - 1]?.at ?? '', told[place + 1]?.at ?? '~'];
    return here.filter((one) => one.created_at && one.created_at >= asked && one.created_at < next && !latest.includes(one));
  };
  const endedAfter = (place: number) =>
    (calls.data?.items ?? []).filter(({ ended_at }) => ended_at && ended_at >= (told[place]?.at ?? '') && ended_at < (told[place + 1]?.at ?? '~'));
  const latest = standing?.deliverables.flatMap((one) => documents.find((now) => now.id === one.id && now.version > 0) ?? []) ?? [];
  const empty = told.length === 0 && !live && !messages.isLoading && !messages.error;
  const stop = () => {
    if (live && live === other) void send('POST', `/v1/turns/${live.turnId}/cancel`).catch(() => undefined);
    else if (turns.live?.turnId) turns.stop();
    else setDraft(turns.drop());
  };

  // The bar has a key in both: whatever is looked at, the call goes on.
  const lost = <p id="message" tabIndex={-1} role="alert" className="flex-1 p-6">{t('error.404')}</p>;
  if (gone) return <div className="flex min-h-0 flex-1 flex-col">{lost}<Fragment key="bar">{bar}</Fragment></div>;
  return (
    <div
      className="flex min-h-0 flex-1 flex-col"
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => (event.preventDefault(), [...event.dataTransfer.files].slice(0, 1).forEach(bringing.bring))}
    >
      <div ref={scroller} role="region" aria-label={t('chat.label')} tabIndex={0} className="min-h-0 flex-1 overflow-y-auto">
        {/* The captions of a call are read aloud as they come; what stands afterwards need not be read again. */}
        <div role="log" aria-busy={busy} aria-live={bar ? 'off' : undefined}>
          {empty && <Empty goal={me.goal ?? 'cv'} onStart={write} onFile={bringing.bring} />}
          {messages.error && <div className="mx-auto max-w-2xl p-4"><Failure error={messages.error} onAgain={() => void messages.refetch()} /></div>}
          <ol className="mx-auto max-w-2xl space-y-5 px-4 py-6">
            <PastCalls calls={endedAfter(-1)} />
            {told.map((message, place) => (
              <Fragment key={`${message.turn_id}-${message.role}`}>
                {message.role === 'person' ? (
                  <PersonSaid text={message.text} {...(!live && !busy && place >= told.length - 2 && { onEdit: () => write(message.text) })} />
                ) : <Answer turnId={message.turn_id} segments={message.segments as Segment[]} outcome={message.outcome ?? null} interrupted={message.interrupted} onAgain={place === told.length - 1 && !live ? () => say(lastSaid) : null} />}
                {message.role !== 'person' && <Cards documents={madeFrom(place)} onOpen={onOpen} />}
                <PastCalls calls={endedAfter(place)} />
              </Fragment>
            ))}
            {said && <PersonSaid text={said} {...(!busy && own?.phase !== 'broken' && { onEdit: () => write(said) })} />}
            {live && <Answer turnId={live.turnId} segments={live.segments} outcome={live.outcome} requestId={live.requestId} onAgain={busy ? null : () => say(lastSaid)} />}
            <Cards documents={latest} onOpen={onOpen} />
            {live?.error && (
              <li><Failure error={live.error} onAgain={turns.again}><Button say="chat.drop" look="quiet" onClick={() => setDraft(turns.drop())} /></Failure></li>
            )}
            {!busy && own?.phase !== 'broken' && suggestions.length > 0 && (
              <li className="flex flex-wrap gap-2 pl-10">
                {suggestions.map((one) => <Button key={one.label} onClick={() => say(one.label, { intent: one.intent })}>{one.label}</Button>)}
              </li>
            )}
          </ol>
        </div>
      </div>
      <BroughtCard bringing={bringing} />
      <LiveLine live={live} />
      <Fragment key="bar">{bar}</Fragment>
      <Composer
        field={field}
        busy={busy}
        held={own?.phase === 'broken'}
        question={busy ? null : (standing?.questions[0] ?? null)}
        draft={draft}
        lastSaid={lastSaid}
        onDraft={setDraft}
        onSend={(text) => (setDraft(''), say(text))}
        onFile={bringing.bring}
        onCall={bar ? null : onCall}
        onCv={() => say(t('chat.cv.now'), { intent: 'cv' })}
        onStop={stop}
      />
    </div>
  );
}

function Cards({ documents, onOpen }: { documents: Deliverable[]; onOpen: (id: string) => void }) {
  return documents.map((one) => <li key={one.id} className="max-w-md pl-10"><DocumentCard deliverable={one} onOpen={() => onOpen(one.id)} /></li>);
}

/** Scrolls with the words until somebody scrolls up. Growing upwards instead would move everything that is being read. */
function useNewestInSight(sessionId: string | null) {
  const scroller = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const box = scroller.current;
    if (!box?.firstElementChild) return;
    let [atEnd, top] = [true, 0];
    // Our own scrolling is told late: what came meanwhile makes the end far, and nobody has scrolled up.
    const note = () => {
      const near = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_END_PX;
      [atEnd, top] = [near || (atEnd && box.scrollTop >= top), box.scrollTop];
    };
    const grown = new ResizeObserver(() => atEnd && box.scrollTo(0, box.scrollHeight));
    grown.observe(box.firstElementChild);
    grown.observe(box);
    box.addEventListener('scroll', note, { passive: true });
    return () => (grown.disconnect(), box.removeEventListener('scroll', note));
  }, [sessionId]);
  return scroller;
}

type AnswerProps = { turnId: string | null; segments: Segment[]; outcome: string | null; interrupted?: boolean; requestId?: string; onAgain: (() => void) | null };

function Answer({ turnId, segments, outcome, interrupted, requestId, onAgain }: AnswerProps) {
  const { t } = useLanguage();
  return (
    <>
      {segments.map((segment, place) => (
        <SpeakerSaid key={place} segment={segment}>
          {outcome && turnId && place === segments.length - 1 && (
            <div className="mt-1 -ml-2 flex flex-wrap items-center gap-1">
              {interrupted && <span className="px-2 text-xs text-muted">{t('call.interrupted')}</span>}
              <CopyButton shortcut text={segments.map((one) => one.text).join('\n\n')} />
              <Feedback about={{ turn_id: turnId, ...(requestId && { request_id: requestId }) }} />
            </div>
          )}
        </SpeakerSaid>
      ))}
      {!interrupted && (outcome === 'cancelled' || outcome === 'failed') && (
        <li className={`pl-10 text-sm ${outcome === 'failed' ? 'text-alarm' : 'text-muted'}`}>
          {t(outcome === 'failed' ? 'chat.failed' : 'chat.stopped')}{' '}
          {onAgain && <Button say="chat.again" look="quiet" onClick={onAgain} />}
        </li>
      )}
    </>
  );
}

function LiveLine({ live }: { live: Live | null }) {
  const { t } = useLanguage();
  const running = live && live.phase !== 'done' && live.phase !== 'broken';
  const title = t(live?.progress?.kind === 'cv' || !live?.progress ? 'kind.cv' : 'kind.other');
  let line = '';
  if (running && (live.phase === 'making' || live.progress)) {
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
