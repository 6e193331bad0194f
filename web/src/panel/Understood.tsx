/** What was understood of a file or of a telling: each thing is right, or is taken out, before any of it is a fact. */
import { useState, type ReactNode } from 'react';
import type { Fact } from '../api/types';
import { shownDate, useLanguage, type Locale } from '../i18n/words';
import { Button } from '../shell/Button';

/** What the person recognises a thing by comes first. */
export const ORDER = ['name', 'institution', 'language', 'position', 'studyType', 'area', 'startDate', 'endDate'];

/** The values of a fact as one line. */
export function inOrder(values: Record<string, string>, present: string, locale: Locale): string {
  const rest = Object.keys(values).filter((field) => !ORDER.includes(field));
  return [...ORDER, ...rest].flatMap((field) => values[field] ?? []).map((value) => (value === 'present' ? present : shownDate(value, locale))).join(' · ');
}

type Props = { facts: Fact[]; busy: boolean; onConfirm: (leftOut: string[]) => void; children?: ReactNode };

export function Understood({ facts, busy, onConfirm, children }: Props) {
  const { t, or, locale } = useLanguage();
  const [leftOut, setLeftOut] = useState<string[]>([]);
  const turn = (id: string) => setLeftOut(leftOut.includes(id) ? leftOut.filter((one) => one !== id) : [...leftOut, id]);
  return (
    <form
      className="space-y-3"
      onSubmit={(event) => {
        event.preventDefault();
        onConfirm(leftOut);
      }}
    >
      <ul className="max-h-80 space-y-1.5 overflow-y-auto text-sm" tabIndex={0}>
        {facts.map((fact) => {
          return (
            <li key={fact.id}>
              <label className="flex items-start gap-2">
                <input type="checkbox" className="mt-1 accent-accent" checked={!leftOut.includes(fact.id)} onChange={() => turn(fact.id)} />
                <span className={leftOut.includes(fact.id) ? 'text-muted line-through' : '[overflow-wrap:anywhere]'}>
                  <span className="text-muted">{or(`fact.${fact.kind}`, 'part.other')} · </span>
                  {fact.about && `${fact.about} · `}
                  {inOrder(fact.values, t('fact.present'), locale)}
                </span>
              </label>
            </li>
          );
        })}
      </ul>
      {children}
      <Button say="bring.confirm" look="main" type="submit" disabled={busy || leftOut.length === facts.length} />
    </form>
  );
}
