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

/** Entries of earlier versions that this one does not have, so that nothing taken out is gone. */
export function takenOut(earlier: Resume[], now: Resume): { key: string; entry: Entry }[] {
  const found = new Map<string, { key: string; entry: Entry }>();
  for (const { key } of PARTS) {
    const here = entriesOf(now, key).map(entryTitle);
    for (const entry of earlier.flatMap((one) => entriesOf(one, key))) {
      const title = entryTitle(entry);
      if (title && !here.includes(title)) found.set(`${key}/${title}`, { key, entry });
    }
  }
  return [...found.values()];
}
