/** What a document does not say, and how it reads: gaps, doubts, words without a place, the machines' view. */
import { useState, type ReactNode } from 'react';
import type { Deliverable, Evidence } from '../api/types';
import { isKey, useLanguage } from '../i18n/words';
import { Button } from '../shell/Button';

function Section({ title, text, children }: { title: string; text?: string; children: ReactNode }) {
  return (
    <section aria-label={title}>
      <h3 className="mb-1 font-serif text-lg">{title}</h3>
      {text && <p className="text-sm text-muted">{text}</p>}
      {children}
    </section>
  );
}

export function LeftOut({ evidence, onAnswer }: { evidence: Evidence; onAnswer: (text?: string) => void }) {
  const { t } = useLanguage();
  const [hidden, setHidden] = useState<string[]>([]);
  const asked = evidence.left_out.filter((one) => !hidden.includes(one.pointer));
  if (asked.length === 0) return null;
  return (
    <Section title={t('panel.leftout')}>
      <ul className="mt-2 space-y-3">
        {asked.map((one) => (
          <li key={one.pointer} className="rounded-2xl border border-line bg-surface p-3.5 text-sm">
            <p>{one.question}</p>
            <p className="mt-1 text-muted">{one.reason}</p>
            <div className="mt-2 flex flex-wrap gap-2">
              <Button say="panel.leftout.yes" onClick={() => onAnswer(one.value.includes(' ') ? one.value : undefined)} />
              <Button say="panel.leftout.answer" onClick={() => onAnswer()} />
              <Button say="panel.leftout.no" look="quiet" onClick={() => setHidden([...hidden, one.pointer])} />
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** What stayed in the person's language: without a model all of it, with one what could not be borne out. */
export function Untranslated({ lines }: { lines: string[] }) {
  const { t } = useLanguage();
  if (lines.length === 0) return null;
  return (
    <Section title={t('panel.untranslated')}><ul className="list-disc space-y-1 pl-5 text-sm">{lines.map((line) => <li key={line}>{line}</li>)}</ul></Section>
  );
}

/** A press begins the sentence that is missing. */
export function Missing({ slots, onAnswer }: { slots: string[]; onAnswer: (text?: string) => void }) {
  const { t } = useLanguage();
  if (slots.length === 0) return null;
  return (
    <Section title={t('panel.missing')} text={t('panel.missing.text')}>
      <ul className="mt-2 flex flex-wrap gap-1.5">
        {slots.map((slot) => {
          const key = `slot.${slot}`;
          const name = isKey(key) ? t(key) : slot;
          return <li key={slot}><Button look="quiet" className="bg-sunken" onClick={() => onAnswer(`${name}: `)}>{name}</Button></li>;
        })}
      </ul>
    </Section>
  );
}

export function Unplaced({ evidence }: { evidence: Evidence }) {
  const { t } = useLanguage();
  if (evidence.unplaced.length === 0) return null;
  return (
    <Section title={t('panel.unplaced')} text={t('panel.unplaced.text')}>
      <ul className="mt-2 space-y-1.5 text-sm">
        {evidence.unplaced.map((one) => <li key={one.evidence.id + one.evidence.start} dir="auto" className="border-l-2 border-line pl-3">{one.text}</li>)}
      </ul>
    </Section>
  );
}

export function Ats({ deliverable: { ats } }: { deliverable: Deliverable }) {
  const { t } = useLanguage();
  if (!ats) return null;
  const findings = [...new Set(ats.findings.map((finding) => finding.text))];
  return (
    <Section title={t('panel.ats')} text={ats.passed ? t('panel.ats.passed', { n: ats.readers.length }) : t('panel.ats.failed')}>
      {findings.length > 0 && <ul className="mt-2 list-disc space-y-1 pl-5 text-sm">{findings.map((finding) => <li key={finding}>{finding}</li>)}</ul>}
    </Section>
  );
}
