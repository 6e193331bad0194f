/** The language of the page: chosen once, kept on this machine, otherwise the browser's. */
import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import en from './en.json';
import es from './es.json';
import pt from './pt.json';

export type Locale = 'en' | 'es' | 'pt';
export const LOCALES: Record<Locale, string> = { en: 'English', es: 'Español', pt: 'Português' };

export type Key = keyof typeof en;
/** The compiler refuses a language that lacks a key of English, or has one more. */
const same = <T extends Record<Key, string>>(table: T & Record<Exclude<keyof T, Key>, never>): Record<Key, string> => table;
const TABLES: Record<Locale, Record<Key, string>> = { en, es: same(es), pt: same(pt) };
const KEPT = 'lifeos.language';

export type Say = (key: Key, values?: Record<string, string | number>) => string;
type Language = { locale: Locale; choose: (locale: Locale) => void; t: Say };
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
  useEffect(() => {
    document.documentElement.lang = locale;
  }, [locale]);
  const language = useMemo<Language>(
    () => ({
      locale,
      choose: (chosen) => {
        localStorage.setItem(KEPT, chosen);
        setLocale(chosen);
      },
      t: (key, values = {}) => TABLES[locale][key].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name])),
    }),
    [locale],
  );
  return <Context value={language}>{children}</Context>;
}

export function useLanguage(): Language {
  const language = useContext(Context);
  if (!language) throw new Error('useLanguage outside of LanguageProvider');
  return language;
}

export function LanguagePicker() {
  const { t, locale, choose } = useLanguage();
  return (
    <select
      aria-label={t('app.language')}
      className="rounded-full bg-transparent px-2 py-1 text-sm text-muted hover:text-ink"
      value={locale}
      onChange={(event) => isLocale(event.target.value) && choose(event.target.value)}
    >
      {Object.entries(LOCALES).map(([code, name]) => (
        <option key={code} value={code} lang={code} className="bg-surface text-ink">
          {name}
        </option>
      ))}
    </select>
  );
}
