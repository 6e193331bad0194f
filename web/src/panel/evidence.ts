/** From the values of a document to the words behind them. */
import type { Evidence, Leaf } from '../api/types';

export type Claim = { pointer: string; value: string; leaf: Leaf };
export type Group = { part: string; heading: string; claims: Claim[] };
type Json = unknown;

/** The value that a JSON Pointer (RFC 6901) names, or undefined. */
export function at(document: Json, pointer: string): Json {
  const steps = pointer.split('/').slice(1).map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  return steps.reduce<Json>((found, step) => (found as Record<string, Json> | undefined)?.[step], document);
}

export function claimsOf(document: Json, leaves: Leaf[]): Claim[] {
  return leaves.flatMap((leaf) => {
    const value = leaf.pointer === '/basics/image' ? undefined : at(document, leaf.pointer);
    return value === undefined || value === null ? [] : [{ pointer: leaf.pointer, value: String(value), leaf }];
  });
}

/** Claims in the order of the document: one group for each job, school, and so on. */
export function grouped(document: Json, leaves: Leaf[]): Group[] {
  const groups = new Map<string, Group>();
  for (const claim of claimsOf(document, leaves)) {
    const [, part = '', index = ''] = claim.pointer.split('/');
    const listed = part === 'work' || part === 'education';
    const key = listed ? `${part}/${index}` : part;
    const entry = at(document, `/${part}/${index}`) as Record<string, string> | undefined;
    const heading = listed ? (entry?.['name'] ?? entry?.['institution'] ?? '') : '';
    const group = groups.get(key) ?? { part, heading, claims: [] };
    group.claims.push(claim);
    groups.set(key, group);
  }
  const order = ['basics', 'work', 'education', 'languages', 'skills'];
  const rank = (group: Group) => (order.indexOf(group.part) + order.length + 1) % (order.length + 1);
  for (const group of groups.values()) group.claims.sort(inOrder);
  return [...groups.values()].sort((a, b) => rank(a) - rank(b));
}

const FIELDS = ['name', 'institution', 'language', 'studyType', 'area', 'position', 'label', 'startDate', 'endDate', 'fluency'];

/** Inside an entry: what it is, then when, then everything else as the document has it. */
function place({ pointer }: Claim): [number, number] {
  const [, , index, field] = pointer.split('/');
  const known = FIELDS.indexOf(field ?? index ?? '');
  return [Number(index) || 0, known < 0 ? FIELDS.length : known];
}

function inOrder(a: Claim, b: Claim): number {
  const [entryA, fieldA] = place(a);
  const [entryB, fieldB] = place(b);
  return entryA - entryB || fieldA - fieldB;
}

export type Quote = { before: string; said: string; after: string };
const AROUND = 80;

/** The evidence with a little of what stands around it. Offsets count code points, not UTF-16 units. */
export function quotes(leaf: Leaf, words: Evidence['words']): Quote[] {
  return leaf.evidence.flatMap(({ id, start, end }) => {
    const source = words[id];
    if (source === undefined) return [];
    const points = Array.from(source);
    const from = Math.max(0, start - AROUND);
    const upto = Math.min(points.length, end + AROUND);
    return {
      before: (from > 0 ? '…' : '') + points.slice(from, start).join(''),
      said: points.slice(start, end).join(''),
      after: points.slice(end, upto).join('') + (upto < points.length ? '…' : ''),
    };
  });
}
