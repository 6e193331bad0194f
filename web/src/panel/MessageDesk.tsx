/** A message to somebody: read it, change it, approve exactly this text, and only then send it. What was decided stays listed. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useState, type FormEvent } from 'react';
import { contentUrl, get, send } from '../api/client';
import type { Deliverable, Letter, Sending } from '../api/types';
import { shownDate, useLanguage } from '../i18n/words';
import { useAction, useKept } from '../shell/action';
import { CopyButton } from '../shell/copy';
import { Failure } from '../shell/Failure';
import { Field } from '../shell/Field';
import { Button } from '../shell/Button';

const Changes = lazy(() => import('./History').then((history) => ({ default: history.Changes })));

const PEOPLE = ['name', 'role', 'company', 'email'] as const;
const DONE = ['sending', 'sent'];
const OPEN = ['draft', 'rejected', 'failed', 'unknown'];

type Seen = { sha256: string; text: string };

export function MessageDesk({ deliverable }: { deliverable: Deliverable }) {
  const { id: deliverable_id, version } = deliverable;
  const queries = useQueryClient();
  const state = useQuery({ queryKey: ['deliverable', deliverable_id, version], queryFn: () => get('/v1/deliverables/{deliverable_id}', { deliverable_id }) });
  const sending = useQuery({ queryKey: ['sending', deliverable_id, version], queryFn: () => get('/v1/deliverables/{deliverable_id}/sending', { deliverable_id }) });
  const written = useQuery({ queryKey: ['version', deliverable_id, version], queryFn: () => get('/v1/deliverables/{deliverable_id}/versions/{version}', { deliverable_id, version }) });
  // What was looked at is remembered: a change while something else was open is shown as well.
  const [seen, setSeen] = useKept<Seen | null>(`lifeos.seen.${deliverable_id}`, null);
  const [own, setOwn] = useState(0);
  const now = sending.data ? { sha256: sending.data.sha256, text: whole(sending.data) } : null;
  // A version that was written in this form needs no second look.
  if (now && sending.data && seen?.sha256 !== now.sha256 && (!seen || sending.data.version === own)) setSeen(now);
  const broken = state.error ?? sending.error ?? written.error;
  if (broken) return <Failure error={broken} onAgain={() => void queries.invalidateQueries()} />;
  if (!state.data || !sending.data || !written.data || !now) return null;
  const changed = seen && seen.sha256 !== now.sha256 ? seen : null;
  return (
    <>
      {changed && <SecondLook before={changed.text} after={now.text} onLooked={() => setSeen(now)} />}
      <Desk key={version} now={state.data} sending={sending.data} letter={written.data.document as unknown as Letter} looked={!changed} onSaved={() => setOwn(version + 1)} />
      <AuditLog id={deliverable_id} version={version} status={state.data.status} />
    </>
  );
}

/** Everything that an approval covers, as one text. */
function whole({ recipient, subject, text }: Sending): string {
  return [recipient.name, recipient.role, recipient.company, recipient.email, subject, text].filter(Boolean).join('\n');
}

/** Somebody or something changed the text under the person's eyes: they look again before they can approve. */
function SecondLook({ before, after, onLooked }: { before: string; after: string; onLooked: () => void }) {
  const { t } = useLanguage();
  return (
    <div role="alert" className="rounded-2xl border border-alarm p-4 text-sm">
      <p>{t('message.changed')}</p>
      <Suspense fallback={null}><Changes before={before} after={after} same={t('history.same')} /></Suspense>
      <Button say="message.looked" look="main" className="mt-3" onClick={onLooked} />
    </div>
  );
}

function AuditLog({ id: deliverable_id, version, status }: { id: string; version: number; status: string }) {
  const { t, locale } = useLanguage();
  const audit = useQuery({ queryKey: ['audit', deliverable_id, version, status], queryFn: () => get('/v1/deliverables/{deliverable_id}/audit', { deliverable_id }) });
  const lines = audit.data?.items ?? [];
  if (lines.length === 0) return null;
  return (
    <details className="text-sm">
      <summary>{t('audit.title')}</summary>
      <ol className="mt-2 space-y-1 text-muted">
        {lines.map((line, place) => (
          <li key={place}>
            {new Date(line.at).toLocaleString(locale, { dateStyle: 'medium', timeStyle: 'short' })} · {t(`audit.${line.what}`)} · {t('panel.version', { n: line.version })}
            {!line.granted && ` · ${t('audit.refused')}`} {line.sha256 && <code className="text-xs">{line.sha256.slice(0, 12)}</code>}
          </li>
        ))}
      </ol>
    </details>
  );
}

type DeskProps = { now: Deliverable; sending: Sending; letter: Letter; looked: boolean; onSaved: () => void };

