/** What the page shows of calls before it fetches what makes one: the way in, and those that were. */
import { useQuery } from '@tanstack/react-query';
import { get } from '../api/client';
import type { CallView, Persona } from '../api/types';
import { useLanguage, type Say } from '../i18n/words';
import { Button } from '../shell/Button';

/** With whom a call is wanted, in which conversation, and which try it is. Without a conversation it begins one. */
export type Wish = { sessionId: string | null; persona: Persona; tries: number; phone?: boolean };

type Health = { parts: Record<string, string> };
const usePart = (part: string) => useQuery({ queryKey: ['health'], queryFn: async () => (await get('/health')) as Health }).data?.parts[part] === 'ok';
export const useCallsPossible = () => usePart('voice');
export const usePhonePossible = () => usePart('phone');

export function CallButton({ onCall }: { onCall: () => void }) {
  const { t } = useLanguage();
  if (!useCallsPossible()) return null;
  return (
    <Button look="quiet" data-call aria-label={t('call.label')} className="flex items-center gap-1.5 max-md:px-1.5" onClick={onCall}>
      <svg aria-hidden viewBox="0 0 20 20" className="size-4.5" fill="none" stroke="currentColor" strokeWidth="1.6" strokeLinejoin="round">
        <path d="M4 3h3l1.5 4-2 1.5a10 10 0 0 0 5 5l1.5-2 4 1.5v3a1.5 1.5 0 0 1-1.7 1.5A14 14 0 0 1 2.5 4.7 1.5 1.5 0 0 1 4 3Z" />
      </svg>
      <span className="max-md:hidden">{t('call.label')}</span>
    </Button>
  );
}

export const nameOf = (persona: Persona, t: Say) => t(persona === 'both' ? 'call.both' : `persona.${persona}`);

export function PastCalls({ calls }: { calls: CallView[] }) {
  const { t, locale } = useLanguage();
  return calls.map(({ id, persona, seconds, recorded, cost_usd }) => {
    const time = seconds < 60 ? `${Math.round(seconds)} s` : `${Math.round(seconds / 60)} min`;
    const cost = cost_usd.toLocaleString(locale, { style: 'currency', currency: 'USD', maximumSignificantDigits: 2 });
    return (
      <li key={id} data-past-call className="text-center text-xs text-muted">
        {t('call.past', { name: nameOf(persona, t), time })} {t(recorded ? 'call.past.recorded' : 'call.past.unrecorded')} {cost_usd > 0 && t('call.past.cost', { cost })}
      </li>
    );
  });
}
