/** What was understood of a file or of a telling: each thing is right, or is taken out, before any of it is a fact. */
import { useState, type ReactNode } from 'react';
import type { Fact } from '../api/types';
import { isKey, useLanguage } from '../i18n/words';

/** What the person recognises a thing by comes first. */
const ORDER = ['name', 'institution', 'position', 'studyType', 'area', 'startDate', 'endDate'];

function shown({ about, values }: Fact, present: string): string {
  const rest = Object.keys(values).filter((field) => !ORDER.includes(field));
  const told = [...ORDER, ...rest].flatMap((field) => values[field] ?? []).map((value) => (value === 'present' ? present : value));
  return [about, ...told].filter(Boolean).join(' · ');
}

type Props = { facts: Fact[]; busy: boolean; onConfirm: (leftOut: string[]) => void; children?: ReactNode };

export function Understood({ facts, busy, onConfirm, children }: Props) {
  const { t } = useLanguage();
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
          const key = `fact.${fact.kind}`;
          return (
            <li key={fact.id}>
              <label className="flex items-start gap-2">
                <input type="checkbox" className="mt-1 accent-accent" checked={!leftOut.includes(fact.id)} onChange={() => turn(fact.id)} />
                <span className={leftOut.includes(fact.id) ? 'text-muted line-through' : '[overflow-wrap:anywhere]'}>
                  <span className="text-muted">{t(isKey(key) ? key : 'part.other')} · </span>
                  {shown(fact, t('fact.present'))}
                </span>
              </label>
            </li>
          );
        })}
      </ul>
      {children}
      <button type="submit" className="main-button" disabled={busy || leftOut.length === facts.length}>
        {t('bring.confirm')}
      </button>
    </form>
  );
}
