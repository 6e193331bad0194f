/** One thing said: by the person, or by one or two speakers. */
import { lazy, Suspense, type ReactNode } from 'react';
import type { Deliverable, Segment } from '../api/types';
import { isKey, useLanguage } from '../i18n/words';
import { Button } from '../shell/Button';

const Markdown = lazy(() => import('./Markdown'));
const FORMATTED = /[*_`#|[\]]|^\s*(?:[-+>]|\d+[.)])\s/m;

export function PersonSaid({ text, onEdit }: { text: string; onEdit?: () => void }) {
  const { t } = useLanguage();
  return (
    <li className="appear relative flex flex-col items-end">
      <div dir="auto" className="max-w-[85%] rounded-3xl rounded-br-md bg-sunken px-4 py-2.5 whitespace-pre-wrap [overflow-wrap:anywhere]">
        <span className="sr-only">{t('chat.you')}: </span>
        {text}
      </div>
      {onEdit && <Button say="chat.edit" look="icon" className="absolute top-full right-0 text-xs" onClick={onEdit} />}
    </li>
  );
}

export function SpeakerSaid({ segment, children }: { segment: Segment; children?: ReactNode }) {
  const { t } = useLanguage();
  const key = `persona.${segment.speaker}`;
  const name = isKey(key) ? t(key) : segment.speaker;
  const face = segment.speaker === 'mariana' ? 'border border-accent text-accent' : 'bg-accent text-on-accent';
  const plain = <p className="whitespace-pre-wrap">{segment.text}</p>;
  return (
    <li className="appear flex gap-3" data-speaker={segment.speaker}>
      <span aria-hidden className={`mt-0.5 grid size-7 shrink-0 place-items-center rounded-full text-xs font-semibold ${face}`}>{name.slice(0, 1)}</span>
      <div className="min-w-0 flex-1">
        <p className="small-title leading-6">{name}</p>
        <div dir="auto" className="[overflow-wrap:anywhere]">
          {FORMATTED.test(segment.text) ? (
            <Suspense fallback={plain}><Markdown text={segment.text} /></Suspense>
          ) : (plain)}
        </div>
        {children}
      </div>
    </li>
  );
}

export function DocumentCard({ deliverable, onOpen }: { deliverable: Deliverable; onOpen: () => void }) {
  const { t } = useLanguage();
  return (
    <button
      type="button"
      className="appear flex w-full items-center gap-3 rounded-2xl border border-line bg-surface p-3 text-left transition-colors hover:border-accent"
      onClick={onOpen}
    >
      <span aria-hidden className="grid h-11 w-8 shrink-0 content-center gap-1 rounded-sm border border-line bg-paper px-1.5">
        <i className="h-0.5 w-3 bg-accent" />
        <i className="h-0.5 bg-line" />
        <i className="h-0.5 bg-line" />
      </span>
      <span className="min-w-0 flex-1">
        <span className="block truncate font-medium">{deliverable.title || t(`kind.name.${deliverable.kind}`)}</span>
        <span className="text-sm text-muted">
          {t(`kind.name.${deliverable.kind}`)} · {deliverable.version > 0 ? t('panel.version', { n: deliverable.version }) : t('message.status.making')}
        </span>
      </span>
      {deliverable.stale && <span className="rounded-full bg-sunken px-2 py-0.5 text-xs text-alarm">{t('panel.stale.badge')}</span>}
      <span className="text-sm text-accent">{t('chat.open')}</span>
    </button>
  );
}
