/** The document as it is printed: the PDF's own HTML on a scaled sheet, each claim underlined; a press shows its words. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { content, contentUrl } from '../api/client';
import type { Deliverable, Evidence, Leaf } from '../api/types';
import { useLanguage } from '../i18n/words';
import { Failure } from '../shell/Failure';
import { ClaimValue, Words } from './Claims';
import { at, claimsOf, type Claim } from './evidence';
import { Button } from '../shell/Button';

/** CSS pixels of A4. */
const PAPER = { width: 794, height: 1123 };
const NARROWEST_SHEET = 480;
const FULL_SIZE = ['html', 'pdf'] as const;
/** The paper is white in every theme. The first status that a place has decides. */
const LINES: [Leaf['status'], string][] = [
  ['heard', '2px dashed #a3341f'],
  ['reworded', '2px dashed #8a6d00'],
  ['calculated', '2px dotted #3d56a6'],
  ['confirmed', '3px double #0d6b57'],
  ['verbatim', '1.5px solid #5fae99'],
];

type Mark = { claims: Claim[]; line: string; left: number; top: number; width: number; height: number };
type Props = { deliverable: Deliverable; version: number; document?: unknown; evidence?: Evidence; onCorrect?: (pointer: string) => void };

export function Preview({ deliverable, version, document, evidence, onCorrect }: Props) {
  const { t } = useLanguage();
  const html = useQuery({ queryKey: ['html', deliverable.id, version], queryFn: () => content(deliverable.id, 'html', version), placeholderData: keepPreviousData, staleTime: Infinity });
  const room = useRef<HTMLDivElement>(null);
  const frame = useRef<HTMLIFrameElement>(null);
  const [width, setWidth] = useState(0);
  const [page, setPage] = useState({ top: 0, height: PAPER.height });
  const [marks, setMarks] = useState<Mark[]>([]);
  const [chosen, setChosen] = useState<Claim[]>([]);
  const claims = useMemo(() => (evidence?.version === version ? claimsOf(document, evidence.leaves) : []), [document, evidence, version]);
  const sheet = width >= NARROWEST_SHEET;

  const measure = useCallback(() => {
    const inside = frame.current?.contentDocument;
    const main = inside?.querySelector('main');
    if (!inside || !main) return;
    // Words that are being typed show at once; everything else comes with the next print.
    for (const place of inside.querySelectorAll<HTMLElement>('[data-at]')) {
      const value = at(document, place.dataset['at'] ?? '');
      if (typeof value === 'string' && value && place.textContent !== value && !place.querySelector('a')) place.textContent = value;
    }
    const { top, height } = main.getBoundingClientRect();
    setPage({ top, height });
    setMarks([...inside.querySelectorAll<HTMLElement>('[data-at]')].flatMap((place) => marksOf(place, claims)));
  }, [document, claims]);
  useEffect(measure, [measure, width, html.data]);
  useEffect(() => {
    const box = room.current;
    if (!box) return;
    const watch = new ResizeObserver(() => setWidth(box.clientWidth));
    watch.observe(box);
    return () => watch.disconnect();
  }, []);

  const scale = sheet ? width / PAPER.width : 1;
  return (
    <div>
      {html.error && <Failure error={html.error} onAgain={() => void html.refetch()} />}
      <div ref={room} className="relative overflow-hidden rounded-lg border border-line bg-white shadow-sheet scheme-light" style={{ height: page.height * scale }}>
        {width > 0 && html.data && (
          <div className="absolute top-0 left-0 origin-top-left" style={{ width: sheet ? PAPER.width : width, transform: `scale(${scale}) translateY(-${page.top}px)` }}>
            {/* Without allow-scripts nothing in it runs; the same origin lets the page see where each value stands. */}
            <iframe
              ref={frame}
              sandbox="allow-same-origin"
              title={t('panel.preview', { title: deliverable.title })}
              srcDoc={html.data}
              tabIndex={-1}
              className="w-full border-0"
              style={{ height: page.top + page.height }}
              onLoad={measure}
            />
            {/* For the pointer. The list of sources says the same to everybody else. */}
            <div aria-hidden>
              {marks.map(({ claims: those, line, ...box }, place) => (
                <button key={place} type="button" tabIndex={-1} data-mark={those[0]?.pointer} className="absolute hover:bg-mark/30" style={{ ...box, borderBottom: line }} onClick={() => setChosen(those)} />
              ))}
            </div>
          </div>
        )}
      </div>
      {chosen.length > 0 && evidence && (
        <section aria-label={t('panel.source')} className="appear sticky bottom-2 z-10 mt-2 max-h-[50dvh] space-y-3 overflow-y-auto rounded-2xl border border-line bg-surface p-4 text-sm shadow-sheet">
          {chosen.map((claim) => (
            <div key={claim.pointer} className="space-y-1">
              <p className="flex justify-between gap-3">
                <ClaimValue claim={claim} />
                <span className="shrink-0 text-xs text-muted">{t(`status.${claim.leaf.status}`)}</span>
              </p>
              <Words claim={claim} words={evidence.words} />
            </div>
          ))}
          <div className="flex gap-2">
            {onCorrect && <Button say="memories.correct" onClick={() => onCorrect(chosen[0]?.pointer ?? '')} />}
            <Button say="app.close" look="quiet" onClick={() => setChosen([])} />
          </div>
        </section>
      )}
      <div className="mt-2 flex flex-wrap gap-x-4 gap-y-1 text-xs text-muted">
        {LINES.filter(([status]) => claims.some((claim) => claim.leaf.status === status)).map(([status, line]) => (
          <span key={status} style={{ borderBottom: line }}>{t(`status.${status}`)} {claims.filter((claim) => claim.leaf.status === status).length}</span>
        ))}
        {FULL_SIZE.filter((format) => deliverable.formats.includes(format)).map((format) => (
          <a key={format} href={contentUrl(deliverable.id, format, version)} target="_blank" rel="noreferrer" className="py-1 underline-offset-4 hover:text-accent hover:underline">
            {t(`panel.full.${format}`)}
          </a>
        ))}
      </div>
    </div>
  );
}

/** One mark for each line of a place that shows a claim, or several. */
function marksOf(place: HTMLElement, claims: Claim[]): Mark[] {
  const pointers = (place.dataset['at'] ?? '').split(' ').filter(Boolean);
  const those = claims.filter((claim) => pointers.some((pointer) => claim.pointer === pointer || claim.pointer.startsWith(`${pointer}/`)));
  const line = LINES.find(([status]) => those.some((claim) => claim.leaf.status === status))?.[1];
  if (!line) return [];
  const range = place.ownerDocument.createRange();
  range.selectNodeContents(place);
  return [...range.getClientRects()].map(({ left, top, width, height }) => ({ claims: those, line, left, top, width, height }));
}