function Desk({ now, sending, letter, looked, onSaved }: DeskProps) {
  const { t } = useLanguage();
  // What was typed stays in the form until it is kept, whatever is opened or closed meanwhile.
  const [typed, keepTyped] = useKept<{ letter: Letter; text: string } | null>(`lifeos.message.${now.id}`, null);
  const written = letter.paragraphs.join('\n\n');
  const setTyped = (next: typeof typed) => keepTyped(next?.text === written && JSON.stringify(next.letter) === JSON.stringify(letter) ? null : next);
  const { letter: draft, text } = typed ?? { letter, text: written };
  const setDraft = (next: Letter) => setTyped({ letter: next, text });
  const { busy, error, run } = useAction();
  const changed = typed !== null;
  const gaps = now.findings.filter((one) => one.severity === 'error');
  const press = (verb: string) => run(() => send('POST', `/v1/deliverables/${now.id}/${verb}`, verb === 'approve' ? { sha256: sending.sha256 } : undefined, now.version));
  const save = (event: FormEvent) => {
    event.preventDefault();
    const recipient = { ...draft.recipient, email: draft.recipient.email || null };
    const document = { ...draft, recipient, paragraphs: text.split(/\n{2,}/).map((part) => part.trim()).filter(Boolean) };
    run(() => send('PUT', `/v1/deliverables/${now.id}`, { document }, now.version).then(() => (setTyped(null), onSaved())));
  };
  return (
    <section aria-label={t('message.title')} className="space-y-4 rounded-2xl border border-line bg-surface p-4">
      <p role="status" className="text-sm"><strong>{t(`message.status.${now.status}`)}</strong> {now.problem}</p>
      <form className="space-y-3" onSubmit={save}>
        <fieldset disabled={DONE.includes(now.status)} className="space-y-3">
          <div className="grid grid-cols-2 gap-3 max-sm:grid-cols-1">
            {PEOPLE.map((field) => (
              <Field key={field} label={t(`message.${field}`)} value={draft.recipient[field] ?? ''} onChange={(value) => setDraft({ ...draft, recipient: { ...draft.recipient, [field]: value } })} />
            ))}
          </div>
          {sending.way === 'email' && <Field label={t('message.subject')} value={draft.subject} onChange={(subject) => setDraft({ ...draft, subject })} />}
          <Field label={t('message.text')} rows={10} value={text} beside={`${text.length}/${sending.limit}`} onChange={(next) => setTyped({ letter: draft, text: next })} />
        </fieldset>
        {changed && <Button say="message.save" look="main" type="submit" disabled={busy} />}
      </form>
      {now.findings.length > 0 && (
        <ul className="list-disc space-y-1 pl-5 text-sm">
          {now.findings.map((one) => <li key={one.text} className={one.severity === 'error' ? 'text-alarm' : 'text-muted'}>{one.text}</li>)}
        </ul>
      )}
      {error && <Failure error={error} />}
      {changed ? (
        <p className="text-sm text-muted">{t('message.unsaved')}</p>
      ) : <Actions now={now} sending={sending} busy={busy} ready={gaps.length === 0 && !now.stale && looked} press={press} />}
    </section>
  );
}

type ActionsProps = { now: Deliverable; sending: Sending; busy: boolean; ready: boolean; press: (verb: string) => void };

function Actions({ now, sending, busy, ready, press }: ActionsProps) {
  const { t, locale } = useLanguage();
  if (now.status === 'sent') {
    return (
      <div className="flex flex-wrap items-center gap-2 text-sm">
        {now.follow_up_on && <span className="text-muted">{t('message.followup', { day: shownDate(now.follow_up_on, locale) })}</span>}
        {now.replied_at ? <span className="text-muted">{t('message.replied.done')}</span> : <Press name="replied" busy={busy} press={press} />}
      </div>
    );
  }
  return (
    <div className="space-y-2">
      <p className="text-sm text-muted">{t(sending.way === 'email' && !sending.by_server ? 'message.happens.byhand' : `message.happens.${sending.way}`)}</p>
      <div className="flex flex-wrap gap-2">
        {OPEN.includes(now.status) && <Press name="approve" main busy={busy || !ready} press={press} />}
        {now.status === 'unknown' && <Press name="mark-sent" busy={busy} press={press} />}
        {now.status === 'approved' && (
          <>
            {sending.by_server ? <Press name="send" main busy={busy} press={press} /> : <Press name="mark-sent" main={!sending.mailto} busy={busy} press={press} />}
            <CopyButton text={sending.text} say="message.copy" look="outline" />
            {sending.mailto && !sending.by_server && <a className="main-button" href={sending.mailto}>{t('message.mailto')}</a>}
            {sending.recipient.link && <a className="outline-button" href={sending.recipient.link} target="_blank" rel="noopener noreferrer">{t('message.open')}</a>}
            {now.formats.includes('eml') && <a download className="outline-button" href={contentUrl(now.id, 'eml', now.version)}>EML</a>}
          </>
        )}
        {now.status !== 'sending' && now.status !== 'rejected' && <Press name="reject" busy={busy} press={press} />}
      </div>
    </div>
  );
}

function Press({ name, main, busy, press }: { name: 'approve' | 'send' | 'reject' | 'replied' | 'mark-sent'; main?: boolean; busy: boolean; press: (verb: string) => void }) {
  const { t } = useLanguage();
  return (
    <button type="button" {...(name === 'approve' && { 'data-approve': true })} {...(name === 'reject' && { 'data-reject': true })} className={main ? 'main-button' : 'outline-button'} disabled={busy} onClick={() => press(name)}>
      {t(`message.${name}`)}
    </button>
  );
}
