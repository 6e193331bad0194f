/** What happens in this conversation elsewhere: another tab, another device, a call. */
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { listen } from '../api/stream';
import type { TurnEvent } from '../api/types';
import { begin, fold, settled, type Live } from './live';

const TYPES: TurnEvent['type'][] = [
  'turn.started', 'intents.found', 'reply.delta', 'reply.reset', 'document.progress', 'turn.answered', 'deliverable.updated', 'message.moved', 'reply.heard', 'call.started', 'call.ended',
];
const AGAIN_MS = 5_000;
const MOST_TRIES = 20;
const CHANGES: string[] = ['turn.started', 'turn.answered', 'deliverable.updated', 'message.moved', 'reply.heard', 'call.started', 'call.ended'];

/** A turn that was started elsewhere, as it goes on. While the own turn is `busy`, its own stream tells everything. */
export function useOthers(sessionId: string | null, busy: boolean): Live | null {
  const queries = useQueryClient();
  const [other, setOther] = useState<Live | null>(null);
  const own = useRef(busy);
  own.current = busy;
  // What is said here comes after it.
  useEffect(() => {
    if (busy) setOther(null);
  }, [busy]);
  useEffect(() => {
    setOther(null);
    if (!sessionId) return;
    let source: EventSource | null = null;
    let tries = 0;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const take = (event: TurnEvent) => {
      // The own turn reads everything again by itself when it ends.
      if (CHANGES.includes(event.type) && !own.current) void queries.invalidateQueries();
      // What is said in a call is shown by its captions, and then by the messages that stand.
      if (event.type === 'turn.started' && event.channel === 'voice') return;
      if (event.type === 'turn.started') setOther(own.current ? null : fold(begin({ key: '', request: { message: '' } }), event));
      else setOther((seen) => (seen && 'turn_id' in event && event.turn_id === seen.turnId ? ended(fold(seen, event)) : seen));
    };
    // A hidden tab lets go of its connection: browsers allow six to one host, and tabs are many.
    const follow = () => {
      source?.close();
      source = null;
      if (document.hidden) return;
      source = listen(sessionId, TYPES, take, () => tries++ < MOST_TRIES && (timer = setTimeout(look, AGAIN_MS)));
    };
    // What happened while nobody looked is read at once.
    const look = () => {
      follow();
      if (!document.hidden) void queries.invalidateQueries();
    };
    follow();
    document.addEventListener('visibilitychange', look);
    return () => {
      document.removeEventListener('visibilitychange', look);
      clearTimeout(timer);
      source?.close();
    };
  }, [sessionId, queries]);
  return busy ? null : other;
}

function ended(live: Live): Live {
  return settled(live) ? { ...live, phase: 'done' } : live;
}
