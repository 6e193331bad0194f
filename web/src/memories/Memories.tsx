/** What is known about the person: each fact with its words; right it, take it back, see what depends on it. */
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { get, send } from '../api/client';
import type { Deliverable, MemoryView } from '../api/types';
import { useLanguage } from '../i18n/words';
import { useAction } from '../shell/action';
import { Failure } from '../shell/Failure';
import { Field } from '../shell/Field';
import { inOrder, ORDER } from '../panel/Understood';
import { Button } from '../shell/Button';

const PAGE = 200;
/** The order in which people tell of themselves; other kinds come after. */
const KINDS = ['name', 'email', 'phone', 'location', 'target', 'job', 'highlight', 'education', 'certificate', 'skill', 'language'];

export default function Memories() {
  const { t, or } = useLanguage();
  const [past, setPast] = useState(false);
  const memories = useInfiniteQuery({
    queryKey: ['memories'],
    queryFn: ({ pageParam }) => get('/v1/memories', { limit: PAGE, ...(pageParam && { cursor: pageParam }) }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
  });
  const documents = useQuery({ queryKey: ['deliverables'], queryFn: () => get('/v1/deliverables', { limit: 100 }) });
  const items = (memories.data?.pages ?? []).flatMap((page) => page.items).filter((one) => past || !(one.retracted || one.superseded));
  const rank = (kind: string) => (KINDS.indexOf(kind) + KINDS.length + 1) % (KINDS.length + 1);
  const kinds = [...new Set(items.map((one) => one.memory.kind))].sort((a, b) => rank(a) - rank(b));
  return (
    <div className="space-y-5 p-6 pt-2">
      <p className="text-sm text-muted">{t('memories.text')}</p>
      {memories.error && <Failure error={memories.error} onAgain={() => void memories.refetch()} />}
      {memories.data && items.length === 0 && <p>{t('memories.none')}</p>}
      {kinds.map((kind) => (
        <section key={kind}>
          <h3 className="small-title">{or(`fact.${kind}`, 'part.other')}</h3>
          <ul className="mt-1 divide-y divide-line border-y border-line">
            {items
              .filter((one) => one.memory.kind === kind)
              .map((one) => <Fact key={one.memory.id} view={one} documents={documents.data?.items ?? []} />)}
          </ul>
        </section>
      ))}
      {memories.hasNextPage && <Button say="app.more" onClick={() => void memories.fetchNextPage()} />}
      <label className="flex items-center gap-2 text-sm text-muted">
        <input type="checkbox" className="accent-accent" checked={past} onChange={() => setPast(!past)} />
        {t('memories.past')}
      </label>
    </div>
  );
}

function Fact({ view, documents }: { view: MemoryView; documents: Deliverable[] }) {
  const { t, or, locale } = useLanguage();
  const { memory, retracted, superseded, confirmed } = view;
  const past = retracted || superseded;
  const [values, setValues] = useState<Record<string, string> | null>(null);
  const { busy, error, run } = useAction();
  const told = Object.fromEntries(Object.entries(memory.claims).map(([field, claim]) => [field, claim.value]));
  const used = documents.filter((one) => view.used_in.includes(one.id));
  const path = `/v1/memories/${memory.id}`;
  const correct = (event: FormEvent) => {
    event.preventDefault();
    const claims = Object.fromEntries(Object.entries(values ?? {}).filter(([field, value]) => value !== told[field]));
    run(async () => {
      if (Object.keys(claims).length > 0) await send('PATCH', path, { claims });
      setValues(null);
    });
  };
  const takeBack = () => {
    if (confirm(t('memories.retract.sure', { n: used.length }))) run(() => send('DELETE', path));
  };
  return (
    <li className="py-2.5 text-sm">
      <details>
        <summary className={`[overflow-wrap:anywhere] ${past ? 'text-muted line-through' : ''}`}>
          {inOrder(told, t('fact.present'), locale)}
          {confirmed && <span className="ml-2 text-xs text-accent">{t('status.confirmed')}</span>}
        </summary>
        <div className="mt-2 space-y-2 pl-4">
          {memory.quote && (
            <blockquote className="border-l-2 border-accent pl-3 text-muted">
              <span className="sr-only">{t('panel.words')}: </span>
              {memory.quote}
            </blockquote>
          )}
          <p className="text-muted">{used.length > 0 ? t('memories.used', { titles: used.map((one) => one.title).join(', ') }) : t('memories.unused')}</p>
          {past && <p className="text-muted">{t(retracted ? 'memories.retracted' : 'memories.superseded')}</p>}
          {values && (
            <form className="space-y-2" onSubmit={correct}>
              {Object.keys(told).sort((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b)).map((field) => (
                <Field key={field} label={or(`field.${memory.kind}.${field}`, `field.${field}`, 'field.value')} value={values[field] ?? ''} onChange={(value) => setValues({ ...values, [field]: value })} />
              ))}
              <Button say="memories.save" look="main" type="submit" disabled={busy} />
            </form>
          )}
          {!past && (
            <div className="flex flex-wrap gap-2">
              <Button say="memories.correct" disabled={busy} onClick={() => setValues(values ? null : told)} />
              {!confirmed && <Button say="bring.confirm" disabled={busy} onClick={() => run(() => send('POST', `${path}/confirm`))} />}
              <Button say="memories.retract" look="quiet" disabled={busy} onClick={takeBack} />
            </div>
          )}
          {error && <Failure error={error} />}
        </div>
      </details>
    </li>
  );
}
