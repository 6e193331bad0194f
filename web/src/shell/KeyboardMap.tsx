import { useCallsPossible } from '../call/calls';
import { useLanguage } from '../i18n/words';
import { IN_FIELD, SHORTCUTS, shownKeys } from './shortcuts';

export default function KeyboardMap() {
  const { t } = useLanguage();
  const hidden: string[] = useCallsPossible() ? [] : ['keys.call', 'keys.mute'];
  return (
    <dl className="divide-y divide-line p-6 pt-2 text-sm">
      {Object.entries({ ...IN_FIELD, ...SHORTCUTS }).filter(([, what]) => !hidden.includes(what)).map(([keys, what]) => (
        <div key={keys} className="flex justify-between gap-4 py-2">
          <dt>{t(what)}</dt>
          <dd><kbd className="rounded-md bg-sunken px-2 py-0.5 font-sans whitespace-nowrap">{shownKeys(keys)}</kbd></dd>
        </div>
      ))}
    </dl>
  );
}
