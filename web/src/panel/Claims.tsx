/** Every line of the document; pressing one shows the words it came from. */
import { useId, useState } from 'react';
import type { Evidence } from '../api/types';
import { isKey, shownDate, useLanguage } from '../i18n/words';
import { grouped, quotes, type Claim } from './evidence';

/** Fields whose value alone does not say what it is. */
const SHOWN_FIELDS = /Date|email|phone|fluency|level|score/;

type Props = { document: unknown; evidence: Evidence };

export function Claims({ document, evidence }: Props) {
  const { t, or } = useLanguage();
  return (
    <div className="space-y-5">
      <p className="text-sm text-muted">{t('panel.claims.text')}</p>
      {grouped(document, evidence.leaves).map((group) => {
        const part = or(`part.${group.part}`, 'part.other');
        return (
          <div key={group.part + group.heading}>
            <h3 className="small-title">{group.heading ? `${part} · ${group.heading}` : part}</h3>
            <ul className="mt-1 divide-y divide-line border-y border-line">
              {group.claims.map((claim) => <ClaimLine key={claim.pointer} claim={claim} words={evidence.words} />)}
            </ul>
          </div>
        );
      })}
    </div>
  );
}

function ClaimLine({ claim, words }: { claim: Claim; words: Evidence['words'] }) {
  const { t } = useLanguage();
  const [open, setOpen] = useState(false);
  const id = useId();
  return (
    <li data-pointer={claim.pointer}>
      <button
        type="button"
        aria-expanded={open}
        aria-controls={id}
        className="flex w-full items-baseline justify-between gap-4 py-2 text-left transition-colors hover:text-accent"
        onClick={() => setOpen(!open)}
      >
        <ClaimValue claim={claim} />
        <span className="shrink-0 text-xs text-muted">{t(`status.${claim.leaf.status}`)}</span>
      </button>
      <div id={id} hidden={!open} className="pb-3">{open && <Words claim={claim} words={words} />}</div>
    </li>
  );
}

export function ClaimValue({ claim }: { claim: Claim }) {
  const { t, locale } = useLanguage();
  const field = `field.${claim.pointer.split('/').at(-1)}`;
  const value = claim.value === 'present' ? t('fact.present') : shownDate(claim.value, locale);
  return (
    <span className="min-w-0 [overflow-wrap:anywhere]">
      {isKey(field) && SHOWN_FIELDS.test(field) && <span className="text-muted">{t(field)} </span>}
      <bdi>{value}</bdi>
    </span>
  );
}

/** The person's own words behind a claim, with a little of what stands around them. */
export function Words({ claim, words }: { claim: Claim; words: Evidence['words'] }) {
  const { t } = useLanguage();
  const found = quotes(claim.leaf, words);
  if (found.length === 0) return <p className="text-sm text-muted">{t('panel.words.none')}</p>;
  return found.map((quote, place) => (
    <blockquote key={place} dir="auto" className="border-l-2 border-accent pl-3 text-sm text-muted">
      <span className="sr-only">{t('panel.words')}: </span>
      {quote.before}
      <mark className="text-ink">{quote.said}</mark>
      {quote.after}
    </blockquote>
  ));
}
