/** A message to somebody: read it, change it, approve exactly this text, and only then send it. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useId, useState, type FormEvent } from 'react';
import { contentUrl, get, send } from '../api/client';
import type { Deliverable, Letter, Sending } from '../api/types';
import { useLanguage } from '../i18n/words';
import { Failure } from '../shell/Failure';

const PEOPLE = ['name', 'role', 'company', 'email'] as const;
const OPEN = ['draft', 'rejected', 'failed', 'unknown'];

export function MessageDesk({ deliverable }: { deliverable: Deliverable }) {
  const { id: deliverable_id, version } = deliverable;
  const queries = useQueryClient();
  const state = useQuery({ queryKey: ['deliverable', deliverable_id, version], queryFn: () => get('/v1/deliverables/{deliverable_id}', { deliverable_id }) });
  const sending = useQuery({ queryKey: ['sending', deliverable_id, version], queryFn: () => get('/v1/deliverables/{deliverable_id}/sending', { deliverable_id }) });
  const written = useQuery({ queryKey: ['version', deliverable_id, version], queryFn: () => get('/v1/deliverables/{deliverable_id}/versions/{version}', { deliverable_id, version }) });
  const again = () => queries.invalidateQueries();
  const broken = state.error ?? sending.error ?? written.error;
  if (broken) return <Failure error={broken} onAgain={() => void again()} />;
  if (!state.data || !sending.data || !written.data) return null;
  return <Desk key={version} now={state.data} sending={sending.data} letter={written.data.document as unknown as Letter} again={again} />;
}

type DeskProps = { now: Deliverable; sending: Sending; letter: Letter; again: () => Promise<void> };

function Desk({ now, sending, letter, again }: DeskProps) {
  const { t } = useLanguage();
  const [draft, setDraft] = useState(letter);
  const [text, setText] = useState(letter.paragraphs.join('\n\n'));
  const [error, setError] = useState<Error | null>(null);
  const [busy, setBusy] = useState(false);
  const id = useId();
  const changed = text !== letter.paragraphs.join('\n\n') || JSON.stringify(draft) !== JSON.stringify(letter);
  const gaps = now.findings.filter((one) => one.severity === 'error');
  const run = (work: () => Promise<unknown>) => {
    setBusy(true);
    setError(null);
    // What was typed stays in the form until it is kept.
    work().then(again, setError).finally(() => setBusy(false));
  };
  const press = (verb: string) => run(() => send('POST', `/v1/deliverables/${now.id}/${verb}`, verb === 'approve' ? { sha256: sending.sha256 } : undefined, now.version));
  const save = (event: FormEvent) => {
    event.preventDefault();
    const recipient = { ...draft.recipient, email: draft.recipient.email || null };
    const document = { ...draft, recipient, paragraphs: text.split(/\n{2,}/).map((part) => part.trim()).filter(Boolean) };
    run(() => send('PUT', `/v1/deliverables/${now.id}`, { document }, now.version));
  };
  return (
    <section aria-label={t('message.title')} className="space-y-4 rounded-2xl border border-line bg-surface p-4">
      <p role="status" className="text-sm">
        <strong>{t(`message.status.${now.status}`)}</strong> {now.problem}
      </p>
      <form className="space-y-3" onSubmit={save}>
        <div className="grid grid-cols-2 gap-3 max-sm:grid-cols-1">
          {PEOPLE.map((field) => (
            <Field key={field} label={t(`message.${field}`)} value={draft.recipient[field] ?? ''} onChange={(value) => setDraft({ ...draft, recipient: { ...draft.recipient, [field]: value } })} />
          ))}
        </div>
        {sending.way === 'email' && <Field label={t('message.subject')} value={draft.subject} onChange={(subject) => setDraft({ ...draft, subject })} />}
        <label htmlFor={id} className="flex justify-between text-sm">
          {t('message.text')}
          <span className={text.length > sending.limit ? 'text-alarm' : 'text-muted'}>
            {text.length}/{sending.limit}
          </span>
        </label>
        <textarea id={id} rows={10} value={text} className="field-sizing-content max-h-[60dvh] w-full rounded-2xl border border-line bg-paper px-3 py-2" onChange={(event) => setText(event.target.value)} />
        {changed && (
          <button type="submit" className="main-button" disabled={busy}>
            {t('message.save')}
          </button>
        )}
      </form>
      {now.findings.length > 0 && (
        <ul className="list-disc space-y-1 pl-5 text-sm">
          {now.findings.map((one) => (
            <li key={one.text} className={one.severity === 'error' ? 'text-alarm' : 'text-muted'}>
              {one.text}
            </li>
          ))}
        </ul>
      )}
      {error && <Failure error={error} />}
      {changed ? (
        <p className="text-sm text-muted">{t('message.unsaved')}</p>
      ) : (
        <Actions now={now} sending={sending} busy={busy} ready={gaps.length === 0 && !now.stale} press={press} />
      )}
    </section>
  );
}

type ActionsProps = { now: Deliverable; sending: Sending; busy: boolean; ready: boolean; press: (verb: string) => void };

function Actions({ now, sending, busy, ready, press }: ActionsProps) {
  const { t } = useLanguage();
  const [copied, setCopied] = useState(false);
  const copy = () => void navigator.clipboard.writeText(sending.text).then(() => setCopied(true));
  if (now.status === 'sent') {
    return (
      <div className="flex flex-wrap items-center gap-2 text-sm">
        {now.follow_up_on && <span className="text-muted">{t('message.followup', { day: now.follow_up_on })}</span>}
        {now.replied_at ? <span className="text-muted">{t('message.replied.done')}</span> : <Press name="replied" busy={busy} press={press} />}
      </div>
    );
  }
  return (
    <div className="space-y-2">
      <p className="text-sm text-muted">{sending.happens}</p>
      <div className="flex flex-wrap gap-2">
        {OPEN.includes(now.status) && <Press name="approve" main busy={busy || !ready} press={press} />}
        {now.status === 'unknown' && <Press name="mark-sent" busy={busy} press={press} />}
        {now.status === 'approved' && (
          <>
            {sending.by_server ? <Press name="send" main busy={busy} press={press} /> : <Press name="mark-sent" main busy={busy} press={press} />}
            <button type="button" className="outline-button" onClick={copy}>
              {copied ? t('message.copied') : t('message.copy')}
            </button>
            {sending.mailto && !sending.by_server && (
              <a className="outline-button" href={sending.mailto}>
                {t('message.mailto')}
              </a>
            )}
            {sending.recipient.link && (
              <a className="outline-button" href={sending.recipient.link} target="_blank" rel="noopener noreferrer">
                {t('message.open')}
              </a>
            )}
            {now.formats.includes('eml') && (
              <a download className="outline-button" href={contentUrl(now.id, 'eml', now.version)}>
                EML
              </a>
            )}
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
    <button type="button" className={main ? 'main-button' : 'outline-button'} disabled={busy} onClick={() => press(name)}>
      {t(`message.${name}`)}
    </button>
  );
}

function Field({ label, value, onChange }: { label: string; value: string; onChange: (value: string) => void }) {
  const id = useId();
  return (
    <div>
      <label htmlFor={id} className="text-sm text-muted">
        {label}
      </label>
      <input id={id} value={value} className="w-full rounded-xl border border-line bg-paper px-3 py-1.5" onChange={(event) => onChange(event.target.value)} />
    </div>
  );
}
