/** The bar of a call: who speaks, what is said, the own microphone, and the way out. */
import { RoomAudioRenderer, StartAudio } from '@livekit/components-react';
import { ConnectionState } from 'livekit-client';
import { useEffect, useRef, type ReactNode } from 'react';
import { ApiError, isStatus } from '../api/client';
import { isKey, useLanguage } from '../i18n/words';
import { move, placeInAddress } from '../shell/address';
import { Button } from '../shell/Button';
import { Failure } from '../shell/Failure';
import { nameOf, usePhonePossible, type Wish } from './calls';
import { Microphone } from './Microphone';
import { Phone } from './Phone';
import { useTold, type Caption, type Told } from './told';
import { useLine, type End } from './useLine';

type Props = { wish: Wish; here: string | null; onChange: (wish: Wish | null) => void };

export default function Call({ wish, here, onChange }: Props) {
  const { t } = useLanguage();
  const bar = useRef<HTMLElement>(null);
  useEffect(() => bar.current?.focus(), []);
  const close = () => (onChange(null), setTimeout(() => document.activeElement === document.body && document.querySelector<HTMLElement>('[data-call]')?.focus(), 50));
  return (
    <section ref={bar} aria-label={t('call.label')} tabIndex={-1} className="appear mx-auto w-full max-w-2xl px-4 pb-2 outline-none">
      <div className="space-y-2 rounded-3xl border border-line bg-surface p-3 shadow-sheet">
        {wish.phone ? <Phone wish={wish} onClose={close} /> : <Line wish={wish} here={here} onChange={onChange} onClose={close} />}
      </div>
    </section>
  );
}

function Line({ wish, here, onChange, onClose }: Props & { onClose: () => void }) {
  const { t } = useLanguage();
  const [{ room, track, state, end }, choose] = useLine(wish, (sessionId) => (onChange({ ...wish, sessionId }), placeInAddress().c ?? move({ c: sessionId }, true)));
  const told = useTold(wish.sessionId);
  const why = told.reason ?? end;
  useEffect(() => {
    if (why) return void room?.disconnect();
    onbeforeunload = (event) => event.preventDefault();
    return () => void (onbeforeunload = null);
  }, [why, room]);
  const byPhone = usePhonePossible() && <Button say="phone.label" look="quiet" onClick={() => onChange({ ...wish, phone: true, tries: wish.tries + 1 })} />;
  const [on, broken] = [state === ConnectionState.Connected, /reconnecting/i.test(state)];
  const agent = on ? told.agent : 'connecting';
  if (why) return <Over why={why} onAgain={() => onChange({ ...wish, tries: wish.tries + 1 })}>{byPhone}<Button say="app.close" look="quiet" onClick={onClose} /></Over>;
  return (
    <>
      <div className="flex items-center gap-2 pl-1 text-sm">
        <span aria-hidden className={`size-2 shrink-0 rounded-full ${broken ? 'bg-alarm' : 'bg-accent'} ${agent === 'speaking' ? 'breathing' : ''}`} />
        <p role={on ? undefined : 'status'} className="min-w-0 flex-1">{track ? t(broken ? 'call.broken' : `call.agent.${agent}`, { name: nameOf(told.speaker ?? wish.persona, t) }) : t('call.asking')}</p>
        {wish.sessionId && here !== wish.sessionId && <Button say="call.back" look="quiet" onClick={() => move({ c: wish.sessionId, d: null, v: null })} />}
        <Button say="call.leave" className="text-alarm" onClick={onClose} />
      </div>
      <Captions told={told} />
      {told.problem && <p role="status" className="px-1 text-sm text-alarm">{told.problem}</p>}
      {on && agent === 'connecting' && <p className="late overflow-hidden px-1 text-sm text-muted">{t('call.busy')}</p>}
      <div className="flex flex-wrap items-center gap-1">
        {track && <Microphone track={track} waiting={agent === 'listening'} onChoose={choose} />}
        {byPhone}
        {room && <><StartAudio room={room} label={t('call.sound')} className="main-button" /><RoomAudioRenderer room={room} /></>}
      </div>
    </>
  );
}

/** What is being said now. The place keeps its height: the newest words stand below, older ones go out of sight. */
function Captions({ told: { captions, recorded } }: { told: Told }) {
  const { t } = useLanguage();
  const said = captions.filter((one) => one.text.trim());
  const final = said.findLast((one) => one.final);
  const who = ({ speaker }: Caption) => (isKey(`persona.${speaker}`) ? t(`persona.${speaker as 'antonio'}`) : t('chat.you'));
  return (
    <>
      <div aria-hidden={said.length > 0} className="flex h-18 flex-col justify-end overflow-hidden px-1 text-sm leading-6 [@media(max-height:32rem)]:h-6">
        {said.length === 0 && <p className="mb-auto text-muted">{t(recorded ? 'call.recorded' : 'call.unrecorded')}</p>}
        {said.slice(-2).map((one) => (
          <p key={one.segment} data-caption={one.speaker} dir="auto" className={`[overflow-wrap:anywhere] ${one.final ? '' : 'text-muted'}`}><b className="font-semibold">{who(one)}:</b> {one.text}</p>
        ))}
      </div>
      <p aria-live="polite" className="sr-only">{final && `${who(final)}: ${final.text}`}</p>
    </>
  );
}

function Over({ why, onAgain, children }: { why: End | NonNullable<Told['reason']>; onAgain: () => void; children: ReactNode }) {
  const { t } = useLanguage();
  // The service says in the language of the call that it cannot hear it; nothing is gained by trying again.
  const unheard = isStatus(why, 409);
  const words = why instanceof ApiError ? (unheard ? why.problem.detail : isStatus(why, 503) && t('call.end.off')) : t(`call.end.${why}`);
  return (
    <>
      {words ? <p role="alert" className="px-1 text-sm">{words}</p> : <Failure error={why as ApiError} />}
      <div className="flex gap-1">
        {!unheard && <Button say={why === 'taken' ? 'call.here' : 'call.again'} look="main" className="py-1.5" onClick={onAgain} />}
        {children}
      </div>
    </>
  );
}
