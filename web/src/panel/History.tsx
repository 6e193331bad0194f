/** Every version, the newest first: who made it and why, what is different, and the way back. */
import { useQuery } from '@tanstack/react-query';
import { diffWordsWithSpace } from 'diff';
import { useState } from 'react';
import { content, get, send } from '../api/client';
import type { Deliverable, VersionView } from '../api/types';
import { shownDay, useLanguage } from '../i18n/words';
import { useAction } from '../shell/action';
import { Failure } from '../shell/Failure';
import { Button } from '../shell/Button';

export default function History({ deliverable }: { deliverable: Deliverable }) {
  const { id: deliverable_id, version } = deliverable;
  const versions = useQuery({ queryKey: ['versions', deliverable_id, version], queryFn: () => get('/v1/deliverables/{deliverable_id}/versions', { deliverable_id }) });
  if (versions.error) return <Failure error={versions.error} onAgain={() => void versions.refetch()} />;
  return <ol className="space-y-3">{(versions.data ?? []).toReversed().map((one) => <Version key={one.version} one={one} deliverable={deliverable} />)}</ol>;
}

function Version({ one, deliverable: { id, version: newest } }: { one: VersionView; deliverable: Deliverable }) {
  const { t, locale } = useLanguage();
  const [open, setOpen] = useState(false);
  const { busy, error, run } = useAction();
  return (
    <li className="rounded-2xl border border-line bg-surface p-3.5 text-sm">
      <p className="flex flex-wrap justify-between gap-2">
        <span>{t('panel.version', { n: one.version })} · {t(one.author === 'person' ? 'history.person' : 'history.writer')}</span>
        <span className="text-muted">{shownDay(one.at, locale)}</span>
      </p>
      <div className="mt-2 flex flex-wrap gap-2">
        {one.version > 1 && <Button aria-expanded={open} onClick={() => setOpen(!open)}>{t('history.compare', { n: one.version - 1 })}</Button>}
        {one.version < newest && (
          <Button say="history.restore" disabled={busy} onClick={() => run(() => send('POST', `/v1/deliverables/${id}/restore`, { version: one.version }, newest))} />
        )}
      </div>
      {open && <Difference id={id} before={one.version - 1} after={one.version} />}
      {error && <Failure error={error} />}
    </li>
  );
}

/** Versions are compared as the text that is read, so every kind of document can be. */
function Difference({ id, before, after }: { id: string; before: number; after: number }) {
  const { t } = useLanguage();
  const texts = useQuery({
    queryKey: ['difference', id, before, after],
    queryFn: () => Promise.all([content(id, 'txt', before), content(id, 'txt', after)]),
    staleTime: Infinity,
  });
  if (texts.error) return <Failure error={texts.error} onAgain={() => void texts.refetch()} />;
  if (!texts.data) return null;
  return <Changes before={texts.data[0]} after={texts.data[1]} same={t('history.same')} />;
}

export function Changes({ before, after, same }: { before: string; after: string; same: string }) {
  if (before === after) return <p className="mt-3 text-muted">{same}</p>;
  return (
    <p className="mt-3 max-h-96 overflow-y-auto rounded-xl bg-paper p-3 whitespace-pre-wrap [overflow-wrap:anywhere]" tabIndex={0}>
      {diffWordsWithSpace(before, after).map((part, place) => {
        if (part.added) return <ins key={place} className="bg-mark no-underline">{part.value}</ins>;
        if (part.removed) return <del key={place} className="text-alarm">{part.value}</del>;
        return <span key={place}>{part.value}</span>;
      })}
    </p>
  );
}
