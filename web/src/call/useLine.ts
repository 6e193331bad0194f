/** The line of one call: the microphone, the token, the room, and what became of them. */
import { ConnectionState, createLocalAudioTrack, DisconnectReason, MediaDeviceFailure, Room, RoomEvent, TrackEvent, type LocalAudioTrack } from 'livekit-client';
import { useEffect, useRef, useState } from 'react';
import { ApiError, send } from '../api/client';
import type { CallToken } from '../api/types';
import { useLanguage } from '../i18n/words';
import { remembered } from '../shell/action';
import type { Wish } from './calls';

/** Why there is no line. What the service itself says of a call's end comes on the control lane. */
export type End = 'refused' | 'missing' | 'busy' | 'unsafe' | 'taken' | 'lost' | 'left' | 'unreachable' | ApiError;
export type Line = { room: Room | null; track: LocalAudioTrack | null; state: ConnectionState; end: End | null };

const NO_LINE: Line = { room: null, track: null, state: ConnectionState.Disconnected, end: null };
const chosen = () => remembered('lifeos.microphone', 'default');
const CLEAR = { echoCancellation: true, noiseSuppression: true, autoGainControl: true };
const FAILURES = { PermissionDenied: 'refused', NotFound: 'missing', DeviceInUse: 'busy', Other: 'missing' } as const;
const { DUPLICATE_IDENTITY, ROOM_DELETED, ROOM_CLOSED, PARTICIPANT_REMOVED } = DisconnectReason;
const ENDS = new Map<DisconnectReason | undefined, End>([[DUPLICATE_IDENTITY, 'taken'], [ROOM_DELETED, 'left'], [ROOM_CLOSED, 'left'], [PARTICIPANT_REMOVED, 'left']]);
/** LiveKit takes another microphone when one is pulled out, if there is another one. */
const ANOTHER_MS = 1_500;
/** Browsers give no microphone to a page that came over plain http from another machine. */
const noMicrophone = (error: unknown) => (isSecureContext ? FAILURES[MediaDeviceFailure.getFailure(error) ?? 'Other'] : 'unsafe');

/** Hangs up when it leaves the page. The second value chooses a microphone. */
export function useLine(wish: Wish, onSession: (sessionId: string) => void): [Line, (deviceId: string) => void] {
  const { locale } = useLanguage();
  const [line, setLine] = useState(NO_LINE);
  const asked = useRef({ ...wish, onSession, locale }).current;
  useEffect(() => {
    // By itself LiveKit hangs up before the person has answered whether they want to leave the page.
    const room = new Room({ disconnectOnPageLeave: false });
    let track: LocalAudioTrack | null = null;
    let over = false;
    const change = (to: Partial<Line>) => !over && setLine((now) => ({ ...now, ...to }));
    const hangUp = () => ((over = true), track?.stop(), void room.disconnect());
    const end = (why: End) => (change({ end: why }), hangUp());
    const join = async () => {
      track = await createLocalAudioTrack({ ...CLEAR, deviceId: { ideal: chosen()[0] } });
      if (over) return track.stop();
      track.on(TrackEvent.Ended, () => setTimeout(() => track?.mediaStreamTrack.readyState === 'ended' && end('missing'), ANOTHER_MS));
      change({ track });
      const where = asked.sessionId ? { session_id: asked.sessionId } : { language: asked.locale };
      const token = (await send('POST', '/v1/voice/token', { ...where, persona: asked.persona })) as CallToken;
      if (over) return;
      asked.onSession(token.session_id);
      await room.connect(token.server_url, token.participant_token);
      await room.localParticipant.publishTrack(track as Parameters<typeof room.localParticipant.publishTrack>[0]);
    };
    room.on(RoomEvent.ConnectionStateChanged, (state) => change({ state })).on(RoomEvent.Disconnected, (reason) => end(ENDS.get(reason) ?? 'lost'));
    setLine({ ...NO_LINE, room });
    join().catch((error: unknown) => end(error instanceof ApiError ? error : track ? 'unreachable' : noMicrophone(error)));
    addEventListener('pagehide', hangUp);
    return () => (removeEventListener('pagehide', hangUp), hangUp());
  }, [asked]);
  // The same track goes on with another source; whoever shows it looks again.
  const choose = (deviceId: string) => (chosen()[1](deviceId), line.track?.setDeviceId(deviceId).then(() => setLine((now) => ({ ...now }))));
  return [line, choose];
}
