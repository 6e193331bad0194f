/** The language of the page: chosen once, kept on this machine, otherwise the browser's. */
import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import en from './en.json';

export type Locale = 'en' | 'es' | 'pt';
export const LOCALES: Record<Locale, string> = { en: 'English', es: 'Español', pt: 'Português' };

export type Key = keyof typeof en;
type Table = Record<Key, string>;
/** The compiler refuses a language that lacks a key of English, or has one more. */
const same = <T extends Table>(found: { default: T & Record<Exclude<keyof T, Key>, never> }): Table => found.default;
/** Only the language that is spoken is fetched. */
const TABLES: Record<Locale, () => Promise<Table>> = {
  en: () => Promise.resolve(en),
  es: () => import('./es.json').then(same),
  pt: () => import('./pt.json').then(same),
};
const KEPT = 'lifeos.language';

export type Say = (key: Key, values?: Record<string, string | number>) => string;
/** `or`: the words of the first key that there is; names that the service gave may have none. */
type Language = { locale: Locale; choose: (locale: Locale) => void; follow: (locale: Locale) => void; t: Say; or: (...keys: string[]) => string };
const Context = createContext<Language | null>(null);

export function isKey(key: string): key is Key {
  return key in en;
}

function isLocale(value: string | null | undefined): value is Locale {
  return value === 'en' || value === 'es' || value === 'pt';
}

function preferred(): Locale {
  const kept = localStorage.getItem(KEPT);
  if (isLocale(kept)) return kept;
  return navigator.languages.map((tag) => tag.slice(0, 2)).find(isLocale) ?? 'en';
}

export function LanguageProvider({ children }: { children: ReactNode }) {
  const [locale, setLocale] = useState(preferred);
  const [spoken, setSpoken] = useState<{ locale: Locale; table: Table } | null>(locale === 'en' ? { locale, table: en } : null);
  useEffect(() => {
    let wanted = true;
    // Without the table the page still speaks: English, until the next try.
    TABLES[locale]().catch(() => en).then((table) => wanted && setSpoken({ locale, table }));
    return () => {
      wanted = false;
    };
  }, [locale]);
  useEffect(() => {
    if (spoken) document.documentElement.lang = spoken.locale;
  }, [spoken]);
  const language = useMemo<Language | null>(() => {
    if (!spoken) return null;
    const t: Say = (key, values = {}) => spoken.table[key].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name]));
    const choose = (chosen: Locale) => {
      localStorage.setItem(KEPT, chosen);
      setLocale(chosen);
    };
    // What the person chose elsewhere holds where nothing was chosen yet.
    const follow = (chosen: Locale) => !localStorage.getItem(KEPT) && setLocale(chosen);
    return { locale: spoken.locale, choose, follow, t, or: (...keys) => t(keys.find(isKey) ?? 'part.other') };
  }, [spoken]);
  return language && <Context value={language}>{children}</Context>;
}

export function useLanguage(): Language {
  const language = useContext(Context);
  if (!language) throw new Error('useLanguage outside of LanguageProvider');
  return language;
}

export function LanguagePicker({ onChosen }: { onChosen?: (locale: Locale) => void }) {
  const { t, locale, choose } = useLanguage();
  return (
    <select
      aria-label={t('app.language')}
      className="rounded-full bg-transparent px-2 py-1 text-sm text-muted hover:text-ink"
      value={locale}
      onChange={(event) => {
        if (!isLocale(event.target.value)) return;
        choose(event.target.value);
        onChosen?.(event.target.value);
      }}
    >
      {Object.entries(LOCALES).map(([code, name]) => <option key={code} value={code} lang={code} className="bg-surface text-ink">{name}</option>)}
    </select>
  );
}

/** A day, as people write it. */
export function shownDay(at: string, locale: Locale): string {
  return new Date(at).toLocaleDateString(locale, { day: 'numeric', month: 'long', year: 'numeric' });
}

/** A date of a document (`YYYY`, `YYYY-MM`, `YYYY-MM-DD`) as people write it; anything else as it is. */
export function shownDate(value: string, locale: Locale): string {
  if (!/^\d{4}-\d{2}(-\d{2})?$/.test(value)) return value;
  const day = value.length > 7 ? ({ day: 'numeric' } as const) : {};
  return new Date(`${value.slice(0, 7)}-${value.slice(8) || '01'}T12:00`).toLocaleDateString(locale, { ...day, month: 'short', year: 'numeric' });
}
