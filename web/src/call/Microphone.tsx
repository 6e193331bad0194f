/** The own microphone: how loud it is, whether it is open, and which one it is. */
import { useMediaDevices, useTrackVolume } from '@livekit/components-react';
import type { LocalAudioTrack } from 'livekit-client';
import { useEffect, useRef, useState } from 'react';
import { useLanguage } from '../i18n/words';
import { Button } from '../shell/Button';

const SCALE = { fftSize: 256, smoothingTimeConstant: 0.5, minDecibels: -85, maxDecibels: -30 };
const HEARD = 0.02;
/** Whoever was heard before is more likely thinking than unheard. */
const [QUIET_MS, THINKING_MS] = [6_000, 25_000];
const TAKES_SPACE = 'input, textarea, select, button, a, summary';

/** While it is the person's turn, `waiting`, a microphone that gives nothing is told. */
export function Microphone({ track, waiting, onChoose }: { track: LocalAudioTrack; waiting: boolean; onChoose: (deviceId: string) => void }) {
  const { t } = useLanguage();
  const [muted, setMuted] = useState(false);
  const [byHand, setByHand] = useState(false);
  const [held, hold] = useState(false);
  const [quiet, setQuiet] = useState(false);
  const before = useRef(false);
  const talk = useRef<HTMLButtonElement>(null);
  const found = useMediaDevices({ kind: 'audioinput' });
  const volume = useTrackVolume(track, SCALE);
  const [loud, level] = [volume > HEARD, Math.min(20, Math.round(volume * 32)) * 5];
  const still = byHand ? !held : muted;
  useEffect(() => void (still ? track.mute() : track.unmute()), [track, still]);
  useEffect(() => {
    if (loud) setQuiet(false), (before.current = true);
    if (loud || still || !waiting) return;
    const timer = setTimeout(setQuiet, before.current ? THINKING_MS : QUIET_MS, true);
    return () => clearTimeout(timer);
  }, [loud, still, waiting]);
  useEffect(() => {
    if (!byHand) return;
    const gone = new AbortController();
    const press = (event: KeyboardEvent) => {
      const at = document.activeElement;
      if (event.code === 'Space' && (at === talk.current || !at?.matches(TAKES_SPACE))) event.preventDefault(), hold(true);
    };
    addEventListener('keydown', press, gone);
    for (const release of ['keyup', 'blur']) addEventListener(release, () => hold(false), gone);
    // The space bar then talks, and does not take back the choice.
    talk.current?.focus();
    return () => (hold(false), gone.abort());
  }, [byHand]);
  return (
    <>
      {quiet && !still && <p role="status" className="order-first w-full text-sm text-alarm">{t('call.quiet')}</p>}
      {byHand ? (
        <Button
          ref={talk} say="call.talk" look={still ? 'outline' : 'main'} title={t('call.talk.space')} className="touch-none py-1.5 select-none"
          onPointerDown={({ currentTarget, pointerId }) => (currentTarget.setPointerCapture(pointerId), hold(true))}
          onLostPointerCapture={() => hold(false)} onContextMenu={(event) => event.preventDefault()}
        />
      ) : <Button data-mute say={still ? 'call.unmute' : 'call.mute'} onClick={() => setMuted(!muted)} />}
      {still && !byHand ? <span className="px-1 text-sm text-muted">{t('call.muted')}</span> : (
        <span role="meter" aria-label={t('call.level')} aria-valuemax={100} aria-valuenow={level} className="mx-1 h-1.5 w-14 shrink-0 overflow-hidden rounded-full bg-sunken">
          <span className="block h-full rounded-full bg-accent" style={{ width: `${level}%` }} />
        </span>
      )}
      <Button say="call.byhand" look="quiet" aria-pressed={byHand} className="aria-pressed:bg-accent-soft aria-pressed:text-accent" onClick={() => setByHand(!byHand)} />
      {found.length > 1 && (
        <select
          aria-label={t('call.microphone')} value={track.mediaStreamTrack.getSettings().deviceId ?? ''} onChange={(event) => onChoose(event.target.value)}
          className={`min-w-0 truncate rounded-full bg-transparent px-2 py-1 text-sm text-muted hover:text-ink ${quiet ? 'max-w-full' : 'max-w-40 max-md:hidden'}`}
        >
          {found.map((one) => <option key={one.deviceId} value={one.deviceId} className="bg-surface text-ink">{one.label}</option>)}
        </select>
      )}
    </>
  );
}
