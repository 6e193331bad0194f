/** The CV as a form beside what it prints. Every pause keeps a new version; nothing typed is lost, whatever is away. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { ApiError, get, isStatus, send } from '../api/client';
import type { Deliverable } from '../api/types';
import { useLanguage } from '../i18n/words';
import { remembered } from '../shell/action';
import { Failure } from '../shell/Failure';
import { Field } from '../shell/Field';
import { BASICS, entriesOf, entryTitle, isoDate, isShown, PARTS, takenOut, tidy, type Entry, type Part, type Resume } from './resume';
import { photoOf } from './photo';
import { Button } from '../shell/Button';

const PAUSE_MS = 1_200;
const MOST_EARLIER = 20;

type Written = { version: number; document: Resume };
type State = 'kept' | 'changed' | 'keeping' | 'refused';
type Props = { deliverable: Deliverable; written: { version: number; document: Record<string, unknown> }; at: string; onDone: () => void; children: (document: Resume) => ReactNode };

export default function Edit({ deliverable, written, at, onDone, children }: Props) {
  const { t, or } = useLanguage();
  const form = useForm(deliverable.id, written as Written);
  const { document, change, state, error, wrong, undo, keepMine, takeTheirs } = form;
  // What was pressed on the sheet is what is corrected.
  useEffect(() => fieldAt(at)?.focus(), [at]);
  const basics = document.basics ?? {};
  const setBasics = (more: Entry) => change({ ...document, basics: { ...basics, ...more } });
  const label = (field: string) => or(`field.${field}`, 'field.value');
  return (
    <div className="@container">
      <div className="grid items-start gap-6 @4xl:grid-cols-2">
        <form className="space-y-6" onSubmit={(event) => event.preventDefault()}>
          <div className="sticky top-0 z-10 space-y-2 bg-paper py-2 text-sm">
            <div className="flex flex-wrap items-center justify-between gap-2">
              <p role="status" className={state === 'refused' ? 'text-alarm' : 'text-muted'}>{t(`edit.${state}`)}</p>
              <span className="flex gap-2">
                <Button say="edit.undo" disabled={!undo} onClick={undo ?? undefined} />
                <Button say="edit.done" onClick={onDone} />
              </span>
            </div>
            {error && isShown(wrong) && <Button look="quiet" className="px-0 text-alarm" onClick={() => fieldAt(wrong)?.focus()} say="edit.wrong.show" />}
            {error && !isShown(wrong) && (
              <Failure error={error}>
                {isStatus(error, 412) && <><Button say="edit.mine" onClick={keepMine} /><Button say="edit.theirs" onClick={takeTheirs} /></>}
              </Failure>
            )}
          </div>
          <fieldset className="grid grid-cols-2 gap-3 max-sm:grid-cols-1">
            <legend className="mb-2 font-serif text-lg">{t('part.basics')}</legend>
            {BASICS.map((field) => (
              <Field key={field} name={`/basics/${field}`} label={label(`basics.${field}`)} wrong={wrong === `/basics/${field}` && t('edit.wrong')} value={String(basics[field] ?? '')} onChange={(value) => setBasics({ [field]: value })} />
            ))}
            <Field label={label('city')} value={String((basics['location'] as Entry | undefined)?.['city'] ?? '')} onChange={(city) => setBasics({ location: { ...(basics['location'] as Entry), city } })} />
            <div className="col-span-full">
              <Field rows={2} label={label('summary')} value={String(basics['summary'] ?? '')} onChange={(summary) => setBasics({ summary })} />
            </div>
            <Photo image={String(basics['image'] ?? '')} onChange={(image) => setBasics({ image })} />
          </fieldset>
          {PARTS.map((part) => (
            <Section key={part.key} part={part} entries={entriesOf(document, part.key)} wrong={wrong} onChange={(entries) => change({ ...document, [part.key]: entries })} />
          ))}
          <TakenOut id={deliverable.id} version={written.version} document={document} onBack={(key, entry) => change({ ...document, [key]: [...entriesOf(document, key), entry] })} />
        </form>
        <div className="@4xl:sticky @4xl:top-4">{children(document)}</div>
      </div>
    </div>
  );
}

/** Keeps what is typed: at once on this machine, after a pause as a new version. */
function useForm(id: string, written: Written) {
  const queries = useQueryClient();
  const [draft, keepDraft] = remembered<Written | null>(`lifeos.edit.${id}`, null);
  // What was typed on an older version is shown all the same: keeping it asks which of the two shall stand.
  const [document, setDocument] = useState(draft?.document ?? written.document);
  const [state, setState] = useState<State>(draft ? 'changed' : 'kept');
  const [error, setError] = useState<Error | null>(null);
  const [past, setPast] = useState<Resume[]>([]);
  const undoing = useRef(false);
  const kept = useRef<Written>(draft ? { ...written, version: draft.version } : written);
  const newest = useRef(document);
  const queue = useRef(Promise.resolve());

  // Another tab or another turn wrote a version: it shows itself, unless something here is not kept yet.
  useEffect(() => {
    if (written.version <= kept.current.version || state !== 'kept') return;
    kept.current = written;
    newest.current = written.document;
    setDocument(written.document);
  }, [written, state]);

  const keep = async (next: Resume) => {
    setState('keeping');
    try {
      const clean = (tidy(next) ?? {}) as Resume;
      const saved = (await send('PUT', `/v1/deliverables/${id}`, { document: clean }, kept.current.version)) as Deliverable;
      const before = kept.current.document;
      // A step back is no step to go back to.
      if (!undoing.current) setPast((earlier) => [...earlier, before]);
      undoing.current = false;
      kept.current = { version: Math.max(saved.version, kept.current.version + 1), document: next };
      setError(null);
      keepDraft(newest.current === next ? null : { version: kept.current.version, document: newest.current });
      setState(newest.current === next ? 'kept' : 'changed');
      void queries.invalidateQueries();
    } catch (refused) {
      setError(refused instanceof Error ? refused : new Error('unknown'));
      setState(newest.current === next ? 'refused' : 'changed');
    }
  };
  // One after the other: a version that is being kept is the one that the next begins with.
  const enqueue = useRef((next: Resume) => void (queue.current = queue.current.then(() => keep(next))));
  useEffect(() => {
    if (state !== 'changed') return;
    const timer = setTimeout(() => enqueue.current(document), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [document, state]);
  // Who leaves the form does not wait for the pause.
  const pending = useRef(false);
  pending.current = state === 'changed';
  useEffect(() => () => (pending.current ? enqueue.current(newest.current) : undefined), []);

  const change = (next: Resume, back = false) => {
    undoing.current = back;
    newest.current = next;
    setDocument(next);
    setState('changed');
    keepDraft({ version: kept.current.version, document: next });
  };
  const last = past.at(-1);
  const theirs = () => get('/v1/deliverables/{deliverable_id}', { deliverable_id: id });
  return {
    document,
    state,
    error,
    wrong: isStatus(error, 422) ? pointerIn(error) : '',
    change,
    undo: last && state === 'kept' ? () => (setPast(past.slice(0, -1)), change(last, true)) : null,
    keepMine: () => void theirs().then(({ version }) => ((kept.current = { ...kept.current, version }), change(document)), setError),
    takeTheirs: () => {
      keepDraft(null);
      setError(null);
      setState('kept');
      kept.current = { ...kept.current, version: 0 };
      void queries.invalidateQueries();
    },
  };
}

/** The service names a place as `work.0.startDate: …`; the form by its pointer. */
function pointerIn(error: Error | null): string {
  const path = error instanceof ApiError ? /^([a-z]\w*(?:\.\w+)+):/i.exec(error.problem.detail ?? '')?.[1] : undefined;
  return path ? `/${path.replaceAll('.', '/')}` : '';
}

/** The field that shows a value; the lines of a job are one field. */
function fieldAt(pointer: string): HTMLElement | null {
  const named = (name: string) => window.document.querySelector<HTMLElement>(`[data-field^="${CSS.escape(name)}"]`);
  return pointer ? (named(pointer) ?? named(pointer.slice(0, pointer.lastIndexOf('/')))) : null;
}

type SectionProps = { part: Part; wrong: string; entries: Entry[]; onChange: (entries: Entry[]) => void };

function Section({ part, wrong, entries, onChange }: SectionProps) {
  const { t, or } = useLanguage();
  const title = t(`part.${part.key}` as 'part.work');
  // Of an entry whose dates do not fit together, the end is what is marked.
  const isWrong = (entry: string, field: string) => wrong === `${entry}/${field}` || (wrong === entry && field === 'endDate');
  const put = (place: number, entry: Entry) => onChange(entries.map((one, here) => (here === place ? entry : one)));
  const swap = (place: number, other: number) => {
    const next = [...entries];
    [next[place], next[other]] = [entries[other] as Entry, entries[place] as Entry];
    onChange(next);
    // The press goes on with what was moved, not with what came in its place.
    const moved = (way: string) => window.document.querySelector<HTMLElement>(`[data-move="${part.key}/${other}/${way}"]:not(:disabled)`);
    setTimeout(() => (moved(other < place ? 'up' : 'down') ?? moved(other < place ? 'down' : 'up'))?.focus());
  };
  return (
    <fieldset className="space-y-3">
      <legend className="font-serif text-lg">{title}</legend>
      {entries.map((entry, place) => (
        <div key={place} role="group" aria-label={`${title} ${place + 1}`} className="space-y-3 rounded-2xl border border-line bg-surface p-3">
          <div className="grid grid-cols-2 gap-3 max-sm:grid-cols-1">
            {part.fields.map((field) => (
              <Field
                key={field}
                name={`/${part.key}/${place}/${field}`}
                label={or(`field.${part.key}.${field}`, `field.${field}`, 'field.value')}
                value={String(entry[field] ?? '')}
                wrong={isWrong(`/${part.key}/${place}`, field) && t(/date$/i.test(field) ? 'edit.wrong.date' : 'edit.wrong')}
                {...(/date$/i.test(field) && { hint: field === 'endDate' ? t('fact.present') : '2020-09', onBlur: () => put(place, { ...entry, [field]: isoDate(String(entry[field] ?? '')) }) })}
                onChange={(value) => put(place, { ...entry, [field]: value })}
              />
            ))}
          </div>
          {part.text && <Field rows={2} label={t('field.text')} value={String(entry[part.text] ?? '')} onChange={(value) => put(place, { ...entry, [part.text as string]: value })} />}
          {part.list && (
            <Field
              rows={2} name={`/${part.key}/${place}/${part.list}`} label={or(`field.${part.key}.${part.list}`, 'field.lines')}
              value={((entry[part.list] as string[] | undefined) ?? []).join('\n')} onChange={(value) => put(place, { ...entry, [part.list as string]: value.split('\n') })}
            />
          )}
          <div className="flex flex-wrap gap-1">
            <Move label={t('edit.up')} of={entryTitle(entry)} at={`${part.key}/${place}/up`} sign="↑" disabled={place === 0} onPress={() => swap(place, place - 1)} />
            <Move label={t('edit.down')} of={entryTitle(entry)} at={`${part.key}/${place}/down`} sign="↓" disabled={place === entries.length - 1} onPress={() => swap(place, place + 1)} />
            <Button say="edit.hide" look="quiet" onClick={() => onChange(entries.filter((_, here) => here !== place))} />
          </div>
        </div>
      ))}
      <Button look="quiet" className="bg-sunken" onClick={() => onChange([...entries, {}])}>+ {title}</Button>
    </fieldset>
  );
}

function Move({ label, of, at, sign, disabled, onPress }: { label: string; of: string; at: string; sign: string; disabled: boolean; onPress: () => void }) {
  return <Button look="icon" className="disabled:opacity-30" data-move={at} aria-label={`${label}: ${of}`} disabled={disabled} onClick={onPress}>{sign}</Button>;
}

/** Off until a picture is chosen; taken away by one press. */
function Photo({ image, onChange }: { image: string; onChange: (image: string) => void }) {
  const { t } = useLanguage();
  const [unread, setUnread] = useState(false);
  const take = (file: File | undefined) => file && photoOf(file).then((found) => (setUnread(false), onChange(found)), () => setUnread(true));
  return (
    <div className="col-span-full flex flex-wrap items-center gap-3 text-sm">
      {image && <img src={image} alt="" className="h-16 rounded-lg" />}
      <label className="outline-button cursor-pointer has-focus-visible:outline-2 has-focus-visible:outline-accent">
        {t('edit.photo')}
        <input type="file" accept="image/png,image/jpeg,image/webp" className="sr-only" onChange={(event) => (void take(event.target.files?.[0]), (event.target.value = ''))} />
      </label>
      <span className="text-muted">{t('edit.photo.about')}</span>
      {image && <Button say="edit.photo.off" onClick={() => onChange('')} />}
      {unread && <p role="alert" className="text-alarm">{t('edit.photo.unread')}</p>}
    </div>
  );
}

type TakenOutProps = { id: string; version: number; document: Resume; onBack: (key: string, entry: Entry) => void };

function TakenOut({ id, version, document, onBack }: TakenOutProps) {
  const { t } = useLanguage();
  const earlier = useQuery({
    queryKey: ['earlier', id, version],
    queryFn: () => {
      const numbers = Array.from({ length: Math.min(version - 1, MOST_EARLIER) }, (_, back) => version - 1 - back);
      return Promise.all(numbers.map(async (n) => (await get('/v1/deliverables/{deliverable_id}/versions/{version}', { deliverable_id: id, version: n })).document as Resume));
    },
  });
  const out = takenOut((earlier.data ?? []).toReversed(), document);
  if (out.length === 0) return null;
  return (
    <section aria-label={t('edit.hidden')}>
      <h3 className="font-serif text-lg">{t('edit.hidden')}</h3>
      <ul className="mt-1 space-y-1 text-sm">
        {out.map(({ key, entry }) => (
          <li key={key + entryTitle(entry)} className="flex items-center justify-between gap-2">
            <span><span className="text-muted">{t(`part.${key}` as 'part.work')} · </span>{entryTitle(entry)}</span>
            <Button say="edit.back" onClick={() => onBack(key, entry)} />
          </li>
        ))}
      </ul>
    </section>
  );
}
