/** Sends a message and follows its turn to the end, over lost connections and reloads, always under one key. */
import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { ApiError, isStatus, send as request } from '../api/client';
import { newKey, streamTurn, type Pending } from '../api/stream';
import type { TurnRequest } from '../api/types';
import { remembered } from '../shell/action';
import { begin, fold, type Live } from './live';

const TRIES = 5;
const LONGEST_WAIT_S = 30;

/** The message that is under way, and how to keep another one or none. */
const pendingHere = () => remembered<Pending | null>('lifeos.pending', null);

/** Seconds before the next try, or null when trying again cannot help. */
function pause(error: unknown, tries: number): number | null {
  if (tries >= TRIES) return null;
  if (!(error instanceof ApiError)) return 2 ** tries / 2;
  const again = error.problem.status === 429 || error.problem.status === 503;
  return again ? Math.min(error.retryAfterS ?? 2, LONGEST_WAIT_S) : null;
}

function refresh(queries: QueryClient, names: string[]): void {
  for (const name of names) void queries.invalidateQueries({ queryKey: [name] });
}

export type Turns = { live: Live | null; busy: boolean; say: (request: TurnRequest) => void; again: () => void; stop: () => void; drop: () => string };

export function useTurn(onSession: (sessionId: string) => unknown): Turns {
  const queries = useQueryClient();
  const [live, setLive] = useState<Live | null>(null);
  const leaving = useRef<AbortController | null>(null);
  const newest = useRef<Live | null>(null);

  const show = useCallback((next: Live | null) => {
    newest.current = next;
    setLive(next);
  }, []);

  const follow = useCallback(
    async (pending: Pending) => {
      pendingHere()[1](pending);
      const leave = new AbortController();
      leaving.current?.abort();
      leaving.current = leave;
      let seen = begin(pending);
      show(seen);
      for (let tries = 0; seen.phase !== 'done'; tries++) {
        try {
          for await (const event of streamTurn(pending, leave.signal)) {
            if (leave.signal.aborted) return;
            seen = fold(seen, event);
            show(seen);
            tries = 0;
            if (event.type === 'turn.started') {
              onSession(event.session_id);
              refresh(queries, ['messages', 'sessions']);
            }
          }
        } catch (error) {
          if (leave.signal.aborted) return;
          const waitS = pause(error, tries);
          if (waitS === null) {
            // Logged out: the login asks for a key, and the same message goes out afterwards.
            if (isStatus(error, 401)) refresh(queries, ['me']);
            show({ ...seen, phase: 'broken', error: error instanceof Error ? error : new Error('unknown') });
            return;
          }
          show({ ...seen, phase: 'waiting', waitS: Math.ceil(waitS) });
          await new Promise((go) => setTimeout(go, waitS * 1000));
          if (leave.signal.aborted) return;
        }
      }
      pendingHere()[1](null);
      refresh(queries, ['messages', 'sessions', 'deliverables', 'jobs', 'fit', 'turn', 'rounds']);
    },
    [queries, onSession, show],
  );

  useEffect(() => {
    const [unfinished] = pendingHere();
    if (unfinished) void follow(unfinished);
    // Back on the network there is no need to wait for the next try.
    const back = () => {
      const seen = newest.current;
      if (seen && (seen.phase === 'waiting' || (seen.phase === 'broken' && !(seen.error instanceof ApiError)))) void follow(seen.pending);
    };
    addEventListener('online', back);
    return () => (removeEventListener('online', back), leaving.current?.abort());
  }, [follow]);

  const drop = useCallback(() => {
    const text = newest.current?.pending.request.message ?? '';
    leaving.current?.abort();
    pendingHere()[1](null);
    show(null);
    return text;
  }, [show]);

  const stop = useCallback(() => {
    const turnId = newest.current?.turnId;
    // The stream itself tells the end; a cancel that comes too late is no error.
    if (turnId) void request('POST', `/v1/turns/${turnId}/cancel`).catch(() => undefined);
  }, []);

  return {
    live,
    busy: live !== null && live.phase !== 'done' && live.phase !== 'broken',
    say: (body) => void follow({ key: newKey(), request: body }),
    again: () => void (newest.current && follow(newest.current.pending)),
    stop,
    drop,
  };
}
