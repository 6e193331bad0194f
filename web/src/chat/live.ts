/** The fold of a turn's events: what the person sees while the turn goes on. */
import type { ApiError } from '../api/client';
import type { Pending } from '../api/stream';
import type { Deliverable, Question, Segment, Suggestion, TurnEvent } from '../api/types';

export type Phase = 'sending' | 'waiting' | 'thinking' | 'talking' | 'making' | 'done' | 'broken';
export type Progress = { kind: Deliverable['kind']; step: string; done: number; total: number };
export type Live = {
  pending: Pending;
  phase: Phase;
  sessionId: string | null;
  turnId: string | null;
  requestId: string;
  segments: Segment[];
  outcome: 'replied' | 'failed' | 'cancelled' | null;
  suggestions: Suggestion[];
  questions: Question[];
  deliverables: Deliverable[];
  progress: Progress | null;
  error: ApiError | Error | null;
  waitS: number;
};

export function begin(pending: Pending): Live {
  return {
    pending, phase: 'sending', sessionId: pending.request.session_id ?? null, turnId: null, requestId: '', segments: [], outcome: null,
    suggestions: [], questions: [], deliverables: [], progress: null, error: null, waitS: 0,
  };
}

export function fold(live: Live, event: TurnEvent): Live {
  // Words travel on another lane than the answer and may come after it; the answer stands.
  if (live.outcome !== null && (event.type === 'reply.delta' || event.type === 'reply.reset')) return live;
  switch (event.type) {
    case 'turn.started':
      return { ...begin(live.pending), phase: 'thinking', turnId: event.turn_id, sessionId: event.session_id, requestId: event.request_id };
    case 'intents.found':
      return { ...live, deliverables: merged(live.deliverables, event.deliverables) };
    case 'reply.delta':
      return { ...live, phase: 'talking', segments: grown(live.segments, event.speaker, event.text) };
    case 'reply.reset':
      return { ...live, phase: 'thinking', segments: [] };
    case 'document.progress':
      return { ...live, progress: event };
    case 'turn.answered':
      return { ...live, phase: 'making', outcome: event.outcome, segments: event.reply.segments, suggestions: event.suggestions, questions: event.questions };
    case 'deliverable.updated':
      return { ...live, deliverables: merged(live.deliverables, [event.deliverable]) };
    case 'turn.completed':
      return event.turn.status === 'working' ? live : { ...live, phase: 'done', deliverables: event.turn.deliverables };
    case 'turn.failed':
      return { ...live, phase: 'done', outcome: 'failed' };
    default:
      return live;
  }
}

/** A turn that somebody else follows to its end: answered, and every document that it started at its own end. */
export function settled(live: Live): boolean {
  return live.outcome !== null && live.deliverables.every((one) => one.status !== 'making');
}

/** Two speakers may answer one turn: words go to the last speaker, or open a new stretch. */
function grown(segments: Segment[], speaker: Segment['speaker'], text: string): Segment[] {
  const last = segments.at(-1);
  if (last?.speaker === speaker) return [...segments.slice(0, -1), { speaker, text: last.text + text }];
  return [...segments, { speaker, text: text.trimStart() }];
}

export function merged(known: Deliverable[], news: Deliverable[]): Deliverable[] {
  const ids = new Set(news.map((one) => one.id));
  return [...news, ...known.filter((one) => !ids.has(one.id))];
}

/** Lists come from a store that may be a moment behind: what the events told of a newer version stands. */
export function newest(told: Deliverable[] = [], listed: Deliverable[] = []): Deliverable[] {
  return told.filter((one) => one.version > (listed.find((other) => other.id === one.id)?.version ?? 0));
}
