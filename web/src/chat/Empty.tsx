/** A conversation that has not begun: bring what you have, or begin a sentence. */
import type { Goal } from '../api/types';
import { useLanguage, type Key } from '../i18n/words';
import { BringButton } from './Bring';
import { Button } from '../shell/Button';

const STARTS: Record<Goal, Key[]> = {
  cv: ['chat.start.work', 'chat.start.study', 'chat.start.name'],
  job: ['chat.start.advert', 'chat.start.work', 'chat.start.study'],
  interview: ['chat.start.interview', 'chat.start.work', 'chat.start.result'],
  outreach: ['chat.start.message', 'chat.start.work', 'chat.start.result'],
};

export function Empty({ goal, onStart, onFile }: { goal: Goal; onStart: (text: string) => void; onFile: (file: File) => void }) {
  const { t } = useLanguage();
  return (
    <div className="mx-auto max-w-2xl px-6 pt-[10vh] max-md:pt-8">
      <h2 className="font-serif text-4xl tracking-tight text-balance max-md:text-3xl">{t('chat.empty.title')}</h2>
      <p className="mt-4 max-w-md text-lg text-muted">{t('chat.empty.text')}</p>
      <div className="mt-8 flex flex-wrap items-center gap-x-3 gap-y-2">
        <BringButton main onFile={onFile} />
        <span className="text-sm text-muted">{t('bring.text')}</span>
      </div>
      <p className="mt-6 text-sm text-muted">{t('bring.or')}</p>
      <div className="mt-2 flex flex-wrap gap-2">{STARTS[goal].map((key) => <Button key={key} onClick={() => onStart(t(key))}>{t(key).trim()} …</Button>)}</div>
    </div>
  );
}
