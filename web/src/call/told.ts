/** What is told of a call on the control lane: who speaks, what is being said, and how it ended. */
import { useEffect, useState } from 'react';
import { listen } from '../api/stream';
import type { Speaker, TurnEvent } from '../api/types';

const TYPES = ['call.started', 'call.caption', 'speaker.changed', 'call.state', 'call.ended'] as const;
type Event<Type> = Extract<TurnEvent, { type: Type }>;
export type CallEvent = Event<(typeof TYPES)[number]>;
export type Caption = Event<'call.caption'>;
/** `captions`: the latest of both sides, in the order in which they began. */
export type Told = { call: string | null; speaker: Speaker | null; recorded: boolean; captions: Caption[]; reason: Event<'call.ended'>['reason'] | null }
  & Pick<Event<'call.state'>, 'agent' | 'problem'>;

const NOTHING: Told = { call: null, speaker: null, agent: 'connecting', problem: null, recorded: false, captions: [], reason: null };
const [MOST_CAPTIONS, AGAIN_MS] = [8, 3_000];

export function heard(told: Told, event: CallEvent): Told {
  if (event.type === 'call.started') return { ...(told.call === event.call ? told : NOTHING), call: event.call, recorded: event.recorded };
  // The end of the call before may come when this one has begun.
  if (told.call ? event.call !== told.call : event.type === 'call.ended') return told;
  const known = { ...told, call: event.call };
  if (event.type === 'speaker.changed') return { ...known, speaker: event.speaker };
  if (event.type === 'call.state') return { ...known, agent: event.agent, problem: event.problem };
  if (event.type === 'call.ended') return { ...known, reason: event.reason };
  const place = told.captions.findIndex((one) => one.segment === event.segment);
  return { ...known, captions: place < 0 ? [...told.captions, event].slice(-MOST_CAPTIONS) : told.captions.with(place, event) };
}

/** The call has a lane of its own: it goes on while another conversation is looked at, and in a hidden tab. */
export function useTold(sessionId: string | null): Told {
  const [told, setTold] = useState(NOTHING);
  useEffect(() => {
    if (!sessionId) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const take = (event: TurnEvent) => setTold((now) => heard(now, event as CallEvent));
    const follow = () => listen(sessionId, TYPES, take, () => (timer = setTimeout(() => (lane = follow()), AGAIN_MS)));
    let lane = follow();
    return () => (clearTimeout(timer), lane.close());
  }, [sessionId]);
  return told;
}
