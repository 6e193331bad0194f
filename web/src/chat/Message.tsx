/** One thing said: by the person, or by one or two speakers. */
import type { Deliverable, Segment } from '../api/types';
import { isKey, useLanguage } from '../i18n/words';

export function PersonSaid({ text }: { text: string }) {
  const { t } = useLanguage();
  return (
    <li className="appear flex justify-end">
      <div className="max-w-[85%] rounded-3xl rounded-br-md bg-sunken px-4 py-2.5 whitespace-pre-wrap [overflow-wrap:anywhere]">
        <span className="sr-only">{t('chat.you')}: </span>
        {text}
      </div>
    </li>
  );
}

export function SpeakerSaid({ segment }: { segment: Segment }) {
  const { t } = useLanguage();
  const key = `persona.${segment.speaker}`;
  const name = isKey(key) ? t(key) : segment.speaker;
  const face = segment.speaker === 'mariana' ? 'border border-accent text-accent' : 'bg-accent text-on-accent';
  return (
    <li className="appear flex gap-3" data-speaker={segment.speaker}>
      <span aria-hidden className={`mt-0.5 grid size-7 shrink-0 place-items-center rounded-full text-xs font-semibold ${face}`}>
        {name.slice(0, 1)}
      </span>
      <div className="min-w-0">
        <p className="small-title leading-6">{name}</p>
        <p className="whitespace-pre-wrap [overflow-wrap:anywhere]">{segment.text}</p>
      </div>
    </li>
  );
}

export function DocumentCard({ deliverable, onOpen }: { deliverable: Deliverable; onOpen: () => void }) {
  const { t } = useLanguage();
  return (
    <li className="appear pl-10">
      <button
        type="button"
        className="flex w-full max-w-sm items-center gap-3 rounded-2xl border border-line bg-surface p-3 text-left transition-colors hover:border-accent"
        onClick={onOpen}
      >
        <span aria-hidden className="grid h-11 w-8 shrink-0 content-center gap-1 rounded-sm border border-line bg-paper px-1.5">
          <i className="h-0.5 w-3 bg-accent" />
          <i className="h-0.5 bg-line" />
          <i className="h-0.5 bg-line" />
        </span>
        <span className="min-w-0 flex-1">
          <span className="block truncate font-medium">{deliverable.title}</span>
          <span className="text-sm text-muted">{t('panel.version', { n: deliverable.version })}</span>
        </span>
        <span className="text-sm text-accent">{t('chat.open')}</span>
      </button>
    </li>
  );
}
