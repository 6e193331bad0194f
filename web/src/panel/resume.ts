/** The parts of a JSON Resume that the form shows, and how an edited one is made fit to be kept. */

export type Entry = Record<string, unknown>;
export type Resume = Record<string, unknown> & { basics?: Entry };
export type Part = { key: string; fields: string[]; text?: string; list?: string };

const TIME = ['startDate', 'endDate'];
export const PARTS: Part[] = [
  { key: 'work', fields: ['position', 'name', 'location', ...TIME], text: 'summary', list: 'highlights' },
  { key: 'education', fields: ['studyType', 'area', 'institution', ...TIME, 'score'], list: 'courses' },
  { key: 'skills', fields: ['name', 'level'], list: 'keywords' },
  { key: 'languages', fields: ['language', 'fluency'] },
  { key: 'certificates', fields: ['name', 'issuer', 'date'] },
  { key: 'projects', fields: ['name', 'entity', ...TIME], text: 'description', list: 'highlights' },
  { key: 'volunteer', fields: ['position', 'organization', ...TIME], text: 'summary', list: 'highlights' },
  { key: 'awards', fields: ['title', 'awarder', 'date'], text: 'summary' },
  { key: 'publications', fields: ['name', 'publisher', 'releaseDate'], text: 'summary' },
  { key: 'interests', fields: ['name'], list: 'keywords' },
  { key: 'references', fields: ['name'], text: 'reference' },
];
export const BASICS = ['name', 'label', 'email', 'phone', 'url'];

/** Whether the form has a field for this place; what it has none for is told in words. */
export function isShown(pointer: string): boolean {
  const [, key = '', , field] = pointer.split('/');
  const part = PARTS.find((one) => one.key === key);
  return key === 'basics' ? BASICS.includes(pointer.split('/')[2] ?? '') : part !== undefined && (field === undefined || part.fields.includes(field));
}

export function entriesOf(resume: Resume, key: string): Entry[] {
  return (resume[key] as Entry[] | undefined) ?? [];
}

/** Without what is empty: an emptied field is a field that is not there. */
export function tidy<T>(value: T): T | undefined {
  if (typeof value === 'string') return value.trim() ? value : undefined;
  if (Array.isArray(value)) {
    const kept = value.map(tidy).filter((one) => one !== undefined);
    return kept.length > 0 ? (kept as T) : undefined;
  }
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).flatMap(([key, one]) => {
    const left: unknown = tidy(one);
    return left === undefined ? [] : [[key, left]];
  });
  return kept.length > 0 ? (Object.fromEntries(kept) as T) : undefined;
}

/** What an entry is recognised by in a list. */
export function entryTitle(entry: Entry): string {
  const found = ['name', 'institution', 'organization', 'title', 'language', 'position', 'reference'].map((field) => entry[field]).find((value) => typeof value === 'string' && value);
  return String(found ?? '');
}

/** Entries of earlier versions that this one does not have, so that nothing taken out is gone. One employer may stand twice. */
export function takenOut(earlier: Resume[], now: Resume): { key: string; entry: Entry }[] {
  const found = new Map<string, { key: string; entry: Entry }>();
  for (const { key } of PARTS) {
    for (const version of earlier) {
      for (const title of new Set(entriesOf(version, key).map(entryTitle).filter(Boolean))) {
        const [then, here] = [version, now].map((one) => entriesOf(one, key).filter((entry) => entryTitle(entry) === title)) as [Entry[], Entry[]];
        const same = (entry: Entry) => here.some((other) => JSON.stringify(other) === JSON.stringify(entry));
        const gone = then.filter((entry) => !same(entry)).slice(0, Math.max(0, then.length - here.length));
        gone.forEach((entry, place) => found.set(`${key}/${title}/${place}`, { key, entry }));
      }
    }
  }
  return [...found.values()];
}

const MONTHS = ['en', 'es', 'pt'].flatMap((locale) => Array.from({ length: 12 }, (_, month) => [new Date(2000, month, 15).toLocaleDateString(locale, { month: 'long' }).toLowerCase(), month + 1] as const));

/** `05/2019`, `May 2019`, `junio de 2020` and the like as JSON Resume writes dates; what is no date stays as it was typed. */
export function isoDate(typed: string): string {
  const text = typed.trim().toLowerCase();
  if (/^(present|today|now|actual\w*|hoy|atual\w*|hoje)$/.test(text)) return '';
  const [, month, year] = /^(\d{1,2})[/. -](\d{4})$/.exec(text) ?? [];
  if (month && year && Number(month) <= 12) return `${year}-${month.padStart(2, '0')}`;
  const [, word = '', named] = /^(\p{L}{3,})\.?(?: de| of)? (\d{4})$/u.exec(text) ?? [];
  const number = MONTHS.find(([name]) => word && name.startsWith(word))?.[1];
  return number && named ? `${named}-${String(number).padStart(2, '0')}` : typed;
}
