/** One turn as server-sent events. Sending the same key again is the same turn, however often it happens. */
import { EventSourceParserStream } from 'eventsource-parser/stream';
import { ask, refusal } from './client';
import type { TurnEvent, TurnRequest } from './types';

export type Pending = { key: string; request: TurnRequest };

export class StreamBroke extends Error {}

/** Yields until `turn.completed` or `turn.failed`; throws `StreamBroke` when the connection ends before. */
export async function* streamTurn(pending: Pending, signal: AbortSignal): AsyncGenerator<TurnEvent> {
  const answer = await ask('/v1/chat/stream', {
    method: 'POST',
    signal,
    body: JSON.stringify(pending.request),
    headers: { 'content-type': 'application/json', accept: 'text/event-stream', 'idempotency-key': pending.key },
  });
  if (!answer.ok || !answer.body) throw await refusal(answer);
  const words = new TextDecoderStream() as unknown as TransformStream<Uint8Array, string>;
  const reader = answer.body.pipeThrough(words).pipeThrough(new EventSourceParserStream()).getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) throw new StreamBroke();
      const event = JSON.parse(value.data) as TurnEvent;
      yield event;
      if (event.type === 'turn.completed' || event.type === 'turn.failed') return;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

/** A key for one message. `randomUUID` exists on secure origins only; a local network address is none. */
export function newKey(): string {
  if ('randomUUID' in crypto) return crypto.randomUUID();
  return Array.from((crypto as Crypto).getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
}

/** The control lane of a conversation. A browser goes on by itself after a lost connection, but not after an answer such as 503. */
export function listen(sessionId: string, types: readonly TurnEvent['type'][], take: (event: TurnEvent) => void, onRefused: () => unknown): EventSource {
  const source = new EventSource(`/v1/sessions/${sessionId}/events`);
  for (const type of types) source.addEventListener(type, ({ data }: MessageEvent<string>) => take(JSON.parse(data) as TurnEvent));
  source.onerror = () => source.readyState === EventSource.CLOSED && onRefused();
  return source;
}
